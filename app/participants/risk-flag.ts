import type { Permission } from '~/auth/permissions';
import type { FactType } from '~/record/fact-types';
import type { Workflow } from '~/workflow/workflow';

/** What a risk flag can be about (GUIDELINES, Risk flag); `staff_conduct` is a complaint about staff, ours or the partner's. */
export const FLAG_KINDS = [
  'named_accusation',
  'reidentification',
  'reprisal',
  'immediate_threat',
  'surveillance',
  'detention',
  'device_seizure',
  'minor',
  'sexual_exploitation',
  'gendered_harm',
  'legal_status',
  'association_stigma',
  'online_harassment',
  'travel',
  'cve_cooption',
  'staff_conduct',
] as const;
export type FlagKind = (typeof FLAG_KINDS)[number];

/** From the least to the gravest. */
export const FLAG_LEVELS = ['low', 'moderate', 'high', 'severe'] as const;
export type FlagLevel = (typeof FLAG_LEVELS)[number];

export const FLAG_STATES = [
  'raised',
  'triaged',
  'mitigating',
  'escalated',
  'resolved',
  'accepted_by_participant',
] as const;
export type FlagState = (typeof FLAG_STATES)[number];

/** The states in which a danger still counts. */
export const OPEN_FLAG_STATES = [
  'raised',
  'triaged',
  'mitigating',
  'escalated',
] as const satisfies readonly FlagState[];
/** The states that a protection officer has put a flag in: only from here can it stop a round. */
export const JUDGED_FLAG_STATES = ['triaged', 'mitigating', 'escalated'] as const satisfies readonly FlagState[];

/** How far a danger reaches: the sender alone, the round, or every round of the program (its places and groups). */
export const FLAG_REACHES = ['item', 'round', 'program'] as const;
export type FlagReach = (typeof FLAG_REACHES)[number];

export const FLAG_RAISERS = ['participant', 'staff', 'rule'] as const;
export type FlagRaiser = (typeof FLAG_RAISERS)[number];

export function isOpenFlag(state: FlagState): boolean {
  return (OPEN_FLAG_STATES as readonly FlagState[]).includes(state);
}

/** The graver of levels; `none` where there is none. */
export function gravest(levels: readonly (FlagLevel | null)[]): FlagLevel | 'none' {
  return [...FLAG_LEVELS].reverse().find((level) => levels.includes(level)) ?? 'none';
}

/** What counts of a flag while it is open: the graver of what was raised and what the protection officer assessed. */
export function levelOf({ level, assessedLevel }: { level: FlagLevel; assessedLevel: FlagLevel | null }): FlagLevel {
  return gravest([level, assessedLevel]) as FlagLevel;
}

/** A severe danger, and any complaint about staff, takes the items out of the common queue at once (G04). */
export function setsApart({ kind, level }: { kind: FlagKind; level: FlagLevel }): boolean {
  return level === 'severe' || kind === 'staff_conduct';
}

/** Participants hold a return code and no role: taking a risk on oneself is theirs alone. */
export type FlagPermission = Permission | 'participant.own';

export interface FlagCase {
  state: FlagState;
  kind: FlagKind;
  /** Whether anything was said for the move. */
  reasoned: boolean;
}

export type FlagEvent = 'triage' | 'mitigate' | 'escalate' | 'resolve' | 'accept';

const needsReason = ({ reasoned }: FlagCase) => (reasoned ? null : 'risk_flag.reason_needed');

/**
 * The life of a risk flag. Nothing is resolved that nobody triaged, and each move but a participant's says why. A
 * complaint about staff is nobody's to accept: it is resolved, or escalated past the mission.
 */
export const FLAG_WORKFLOW: Workflow<FlagState, FlagEvent, FlagPermission, FlagCase> = {
  triage: { from: ['raised'], to: 'triaged', needs: 'item.sensitive', refusal: needsReason },
  mitigate: { from: ['triaged'], to: 'mitigating', needs: 'item.sensitive', refusal: needsReason },
  escalate: { from: ['triaged', 'mitigating'], to: 'escalated', needs: 'item.sensitive', refusal: needsReason },
  resolve: {
    from: ['triaged', 'mitigating', 'escalated'],
    to: 'resolved',
    needs: 'item.sensitive',
    refusal: needsReason,
  },
  accept: {
    from: ['triaged', 'mitigating'],
    to: 'accepted_by_participant',
    needs: 'participant.own',
    refusal: ({ kind }) => (kind === 'staff_conduct' ? 'risk_flag.complaint' : null),
  },
};
export const FLAG_EVENTS = Object.keys(FLAG_WORKFLOW) as FlagEvent[];

/** The moves that a protection officer makes. */
export const OFFICER_EVENTS = ['triage', 'mitigate', 'escalate', 'resolve'] as const satisfies readonly FlagEvent[];
export type OfficerEvent = (typeof OFFICER_EVENTS)[number];

export const FLAG_FACTS: Readonly<Record<FlagEvent, FactType>> = {
  triage: 'risk_flag.triaged',
  mitigate: 'risk_flag.mitigating',
  escalate: 'risk_flag.escalated',
  resolve: 'risk_flag.resolved',
  accept: 'risk_flag.accepted',
};

/**
 * Whether a flag stops the rounds it reaches: severe, and so judged by a protection officer. What nobody has triaged, the
 * sender's own included, blocks nobody else.
 */
export function stopsRound(flag: {
  state: FlagState;
  level: FlagLevel;
  assessedLevel: FlagLevel | null;
  reach: FlagReach;
}): boolean {
  const judged = (JUDGED_FLAG_STATES as readonly FlagState[]).includes(flag.state);
  return judged && flag.reach !== 'item' && levelOf(flag) === 'severe';
}
