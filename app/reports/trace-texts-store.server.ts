import type { QueryResultRow } from 'pg';
import type { Cut } from '~/feedback/mask';
import { judgeUse, openAllowed } from '~/feedback/text-door.server';
import { auditedMasks } from '~/reports/trace-masks-store.server';
import type { ItemProtection } from '~/feedback/text-protection-store.server';
import type { LocalizedText } from '~/i18n/localized-text';
import { openTexts } from '~/record/key-slots.server';
import { auditedSlots, type AuditQuery } from '~/reports/audit-store.server';
import type { Trace, TraceAnswer } from '~/reports/trace';

/** A point and its item as they are read from the views. */
export interface TracedPoint extends QueryResultRow {
  id: string;
  state: string;
  summary: Uint8Array | null;
  itemId: string;
  itemState: string;
  body: Uint8Array | null;
  choices: string[] | null;
  language: string;
  day: string;
  submissionId: string;
  question: LocalizedText | null;
  round: Trace['round'];
}

interface TextRow extends QueryResultRow {
  id: string;
  language: string;
  body: Uint8Array | null;
}

/** Texts about a point, still sealed. */
export interface Sealed {
  translation: (TextRow & { reviewed: boolean }) | null;
  understanding: (TextRow & { reaction: 'confirmed' | 'disputed' | null }) | null;
  answers: (TextRow & Omit<TraceAnswer, 'text'>)[];
}

export async function sealedTexts(query: AuditQuery, point: TracedPoint): Promise<Sealed> {
  const [translation] = await query<TextRow & { reviewed: boolean }>(
    `select id, language, body, state = 'reviewed' as reviewed from audit.item_version
     where item_id = $1 and kind = 'translation' and state <> 'superseded'
     order by state = 'reviewed' desc, made_on desc, id desc limit 1`,
    [point.itemId],
  );
  const [understanding] = await query<NonNullable<Sealed['understanding']>>(
    `select id, language, body, reaction from audit.understanding where point_id = $1`,
    [point.id],
  );
  const answers = await query<Sealed['answers'][number]>(
    `select a.id, a.language, a.body, a.translation, a.approved_on::text as "approvedOn", a.theme_id is not null as "byTheme"
     from audit.answer_point t join audit.answer a on a.id = t.answer_id
     where t.point_id = $1 and a.state = 'approved' order by a.approved_on, a.id`,
    [point.id],
  );
  return { translation: translation ?? null, understanding: understanding ?? null, answers };
}

export interface Opened {
  original: string | null;
  /** Where masks cover the original. */
  cuts: readonly Cut[];
  summary: string | null;
  translation: string | null;
  understanding: string | null;
  answers: (string | null)[];
}

/** What protects an item, as far as auditors see it; none for what is with the protection officers. */
async function protectionFor(query: AuditQuery, itemId: string): Promise<ReadonlyMap<string, ItemProtection>> {
  const rows = await query<
    QueryResultRow & Omit<ItemProtection, 'ceiling'> & { ceiling: ItemProtection['ceiling'] | null }
  >(
    `select id, mission_id as "missionId", tolerance, ceiling, level, 'none' as system, apart, consents, null as days
     from audit.item_protection where id = $1`,
    [itemId],
  );
  return new Map(rows.map((row) => [row.id, { ...row, ceiling: row.ceiling ?? 'organisation_public' }]));
}

async function wordsFor(query: AuditQuery, { itemId, body }: TracedPoint, translation: Sealed['translation']) {
  const verdicts = judgeUse(query, 'read', await protectionFor(query, itemId));
  const masks = await auditedMasks(query, itemId);
  return openAllowed({ slots: auditedSlots(query), verdicts, masks }, [
    { itemId, table: 'item', record: itemId, body },
    { itemId, table: 'item_version', record: translation?.id ?? itemId, body: translation?.body ?? null },
  ]);
}

/** Opened by the server for display, with the slots that the auditor's view shows. */
export async function opened(query: AuditQuery, point: TracedPoint, sealed: Sealed): Promise<Opened> {
  const text = (table: string, record: string, body: Uint8Array | null, field = 'body') => ({
    place: { table, record, field },
    body,
  });
  const { translation, understanding } = sealed;
  const [original, translated] = await wordsFor(query, point, translation);
  const [summary, understood, ...answers] = await openTexts(auditedSlots(query), [
    text('point', point.id, point.summary, 'summary'),
    text('understanding', understanding?.id ?? point.id, understanding?.body ?? null),
    ...sealed.answers.map(({ id, body }) => text('answer', id, body)),
  ]);
  return {
    original: original?.text ?? null,
    cuts: original?.cuts ?? [],
    summary: summary ?? null,
    translation: translated?.text ?? null,
    understanding: understood ?? null,
    answers,
  };
}
