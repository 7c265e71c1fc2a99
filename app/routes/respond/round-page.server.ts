import { json, type LoaderFunctionArgs } from '@remix-run/node';
import { markAccess } from '~/auth/access';
import type { PublicChangeContext } from '~/auth/change.server';
import { page } from '~/auth/page.server';
import { notFound } from '~/auth/responses.server';
import { CLOCKS } from '~/feedback/item-clock';
import { missionById } from '~/missions/mission-store.server';
import { attributionsOffered } from '~/participants/submission';
import { isUnavailable } from '~/participants/unavailable.server';
import { RESPOND_PURPOSE } from '~/participants/submit.server';
import { issueFormToken } from '~/platform/crypto/form-token.server';
import { addDays, type Day } from '~/platform/day';
import type { Db } from '~/platform/db.server';
import { now, runtime } from '~/platform/runtime.server';
import { recordingsToHear } from '~/rounds/listen.server';
import { takesAnswers, type PublicRound } from '~/rounds/round';
import { publicRound, questionsOf } from '~/rounds/round-store.server';
import type { BoxKey } from '~/vault/box.server';
import { sealingKey } from '~/vault/vault-keys-store.server';
import type { RoundPage } from '~/routes/respond/respond-view';

/** How long somebody who met a full or absent database should wait, in seconds. */
export const RETRY_AFTER = { 'Retry-After': '60' };

export function freshToken(slug: string): string {
  return issueFormToken(runtime().keyring, { purpose: RESPOND_PURPOSE, subject: slug, now: now() });
}

/** A round that the public may see, with its questions; 404 for any other. */
export async function loadRoundPage(db: Db, slug: string, today: Day): Promise<RoundPage> {
  const round = await publicRound(db, slug);
  if (!round) throw notFound();
  const [questions, mission] = [await questionsOf(db, round.id), await missionById(db, round.missionId)];
  return {
    round,
    questions,
    missionName: mission?.name ?? {},
    open: takesAnswers(round, today),
    offered: attributionsOffered((await roundVaultKey(db, round, today)) !== null),
    today,
    readBy: addDays(today, CLOCKS.acknowledge),
  };
}

/** The key that identities in this round are sealed to, as it stands at this moment; null: anonymous only. */
export function roundVaultKey(db: Db, round: { id: string; missionId: string }, today: Day): Promise<BoxKey | null> {
  return sealingKey(db, { missionId: round.missionId, roundId: round.id }, today);
}

/** Whether names are taken today: in this round, or, before it has a key of its own, in the mission. */
export async function takesNames(
  db: Db,
  { id, missionId, openedOn }: Pick<PublicRound, 'id' | 'missionId' | 'openedOn'>,
  today: Day,
): Promise<boolean> {
  const key = await sealingKey(db, { missionId, roundId: openedOn ? id : null }, today);
  return attributionsOffered(key !== null).length > 1;
}

/** What an action has read of its round: the page that answers it shows the same, and need not ask again. */
const readBefore = new WeakMap<object, RoundPage>();

/** Reads the round of a form for an action, and keeps it for the page that answers it. */
export async function roundOfAction({ shared, params, today, read }: PublicChangeContext): Promise<RoundPage> {
  const found = await read((db) => loadRoundPage(db, params.slug ?? '', today));
  readBefore.set(shared, found);
  return found;
}

const load = page('public', async ({ db, params, lang, today }) => {
  const slug = params.slug ?? '';
  const found = await loadRoundPage(db, slug, today);
  const spoken = { ...found, named: found.offered.length > 1 };
  const recordings = found.open ? await recordingsToHear(db, spoken, lang, null) : [];
  return { page: found, token: freshToken(slug), recordings };
});

/**
 * The round and a form token of its own. While the database is away it answers 503 with no round, so that the page can
 * still carry on what somebody typed.
 */
export const loadRespond = markAccess('public', async (args: LoaderFunctionArgs) => {
  const known = readBefore.get(args.context);
  if (known) return json({ page: known, token: freshToken(known.round.slug) });
  try {
    return json(await load(args));
  } catch (error) {
    if (!isUnavailable(error)) throw error;
    return json({ page: null, token: freshToken(args.params.slug ?? '') }, { status: 503, headers: RETRY_AFTER });
  }
});
