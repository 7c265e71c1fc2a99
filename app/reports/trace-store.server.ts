import type { QueryResultRow } from 'pg';
import { shownRange } from '~/feedback/mask';
import type { LocalizedText } from '~/i18n/localized-text';
import { isId, type AuditQuery } from '~/reports/audit-store.server';
import { consentsBehind } from '~/reports/trace-consents-store.server';
import { decisionsBehind } from '~/reports/trace-decisions-store.server';
import type { Trace, TraceDisposition, TraceFact, TraceWords } from '~/reports/trace';
import { opened, sealedTexts, type Opened, type Sealed, type TracedPoint } from '~/reports/trace-texts-store.server';

/** Joined with the view of items, which leaves out what is with the protection officers. */
const POINT = `
  select p.id, p.state, p.summary, i.id as "itemId", i.state as "itemState", i.body, i.choices, i.language, i.day::text as day,
    i.submission_id as "submissionId", q.label as question,
    jsonb_build_object('slug', r.slug, 'title', r.title, 'sourceLanguage', r.source_language) as round
  from audit.point p
  join audit.item i on i.id = p.item_id
  join audit.round r on r.id = p.round_id
  left join audit.question q on q.id = i.question_id
  where p.id = $1 and p.state <> 'removed'`;

async function wordsOf(query: AuditQuery, point: TracedPoint, sealed: Sealed, open: Opened): Promise<TraceWords> {
  const points = await query<TraceWords['points'][number] & QueryResultRow>(
    `select id, span_start as start, span_end as end, id = $2 as self from audit.point
     where item_id = $1 and state <> 'removed' order by span_start nulls first, id`,
    [point.itemId, point.id],
  );
  const { language, day, itemState, question, choices } = point;
  const { translation } = sealed;
  return {
    language,
    day,
    state: itemState,
    question,
    choices,
    original: open.original,
    translation: translation && {
      language: translation.language,
      text: open.translation,
      reviewed: translation.reviewed,
    },
    points: points.map(({ start, end, ...point }) => ({
      ...point,
      ...(start === null || end === null ? { start, end } : shownRange(open.cuts, { start, end })),
    })),
  };
}

async function codedAs(query: AuditQuery, pointId: string): Promise<Pick<Trace, 'codes' | 'themes'>> {
  const rows = await query<{ code: string | null; theme: LocalizedText | null }>(
    `select k.label as code, t.title as theme from audit.coding c
     left join audit.code k on k.id = c.code_id left join audit.theme t on t.id = c.theme_id
     where c.point_id = $1 order by c.made_on, c.id`,
    [pointId],
  );
  return {
    codes: rows.flatMap(({ code }) => code ?? []),
    themes: rows.map(({ theme }) => theme).filter((theme) => theme !== null),
  };
}

/** What was filed about a point and what belongs to it, as days and roles; within an hour, in the order of the work. */
function factsAbout(query: AuditQuery, ids: readonly string[]): Promise<(TraceFact & QueryResultRow)[]> {
  return query<TraceFact & QueryResultRow>(
    `select type, actor_role as role, (date '1970-01-01' + hour_index / 24)::text as day from audit.fact
     where subject_id = any($1)
     order by hour_index, array_position($2, subject), subject_id, subject_version`,
    [ids, ['submission', 'item', 'redaction', 'point', 'understanding', 'decision', 'answer']],
  );
}

/**
 * One trace both ways (PRODUCT, Auditors). Null for a point that is not there, was removed, or is with the protection
 * officers: the three are not told apart.
 */
export async function traceOf(query: AuditQuery, pointId: string): Promise<Trace | null> {
  if (!isId(pointId)) return null;
  const [point] = await query<TracedPoint>(POINT, [pointId]);
  if (!point) return null;
  const sealed = await sealedTexts(query, point);
  const open = await opened(query, point, sealed);
  const dispositions = await query<TraceDisposition & QueryResultRow>(
    `select kind, reason, proof, review_on::text as "reviewOn", made_on::text as "madeOn", decision_id as "decisionId", superseded
     from audit.disposition where point_id = $1 order by superseded, made_on desc, id desc`,
    [pointId],
  );
  const decisions = await decisionsBehind(query, pointId);
  const masks = await query<{ id: string }>(`select id from audit.redaction where item_id = $1`, [point.itemId]);
  const about = [
    ...masks.map(({ id }) => id),
    pointId,
    point.itemId,
    point.submissionId,
    sealed.understanding?.id ?? pointId,
  ];
  const facts = await factsAbout(query, [
    ...about,
    ...decisions.map(({ id }) => id),
    ...sealed.answers.map(({ id }) => id),
  ]);
  const filed = (type: string) => facts.some((fact) => fact.type === type);
  const { understanding } = sealed;
  return {
    pointId,
    state: point.state,
    round: point.round,
    words: await wordsOf(query, point, sealed, open),
    consents: await consentsBehind(query, point.submissionId),
    summary: open.summary,
    ...(await codedAs(query, pointId)),
    understanding: understanding && {
      language: understanding.language,
      text: open.understanding,
      reaction: understanding.reaction,
    },
    dispositions,
    decisions,
    answers: sealed.answers.map(({ language, translation, approvedOn, byTheme }, index) => ({
      language,
      translation,
      approvedOn,
      byTheme,
      text: open.answers[index] ?? null,
    })),
    reaction: {
      disputed: filed('item.disputed'),
      collected: filed('item.answer_collected'),
      delivered: filed('item.delivered_in_person'),
    },
    facts,
  };
}
