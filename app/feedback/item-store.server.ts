import type { Staff } from '~/auth/staff.server';
import type { LocalizedText } from '~/i18n/localized-text';
import type { ItemCase, ItemState } from '~/feedback/item';
import { isId } from '~/feedback/item-queue';
import { asDeskPoint, byPosition, POINT, type DeskPoint } from '~/feedback/point-store.server';
import { mayOpen } from '~/feedback/reader';
import { protectionOf } from '~/feedback/text-protection-store.server';
import { usesOf, type RiskLevel } from '~/participants/consequences';
import { isRoundStopped } from '~/participants/stopping-flags-store.server';
import { dateOf, dayOf, type Day } from '~/platform/day';
import type { Db, Tx } from '~/platform/db.server';
import { expectOne } from '~/record/record-change.server';

const ITEM = {
  id: true,
  missionId: true,
  roundId: true,
  submissionId: true,
  day: true,
  language: true,
  choices: true,
  body: true,
  state: true,
  stateSince: true,
  sensitive: true,
  version: true,
  round: {
    select: { id: true, slug: true, title: true, sourceLanguage: true, programId: true, state: true },
  },
  question: { select: { position: true, kind: true, label: true, options: true } },
  submission: {
    select: {
      tolerance: true,
      channel: true,
      answerLanguage: true,
      codeDeclined: true,
      consents: { select: { use: true, given: true, sequence: true }, orderBy: { sequence: 'asc' } },
    },
  },
  itemVersions: {
    where: { kind: 'translation', state: { not: 'superseded' } },
    select: { id: true, language: true, body: true, byRole: true, byAccount: true, state: true, madeOn: true },
    orderBy: { id: 'desc' },
    take: 1,
  },
  points: { where: { state: { not: 'removed' } }, select: POINT },
} as const;

export interface ItemTranslation {
  id: string;
  language: string;
  body: Uint8Array;
  byRole: string;
  byAccount: string | null;
  state: 'draft' | 'reviewed';
}

/** One item as the desk works on it. Texts are sealed still; the door opens them (text-door). */
export interface DeskItem {
  id: string;
  missionId: string;
  roundId: string;
  submissionId: string;
  version: number;
  state: ItemState;
  day: Day;
  stateSince: Day;
  language: string;
  choices: readonly string[];
  body: Uint8Array | null;
  sensitive: boolean;
  round: { id: string; slug: string; title: LocalizedText; sourceLanguage: string; programId: string; state: string };
  question: { position: number; kind: string; label: LocalizedText; options: unknown } | null;
  tolerance: string;
  channel: string;
  answerLanguage: string;
  /** Nobody holds a code: nobody can come back to read a message. */
  codeDeclined: boolean;
  /** The newest word on each use. */
  consents: Readonly<Record<string, boolean>>;
  /** The gravest open danger around it. */
  level: RiskLevel;
  /** By the sender's consent and by the consequences of danger. */
  mayTranslate: boolean;
  /** A severe danger that was triaged stops its round. */
  stopped: boolean;
  translation: ItemTranslation | null;
  points: readonly DeskPoint[];
}

const itemRow = (db: Db, id: string) => db.item.findUnique({ where: { id }, select: ITEM });
type ItemRow = NonNullable<Awaited<ReturnType<typeof itemRow>>>;

interface Standing {
  level: RiskLevel;
  mayTranslate: boolean;
  stopped: boolean;
}

/** What danger means for an item now. */
async function standingOf(db: Db, { id, round }: ItemRow): Promise<Standing> {
  const protection = (await protectionOf(db, 'translate', [id])).get(id);
  const stopped = await isRoundStopped(db, round);
  return protection
    ? { level: protection.level, mayTranslate: usesOf(protection).uses.translate.allowed, stopped }
    : { level: 'severe', mayTranslate: false, stopped };
}

function asDeskItem({ submission, itemVersions, ...row }: ItemRow, standing: Standing): DeskItem {
  const { consents, ...sender } = submission;
  return {
    ...row,
    ...sender,
    ...standing,
    state: row.state as ItemState,
    day: dayOf(row.day),
    stateSince: dayOf(row.stateSince),
    round: { ...row.round, title: row.round.title as LocalizedText },
    question: row.question && { ...row.question, label: row.question.label as LocalizedText },
    consents: Object.fromEntries(consents.map(({ use, given }) => [use, given])),
    translation: (itemVersions[0] as ItemTranslation | undefined) ?? null,
    points: row.points.map(asDeskPoint).sort(byPosition),
  };
}

/** The item, if it is of the reader's mission and they may open it (`mayOpen`); null for all else alike. */
export async function itemForDesk(db: Db, staff: Staff, id: string): Promise<DeskItem | null> {
  const row = isId(id) ? await itemRow(db, id) : null;
  if (!row) return null;
  const item = asDeskItem(row, await standingOf(db, row));
  return mayOpen(staff, { ...item, programId: item.round.programId }) ? item : null;
}

/** What the workflow is asked about an item. */
export function caseOf(item: DeskItem): ItemCase {
  return {
    state: item.state,
    hasWords: item.body !== null,
    language: item.language,
    workingLanguage: item.round.sourceLanguage,
    mayTranslate: item.mayTranslate,
    translationReviewed: item.translation?.state === 'reviewed',
    sensitive: item.sensitive,
    stopped: item.stopped,
    points: item.points,
  };
}

/** A row as it was read: a change to it loses (409) where it is not so any more. */
export interface ReadItem {
  id: string;
  version: number;
  state: ItemState;
}

/**
 * Moves an item to a state, inside `recordChange` with a fact of its next version. Loses (409) where the item changed
 * since it was read.
 */
export async function setItemState(tx: Tx, item: ReadItem, state: ItemState, day: Day): Promise<void> {
  expectOne(
    await tx.item.updateMany({
      where: { id: item.id, version: item.version, state: item.state },
      data: { state, stateSince: dateOf(day), version: { increment: 1 } },
    }),
  );
}
