import { randomUUID } from 'node:crypto';
import { v7 } from 'uuid';
import type { Staff } from '~/auth/staff.server';
import { loadPoint, mayOver, overOf } from '~/feedback/item-loading.server';
import { mayBeCoded } from '~/feedback/point';
import { openPointTexts, setPointState, type DeskPoint } from '~/feedback/point-store.server';
import { codesExist, themesOfRoundExist } from '~/feedback/codebook-store.server';
import { dateOf, dayOf } from '~/platform/day';
import type { Tx } from '~/platform/db.server';
import { done, refuse, type Result } from '~/platform/result';
import { now } from '~/platform/runtime.server';
import { readForDesk } from '~/auth/desk-reading.server';
import { born, next, type Fact } from '~/record/fact';
import { addKeySlots, sealForDesk, sealForVisit, type Sealed } from '~/record/key-slots.server';
import { expectOne, recordChange } from '~/record/record-change.server';

const CODABLE = ['translated', 'coded', 'under_consideration'];

/** All codes and themes that a point shall have from now on. */
export interface Coding {
  codes: readonly string[];
  themes: readonly string[];
}

/**
 * Gives a point its codes and themes; what is not named is taken off. With none left the point is as newly marked.
 * Refuses codes and themes that are not of the mission and the round, and a point about which something was decided.
 */
export async function codePoint(staff: Staff, pointId: string, coding: Coding): Promise<Result> {
  const loaded = await loadPoint(staff, pointId);
  if (!loaded) return refuse('point.not_found');
  const { item, point } = loaded;
  if (!mayOver(staff, item)('item.code')) return refuse('workflow.not_allowed');
  if (!CODABLE.includes(item.state)) return refuse('workflow.not_from_here');
  if (!mayBeCoded(point)) return refuse('point.disposed');
  const [codes, themes] = [[...new Set(coding.codes)], [...new Set(coding.themes)]];
  const known = await readForDesk(
    staff,
    async (db) => (await codesExist(db, codes)) && (await themesOfRoundExist(db, item.roundId, themes)),
  );
  if (!known) return refuse('point.unknown_code');
  const bare = codes.length + themes.length === 0;
  if (bare && item.state !== 'translated') return refuse('point.needs_a_code');
  const fact = next(bare ? 'point.reopened' : 'point.coded', point, { codes, themes });
  const row = { missionId: item.missionId, pointId, byAccount: staff.accountId, madeOn: dateOf(dayOf(now())) };
  await recordChange(staff.actor('item.code', overOf(item)), [fact], async (tx) => {
    await setPointState(tx, point, bare ? 'marked' : 'coded');
    await tx.coding.deleteMany({ where: { pointId } });
    await tx.coding.createMany({
      data: [
        ...codes.map((codeId) => ({ ...row, id: v7(), codeId })),
        ...themes.map((themeId) => ({ ...row, id: v7(), themeId })),
      ],
    });
  });
  return done();
}

/** A neutral line for staff, and one in the sender's language that the return page shows to confirm or dispute. */
export interface PointLines {
  summary: string;
  /** Empty leaves what is there. */
  understanding: string;
}

interface SealedLine {
  objectId: string;
  sealed: Sealed;
  fact: Fact;
  write(tx: Tx): Promise<void>;
}

async function summaryLine(point: DeskPoint, text: string): Promise<SealedLine> {
  const sealed = await sealForDesk({ table: 'point', record: point.id, field: 'summary' }, text);
  return {
    objectId: point.id,
    sealed,
    fact: next('point.summarised', point),
    write: async (tx) =>
      expectOne(
        await tx.point.updateMany({
          where: { id: point.id, version: point.version },
          data: { summary: sealed.body, version: { increment: 1 } },
        }),
      ),
  };
}

interface Sender {
  missionId: string;
  submissionId: string;
  answerLanguage: string;
}

/** A line that is written anew has not been confirmed by anybody. */
async function understandingLine(point: DeskPoint, sender: Sender, text: string): Promise<SealedLine> {
  const known = point.understanding;
  const id = known?.id ?? randomUUID();
  const sealed = sealForVisit({ table: 'understanding', record: id, field: 'body' }, text);
  const { missionId, submissionId, answerLanguage: language } = sender;
  return {
    objectId: id,
    sealed,
    fact: known ? next('understanding.written', known) : born('understanding.written', id, { point: point.id }),
    async write(tx) {
      if (!known) {
        const data = { id, missionId, submissionId, pointId: point.id, language, body: sealed.body };
        await tx.understanding.create({ data, select: { id: true } });
        return;
      }
      expectOne(
        await tx.understanding.updateMany({
          where: { id, version: known.version },
          data: { body: sealed.body, language, reaction: null, version: { increment: 1 } },
        }),
      );
    },
  };
}

/** Writes what a point says, in one line each for staff and for its sender. What did not change stays as it is. */
export async function describePoint(staff: Staff, pointId: string, lines: PointLines): Promise<Result> {
  const loaded = await loadPoint(staff, pointId);
  if (!loaded) return refuse('point.not_found');
  const { item, point } = loaded;
  if (!mayOver(staff, item)('item.code')) return refuse('workflow.not_allowed');
  const [before] = await readForDesk(staff, (db) => openPointTexts(db, [point]));
  const written = await Promise.all([
    lines.summary !== before?.summary ? summaryLine(point, lines.summary) : null,
    lines.understanding && lines.understanding !== before?.understanding
      ? understandingLine(point, item, lines.understanding)
      : null,
  ]);
  const changed = written.filter((line) => line !== null);
  const [first, ...others] = changed.map(({ fact }) => fact);
  if (!first) return done();
  await recordChange(staff.actor('item.code', overOf(item)), [first, ...others], async (tx) => {
    for (const line of changed) await line.write(tx);
    // A new text has a new key: the former one is gone with its key.
    await tx.keySlot.deleteMany({ where: { objectId: { in: changed.map(({ objectId }) => objectId) } } });
    await addKeySlots(
      tx,
      changed.map(({ sealed }) => sealed.slot),
    );
  });
  return done();
}
