import type { Staff } from '~/auth/staff.server';
import { isBackFilled, type Decision } from '~/decisions/decision';
import type { LinkInput } from '~/decisions/decision-input';
import { loadDecision, overOf } from '~/decisions/decision-loading.server';
import { deleteLink, insertLinks, saveDecision, type NewLink } from '~/decisions/decision-writes-store.server';
import { maySee, pointCases } from '~/decisions/point-case-store.server';
import { themesOfRoundExist } from '~/feedback/codebook-store.server';
import { dayOf } from '~/platform/day';
import type { Db } from '~/platform/db.server';
import { done, refuse, type Result } from '~/platform/result';
import { now } from '~/platform/runtime.server';
import { next } from '~/record/fact';
import { recordChange } from '~/record/record-change.server';

/** Whether everything to be linked belongs to the decision's round and may be seen by the person. */
async function belongs(staff: Staff, db: Db, decision: Decision, { themeId, pointIds }: LinkInput): Promise<boolean> {
  const points = await pointCases(db, pointIds);
  const known = points.filter((point) => point.roundId === decision.roundId && maySee(staff, point));
  const theme = await themesOfRoundExist(db, decision.roundId, themeId ? [themeId] : []);
  return theme && known.length === new Set(pointIds).size;
}

/**
 * Says what a decision has to do with points or a theme of its round. After the signature a link can still be made, and
 * is marked as back-filled for good (G02). Refuses what is linked already.
 */
export async function linkInputs(staff: Staff, id: string, input: LinkInput): Promise<Result> {
  const loaded = await loadDecision(staff, id, (db, decision) => belongs(staff, db, decision, input));
  if (!loaded) return refuse('decision.not_found');
  const { decision } = loaded;
  const over = overOf(decision);
  if (!staff.may('decision.edit', over)) return refuse('workflow.not_allowed');
  if (!loaded.more) return refuse('point.not_found');
  const { relation, themeId, pointIds } = input;
  const wanted: NewLink[] = [
    ...(themeId ? [{ pointId: null, themeId, relation }] : []),
    ...[...new Set(pointIds)].map((pointId) => ({ pointId, themeId: null, relation })),
  ];
  const links = wanted.filter(
    (one) => !decision.links.some((link) => link.pointId === one.pointId && link.themeId === one.themeId),
  );
  if (links.length === 0) return refuse(wanted.length === 0 ? 'disposition.nothing_ticked' : 'decision.linked_already');
  const fact = next('decision.linked', decision, {
    relation,
    links: links.length,
    back_filled: isBackFilled(decision),
  });
  await recordChange(staff.actor('decision.edit', over), [fact], async (tx) => {
    await insertLinks(tx, decision, links, dayOf(now()));
    await saveDecision(tx, decision);
  });
  return done();
}

/** Takes back a link that was made by mistake. Refuses once the decision is signed: what was weighed then stays told. */
export async function dropLink(staff: Staff, id: string, linkId: string): Promise<Result> {
  const loaded = await loadDecision(staff, id);
  if (!loaded || !loaded.decision.links.some((link) => link.id === linkId)) return refuse('decision.not_found');
  const { decision } = loaded;
  const over = overOf(decision);
  if (!staff.may('decision.edit', over)) return refuse('workflow.not_allowed');
  if (isBackFilled(decision)) return refuse('decision.links_kept');
  await recordChange(
    staff.actor('decision.edit', over),
    [next('decision.linked', decision, { links: -1 })],
    async (tx) => {
      await deleteLink(tx, linkId);
      await saveDecision(tx, decision);
    },
  );
  return done();
}
