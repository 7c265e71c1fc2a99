import type { FactType } from '~/record/fact-types';

/** Whose versions facts name. Each is a table with a `version` column, guarded by the database. */
export type Subject = FactType extends `${infer S}.${string}` ? S : never;

/** Ids, codes and numbers; never a name, a text or an address. */
export type FactPayload = Readonly<Record<string, string | number | boolean | null | readonly string[]>>;

/**
 * What happened to one subject, and which version it made. Facts come from pure decisions, so that unit tests see them.
 */
export interface Fact {
  type: FactType;
  subjectId: string;
  subjectVersion: number;
  payload?: FactPayload;
}

/** The subject of a fact is the first word of its type: `round.opened` is about a round. */
export function subjectOf(fact: Fact): Subject {
  return fact.type.slice(0, fact.type.indexOf('.')) as Subject;
}

/** Who acted, in which role. Participants have no id: the record knows an act, never a person. */
export interface Actor {
  role: string;
  accountId: string | null;
  missionId: string | null;
}

/** Version 1 of something new. */
export function born(type: FactType, subjectId: string, payload?: FactPayload): Fact {
  return { type, subjectId, subjectVersion: 1, ...(payload && { payload }) };
}

/** The next version of something known. */
export function next(type: FactType, subject: { id: string; version: number }, payload?: FactPayload): Fact {
  return { type, subjectId: subject.id, subjectVersion: subject.version + 1, ...(payload && { payload }) };
}
