import { FLAG_KINDS, gravest, type FlagKind, type FlagLevel } from './risk-flag';
import type { RiskLevel } from './consequences';

/** What the system knows around a text, without opening it. */
export interface Surroundings {
  /** Submissions of the round that stand. */
  submissions: number;
  /** People of the place, as the sender's round asks for it, that were heard; null where no place is asked. */
  inPlace: number | null;
  civicSpace: 'open' | 'narrowed' | 'obstructed' | 'repressed' | 'closed';
}

/** Below so many, somebody can be told apart (SECURITY.md §2). */
export const SMALL = 5;

export type RiskRule = 'small_group' | 'small_place' | 'restrictive_country' | 'name_in_text' | 'minor';

export interface Suggestion {
  rule: RiskRule;
  kind: FlagKind;
  level: FlagLevel;
}

function around({ submissions, inPlace, civicSpace }: Surroundings): Suggestion[] {
  const found: Suggestion[] = [];
  if (submissions < SMALL) found.push({ rule: 'small_group', kind: 'reidentification', level: 'moderate' });
  if (inPlace !== null && inPlace < SMALL) {
    found.push({ rule: 'small_place', kind: 'reidentification', level: 'moderate' });
  }
  if (civicSpace === 'repressed') found.push({ rule: 'restrictive_country', kind: 'reprisal', level: 'low' });
  if (civicSpace === 'closed') found.push({ rule: 'restrictive_country', kind: 'reprisal', level: 'moderate' });
  return found;
}

/** The system's own check, which counts for what goes out (GUIDELINES, Publication level): no flag, no clock. */
export function systemLevel(surroundings: Surroundings): RiskLevel {
  return gravest(around(surroundings).map(({ level }) => level));
}

/**
 * Two words or more in a row that begin with a capital inside a sentence, in scripts that have capitals; a title before a
 * name; in Arabic letters a title or a marker of descent. A suggestion only: a person decides what is a name.
 */
const NAMES: readonly RegExp[] = [
  /(?<=[\p{Ll}\p{N},;:)“”"’'] )(?:\p{Lu}[\p{Ll}\p{M}’'-]{2,} ){1,3}\p{Lu}[\p{Ll}\p{M}’'-]{2,}/u,
  /(?:^|[\s(“"])(?:Captain|Capitaine|Colonel|Commander|Commandant|General|Général|Lieutenant|Sergeant|Sergent|Major|Sheikh|Cheikh|Imam|Mr|Mrs|Ms|Mme|Dr|Alhaji|Malam)\.? \p{Lu}\p{Ll}+/u,
  /(?:^|[\s،(«])(?:العقيد|الضابط|النقيب|الرائد|الشيخ|الملازم|القائد|السيد|السيدة|الحاج|دگروال|جنرال|قوماندان|ملا|مولوی)\s+\p{L}{2,}/u,
  /(?:^|\s)\p{L}{2,}\s+(?:بن|ابن|بنت|ولد)\s+\p{L}{2,}/u,
];

const MINORS: readonly RegExp[] = [
  /\b(?:I am|I'm|aged|age) (?:1[0-7]|[7-9])\b|\b(?:1[0-7]|[7-9])[- ]years?[- ]old\b|\b(?:my|our) (?:school|teacher|homework)\b/iu,
  /(?<!\p{L})(?:j['’]ai|âgée? de) (?:1[0-7]|[7-9]) ans(?!\p{L})|(?<!\p{L})mon (?:école|professeur)(?!\p{L})/iu,
  /(?:عمري|عمرها|عمره|سنم)\s*(?:1[0-7]|[7-9]|١[٠-٧]|[٧-٩])|طفل(?:ة)?\s|قاصر/u,
];

/**
 * What a text itself suggests: somebody's name, or that a child speaks or is spoken of. Runs at the desk after the first
 * look, since the public part cannot open texts. It misses and it errs: it only ever suggests.
 */
export function suggestionsFor(text: string): Suggestion[] {
  const found: Suggestion[] = [];
  if (NAMES.some((one) => one.test(text))) {
    found.push({ rule: 'name_in_text', kind: 'named_accusation', level: 'moderate' });
  }
  if (MINORS.some((one) => one.test(text))) found.push({ rule: 'minor', kind: 'minor', level: 'moderate' });
  return found;
}

/** Suggestions that no open flag of the same kind already covers, each kind once. */
export function newSuggestions(all: readonly Suggestion[], open: readonly FlagKind[]): Suggestion[] {
  return FLAG_KINDS.flatMap((kind) => (open.includes(kind) ? [] : (all.find((one) => one.kind === kind) ?? [])));
}
