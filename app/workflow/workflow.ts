import { done, refuse, type Refusal, type Result } from '~/platform/result';

/**
 * A workflow is a plain typed table. One table serves five readers: rule, permission, buttons, fact, and the test that
 * every state, event and refusal has a text in every language.
 */
export interface Transition<State extends string, Permission extends string, Subject> {
  from: readonly State[];
  to: State;
  needs: Permission;
  /** What else must hold, judged on facts that are handed in; null when nothing stands against it. */
  refusal?: (subject: Subject) => Refusal | null;
}

export type Workflow<State extends string, Event extends string, Permission extends string, Subject> = Readonly<
  Record<Event, Transition<State, Permission, Subject>>
>;

/**
 * Decides whether an event may happen to a subject now: the state first, then the permission, then the table's own
 * refusal. Gives the state it leads to.
 */
export function step<
  State extends string,
  Event extends string,
  Permission extends string,
  Subject extends { state: State },
>(
  workflow: Workflow<State, Event, Permission, Subject>,
  subject: Subject,
  event: Event,
  may: (permission: Permission) => boolean,
): Result<State> {
  const transition = workflow[event];
  if (!transition.from.includes(subject.state)) return refuse('workflow.not_from_here');
  if (!may(transition.needs)) return refuse('workflow.not_allowed');
  const refusal = transition.refusal?.(subject) ?? null;
  return refusal ? refuse(refusal) : done(transition.to);
}

export interface OpenEvent<Event extends string> {
  event: Event;
  refusal: Refusal | null;
}

/** The events that lead out of the subject's state and that the reader may cause, each with the reason where it is refused. */
export function openEvents<
  State extends string,
  Event extends string,
  Permission extends string,
  Subject extends { state: State },
>(
  workflow: Workflow<State, Event, Permission, Subject>,
  subject: Subject,
  may: (permission: Permission) => boolean,
): OpenEvent<Event>[] {
  return (Object.keys(workflow) as Event[])
    .filter((event) => workflow[event].from.includes(subject.state) && may(workflow[event].needs))
    .map((event) => ({ event, refusal: workflow[event].refusal?.(subject) ?? null }));
}
