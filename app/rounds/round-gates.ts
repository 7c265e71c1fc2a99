import type { Retention } from '~/missions/mission';
import { daysBetween, type Day } from '~/platform/day';
import type { CivicSpace } from '~/programs/country';
import { assessmentFault, type AssessmentStanding } from '~/rounds/risk-assessment';
import type { GatedEvent, Round } from '~/rounds/round';
import type { RoundSize } from '~/rounds/round-size';
import { isReviewed, missingFields, type RoundLanguage, type RoundTexts } from '~/rounds/round-texts';

/** Days that a round of more than listening size stays open at least (G07). */
export const DAYS_OPEN = 14;

/** Who could act on a round today, by account. */
export interface Crew {
  /** Who signs: approves rounds and answers. */
  signers: readonly string[];
  /** Who drafts answers. */
  responders: readonly string[];
  /** Who prepares rounds. */
  preparers: readonly string[];
  protectionOfficers: readonly string[];
}

/** Everything that gates look at, loaded once. */
export interface RoundSnapshot {
  round: Round;
  size: RoundSize;
  texts: RoundTexts;
  languages: readonly RoundLanguage[];
  missionRetention: Retention | null;
  crew: Crew;
  actorId: string;
  today: Day;
  /** A severe danger that a protection officer triaged reaches this round. */
  stopped: boolean;
  /** The risk assessment, and the rating of the country that it is measured against (G04). */
  assessment: AssessmentStanding;
  civicSpace: CivicSpace;
}

/** Where a gate can be met: a page by its key, and the language of a page of texts. */
export interface GatePlace {
  page: 'deskRound' | 'deskRoundQuestions' | 'deskRoundTexts' | 'deskRoundRisk' | 'adminMission' | 'admin';
  language?: string;
}

export type GateVerdict = { ok: true } | { ok: false; reason: string; where: GatePlace };

/** An act gate: blocks what the portal itself does, and says in a code why, and where it can be met. */
export interface Gate<Snapshot = RoundSnapshot> {
  name: string;
  blocks: readonly GatedEvent[];
  holds(snapshot: Snapshot): GateVerdict;
}

const HOLDS: GateVerdict = { ok: true };
const fails = (reason: string, where: GatePlace): GateVerdict => ({ ok: false, reason, where });

function textsWritten({ round, texts }: RoundSnapshot): GateVerdict {
  const language = round.languages.find((one) => missingFields(texts, round.sourceLanguage, one).length > 0);
  return language ? fails('texts_missing', { page: 'deskRoundTexts', language }) : HOLDS;
}

function textsReviewed({ round, texts, languages }: RoundSnapshot): GateVerdict {
  const rowOf = (one: string) => languages.find((row) => row.language === one);
  const language = round.languages.find((one) => !isReviewed(rowOf(one), texts, round.sourceLanguage));
  if (!language) return HOLDS;
  const outdated = rowOf(language)?.state === 'outdated';
  return fails(outdated ? 'texts_outdated' : 'texts_not_reviewed', { page: 'deskRoundTexts', language });
}

/** The one who signs an answer is never the one who drafted it: it takes two people. */
function peopleInPlace({ crew }: Pick<RoundSnapshot, 'crew'>): GateVerdict {
  if (crew.signers.length === 0) return fails('no_signer', { page: 'admin' });
  const twoPeople = crew.responders.some((one) => crew.signers.some((signer) => signer !== one));
  return twoPeople ? HOLDS : fails('no_responder', { page: 'admin' });
}

function riskAssessed({ assessment, civicSpace, today }: RoundSnapshot): GateVerdict {
  const fault = assessmentFault(assessment, civicSpace, today);
  return fault ? fails(fault, { page: 'deskRoundRisk' }) : HOLDS;
}

function staysOpenLongEnough({ round, size, today }: RoundSnapshot): GateVerdict {
  if (round.closesOn < today) return fails('closing_day_past', { page: 'deskRound' });
  const days = daysBetween(round.openedOn ?? today, round.closesOn);
  return size !== 'listening' && days < DAYS_OPEN ? fails('open_too_short', { page: 'deskRound' }) : HOLDS;
}

/**
 * The act gates of a round that can be judged on this floor. Higher floors add theirs by handing the names of the unmet
 * ones into the command that moves the round.
 */
export const ROUND_GATES: readonly Gate[] = [
  {
    name: 'questions',
    blocks: ['submit', 'approve', 'open'],
    holds: ({ texts }) => (texts.questions.length > 0 ? HOLDS : fails('no_question', { page: 'deskRoundQuestions' })),
  },
  { name: 'texts_written', blocks: ['submit'], holds: textsWritten },
  { name: 'texts_reviewed', blocks: ['approve', 'open'], holds: textsReviewed },
  {
    name: 'separation_of_duties',
    blocks: ['approve'],
    holds: ({ round, actorId }) =>
      round.preparedBy === actorId ? fails('approver_prepared_it', { page: 'deskRound' }) : HOLDS,
  },
  { name: 'people_in_place', blocks: ['approve', 'open'], holds: peopleInPlace },
  {
    name: 'signed_off',
    blocks: ['open'],
    holds: ({ round }) =>
      round.approvedBy && round.approvedBy !== round.preparedBy ? HOLDS : fails('not_signed', { page: 'deskRound' }),
  },
  {
    name: 'retention_set',
    blocks: ['open'],
    holds: ({ missionRetention }) => (missionRetention ? HOLDS : fails('no_retention', { page: 'adminMission' })),
  },
  {
    // Never waivable (GUIDELINES, Waiver). A flag that nobody triaged, the sender's own included, stops nothing.
    name: 'no_severe_danger',
    blocks: ['approve', 'open', 'publish'],
    holds: ({ stopped }) => (stopped ? fails('severe_flag', { page: 'deskRound' }) : HOLDS),
  },
  // Never waivable either. Coming back from a pause goes through opening, and so through this gate again.
  { name: 'risk_assessed', blocks: ['open'], holds: riskAssessed },
  { name: 'open_long_enough', blocks: ['approve', 'open'], holds: staysOpenLongEnough },
];

export interface UnmetGate {
  name: string;
  reason: string;
  where: GatePlace;
}

/** The gates of an act that do not hold, each with its reason and the way to meet it. */
export function unmetGates<S>(event: GatedEvent, snapshot: S, gates: readonly Gate<S>[]): UnmetGate[] {
  return gates.flatMap((gate) => {
    const verdict = gate.blocks.includes(event) ? gate.holds(snapshot) : HOLDS;
    return verdict.ok ? [] : [{ name: gate.name, reason: verdict.reason, where: verdict.where }];
  });
}

/** What an office still lacks for a round, by the code of the part (GUIDELINES, Least crew of a round). */
export function peopleStillNeeded(crew: Crew): string[] {
  return [
    ...(crew.preparers.length === 0 ? ['preparer'] : []),
    ...(crew.signers.length === 0 ? ['signer'] : []),
    ...(peopleInPlace({ crew }).ok || crew.signers.length === 0 ? [] : ['responder']),
    ...(crew.protectionOfficers.length < 2 ? ['protection_officers'] : []),
  ];
}
