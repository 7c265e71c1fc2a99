import { readIn } from '~/platform/db.server';
import { openTexts } from '~/record/key-slots.server';
import { query } from './database';
import type { HardScene } from './hard-scene';

const CONSENTS = 8;

/** How often each text is stored, opened with the keys as the desk opens it. */
export async function storedTexts({ program, mission }: HardScene): Promise<Map<string, number>> {
  const texts = await readIn(program.databases.prisma.desk, { mission: mission.id }, async (db) => {
    const rows = await db.item.findMany({ where: { body: { not: null } }, select: { id: true, body: true } });
    return openTexts(db, rows.map(({ id, body }) => ({ place: { table: 'item', record: id, field: 'body' }, body }))); // prettier-ignore
  });
  const counts = new Map<string, number>();
  for (const text of texts) counts.set(text ?? 'lost', (counts.get(text ?? 'lost') ?? 0) + 1);
  return counts;
}

/** Every submission with what belongs to it; all of it came in one transaction, or nothing did. */
const PIECES = `select s.id,
  (select count(*)::int from app.item i where i.submission_id = s.id) as items,
  (select count(*)::int from app.item i join app.key_slot k on k.object_id = i.id where i.submission_id = s.id) as keys,
  (select count(*)::int from app.item_version v join app.item i on i.id = v.item_id where i.submission_id = s.id) as own,
  (select count(*)::int from app.consent c where c.submission_id = s.id) as consents,
  (select count(*)::int from app.code_lookup c where c.submission_id = s.id) as codes,
  (select count(*)::int from app.key_slot k where k.object_id = s.id) as header,
  (select count(*)::int from app.fact f where f.subject_id = s.id and f.type = 'submission.received') as facts,
  (select count(*)::int from app.leaf l join app.fact f on f.tx = l.tx
    where f.subject_id = s.id and f.type = 'submission.received') as leaves,
  s.words_shown as shown
  from app.submission s`;

interface Pieces extends Record<string, unknown> {
  id: string;
  shown: boolean;
}

/** The submissions that lack a piece or have one too many, when each was of so many answers in words. */
export async function partialSubmissions(url: string, words: number): Promise<Pieces[]> {
  const rows = await query<Pieces>(url, PIECES);
  return rows.filter(({ id: _id, shown, ...counts }) => {
    const whole = { items: words, keys: words, own: shown ? words : 0, consents: CONSENTS, codes: 1, header: 1 };
    const wanted = { ...whole, facts: 1, leaves: 1 };
    return Object.entries(wanted).some(([name, count]) => counts[name] !== count);
  });
}

/** Boxes of the vault have no link to anything: there are as many as submissions, each with its key, and no key more. */
export async function strayRows(url: string): Promise<Record<string, number>> {
  const [row] = await query<Record<string, number>>(
    url,
    `select (select count(*) from app.submission)::int - (select count(*) from vault.box)::int as boxes,
      (select count(*)::int from vault.box b where not exists (select 1 from app.key_slot k where k.object_id = b.handle)) as locked,
      (select count(*)::int from app.code_lookup c where not exists (select 1 from app.submission s where s.id = c.submission_id)) as lookups,
      (select count(*)::int from app.key_slot k where k.object_id not in (
        select id from app.submission union all select id from app.item union all select id from app.item_version
        union all select handle from vault.box union all select id from app.leaf union all select id from app.message
        union all select id from app.understanding union all select id from app.answer
        union all select id from app.risk_assessment)) as keys`,
  );
  return row ?? {};
}
