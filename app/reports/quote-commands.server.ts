import { v7 } from 'uuid';
import type { Staff } from '~/auth/staff.server';
import { loadPoint, mayOver, overOf } from '~/feedback/item-loading.server';
import { judgeUse } from '~/feedback/text-door.server';
import { protectionOf } from '~/feedback/text-protection-store.server';
import { done, refuse, type Result } from '~/platform/result';
import { readForDesk } from '~/auth/desk-reading.server';
import { born, next } from '~/record/fact';
import { recordChange } from '~/record/record-change.server';
import { insertQuote, quoteAt, quoteById, takeOut } from '~/reports/quote-store.server';
import { roundById } from '~/rounds/round-store.server';

/**
 * Chooses a point's passage to be quoted in what is published of its round. Refuses where the sender's consent, a danger,
 * the tolerance or a small group speaks against it, with each reason; chosen is not quoted yet: every edition asks again.
 */
export async function chooseQuote(staff: Staff, pointId: string): Promise<Result> {
  const loaded = await loadPoint(staff, pointId);
  if (!loaded) return refuse('point.not_found');
  const { item } = loaded;
  if (!mayOver(staff, item)('publication.prepare')) return refuse('workflow.not_allowed');
  const { verdict, before } = await readForDesk(staff, async (db) => ({
    verdict: judgeUse(db, 'quote', await protectionOf(db, 'quote', [item.id])).get(item.id),
    before: await quoteAt(db, pointId),
  }));
  if (before) return refuse('quote.already_chosen');
  if (item.body === null) return refuse('quote.no_words');
  if (!verdict?.allowed) return refuse('quote.not_allowed', verdict?.reasons ?? []);
  const id = v7();
  const { missionId, roundId } = item;
  await recordChange(
    staff.actor('publication.prepare', overOf(item)),
    [born('quote.chosen', id, { point: pointId })],
    (tx) => insertQuote(tx, { id, missionId, roundId, pointId }),
  );
  return done();
}

/** Takes a chosen passage out; the next edition is without it. */
export async function dropQuote(staff: Staff, quoteId: string): Promise<Result> {
  const { quote, round } = await readForDesk(staff, async (db) => {
    const found = await quoteById(db, quoteId);
    return { quote: found, round: found && (await roundById(db, found.roundId)) };
  });
  if (!quote || !round) return refuse('quote.not_found');
  const over = { roundId: round.id, programId: round.programId };
  if (!staff.may('publication.prepare', over)) return refuse('workflow.not_allowed');
  await recordChange(staff.actor('publication.prepare', over), [next('quote.dropped', quote)], (tx) =>
    takeOut(tx, quote),
  );
  return done();
}
