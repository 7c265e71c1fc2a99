import { v7 } from 'uuid';
import type { Staff } from '~/auth/staff.server';
import { dateOf, dayOf, type Day } from '~/platform/day';
import { done, refuse, type Result } from '~/platform/result';
import { now } from '~/platform/runtime.server';
import { readForDesk } from '~/auth/desk-reading.server';
import { born, next, type Actor, type Fact } from '~/record/fact';
import { recordChange } from '~/record/record-change.server';
import {
  editionIn,
  languagesWithoutWords,
  nextEdition,
  publishingRefusal,
  takesWords,
  type Publication,
} from '~/reports/publication';
import { loadPublication, publishingCase } from '~/reports/publication-loading.server';
import { editionsOf, insertEdition, saveEdition } from '~/reports/publication-store.server';
import { buildReport } from '~/reports/report-building';
import type { PublicationWords, RoundReport } from '~/reports/round-report';
import { ROUND_FACTS, ROUND_WORKFLOW, type Round } from '~/rounds/round';
import { roundById } from '~/rounds/round-store.server';
import { saveRound } from '~/rounds/round-writes.server';
import { step } from '~/workflow/workflow';

const overOf = (round: Round) => ({ roundId: round.id, programId: round.programId });

/**
 * Keeps the introduction and "you said" of a round's coming edition, in any of its languages. Where the newest edition
 * is published, a new one begins. Refuses a round that is not closed yet.
 */
export async function preparePublication(staff: Staff, roundId: string, words: PublicationWords): Promise<Result> {
  const found = await readForDesk(staff, async (db) => {
    const round = await roundById(db, roundId);
    return round && { round, editions: await editionsOf(db, roundId) };
  });
  if (!found) return refuse('round.not_found');
  const { round, editions } = found;
  const over = overOf(round);
  if (!staff.may('publication.prepare', over)) return refuse('workflow.not_allowed');
  if (!takesWords(round)) return refuse('publication.round_not_closed');
  const draft = editionIn(editions, 'draft');
  const actor = staff.actor('publication.prepare', over);
  if (draft) {
    await recordChange(actor, [next('publication.prepared', draft)], (tx) => saveEdition(tx, draft, { words }));
    return done();
  }
  const id = v7();
  const { missionId } = round;
  const edition = { id, missionId, roundId, edition: nextEdition(editions), words, snapshot: null, publishedOn: null };
  const fact = born('publication.prepared', id, { round: roundId, edition: edition.edition });
  await recordChange(actor, [fact], (tx) => insertEdition(tx, edition));
  return done();
}

interface Publishing {
  round: Round;
  draft: Publication;
  former: Publication | null;
  report: RoundReport;
  today: Day;
}

function publishingFacts({ round, draft, former, report }: Publishing): [Fact, ...Fact[]] {
  const { edition } = draft;
  return [
    next('publication.published', draft, { round: round.id, edition, missing: report.missingLanguages }),
    ...(former ? [next('publication.superseded', former, { round: round.id, edition: former.edition })] : []),
    ...(round.state === 'responded' ? [next(ROUND_FACTS.publish, round)] : []),
  ];
}

async function writePublishing(actor: Actor, { round, draft, former, report, today }: Publishing): Promise<void> {
  const facts = publishingFacts({ round, draft, former, report, today });
  await recordChange(actor, facts, async (tx) => {
    if (former) await saveEdition(tx, former, { state: 'superseded' });
    await saveEdition(tx, draft, {
      state: 'published',
      snapshot: report,
      publishedOn: today,
      ...(actor.accountId && { publishedBy: actor.accountId }),
    });
    if (round.state === 'responded') {
      await saveRound(tx, round, { state: 'published', publishedOn: dateOf(today) });
    }
  });
}

/**
 * Publishes the prepared edition: freezes its figures and words and, the first time, moves the round to `published`, in
 * one transaction. Refuses what `publishingRefusal` says, with the languages that have no words.
 */
export async function publishRound(
  staff: Staff,
  roundId: string,
  { acceptMissing = false }: { acceptMissing?: boolean } = {},
): Promise<Result<{ slug: string; edition: number }>> {
  const loaded = await readForDesk(staff, async (db) => {
    const round = await roundById(db, roundId);
    return round && loadPublication(db, round);
  });
  if (!loaded) return refuse('round.not_found');
  const { round, draft, editions, material } = loaded;
  const over = overOf(round);
  const may = (permission: Parameters<Staff['may']>[0]) => staff.may(permission, over);
  if (!may('publication.publish')) return refuse('workflow.not_allowed');
  if (!draft) return refuse('publication.nothing_prepared');
  const missing = languagesWithoutWords(draft.words, round.languages);
  const refusal = publishingRefusal(publishingCase(loaded, staff.accountId, acceptMissing));
  if (refusal) return refuse(refusal, missing);
  if (round.state === 'responded') {
    const stepped = step(ROUND_WORKFLOW, { ...round, unmet: {} }, 'publish', may);
    if (!stepped.ok) return stepped;
  }
  const report = buildReport(material, draft.words, missing);
  const publishing = { round, draft, former: editionIn(editions, 'published'), report, today: dayOf(now()) };
  await writePublishing(staff.actor('publication.publish', over), publishing);
  return done({ slug: round.slug, edition: draft.edition });
}
