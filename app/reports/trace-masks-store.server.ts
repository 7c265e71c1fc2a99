import type { QueryResultRow } from 'pg';
import type { RedactionState } from '~/feedback/redaction';
import { marksOf, type Masks, type PassageRow } from '~/feedback/redaction-store.server';
import type { AuditQuery } from '~/reports/audit-store.server';

type Row = QueryResultRow & PassageRow & { id: string; state: RedactionState; passage: string | null };

/** The masks over an item, from the auditors' views: they read what the desk reads, and no word more. */
export async function auditedMasks(query: AuditQuery, itemId: string): Promise<Masks> {
  const rows = await query<Row>(
    `select r.id, r.state, p.id as passage, p.version_id as "versionId", p.span_start as "spanStart", p.span_end as "spanEnd"
     from audit.redaction r left join audit.redaction_passage p on p.redaction_id = r.id
     where r.item_id = $1 and r.state <> 'lifted' order by r.id`,
    [itemId],
  );
  const ids = [...new Set(rows.map(({ id }) => id))];
  const masks = ids.map((id) => {
    const own = rows.filter((row) => row.id === id);
    const marked = own.filter(({ passage }) => passage !== null);
    return { id, state: own[0]!.state, texts: marksOf(itemId, marked) };
  });
  return new Map([[itemId, masks]]);
}
