import type { QueryResultRow } from 'pg';
import type { QueueCursor } from '~/feedback/item-queue';
import type { LocalizedText } from '~/i18n/localized-text';
import type { Day } from '~/platform/day';
import { FIGURES, SOURCES, type AuditFigure, type AuditUnit } from '~/reports/audit-figures';
import type { AuditQuery } from '~/reports/audit-store.server';
import { auditedParts, type Shown } from '~/reports/small-numbers';
import type { RoundState } from '~/rounds/round';

export interface AuditedRound extends QueryResultRow {
  id: string;
  slug: string;
  title: LocalizedText;
  sourceLanguage: string;
  state: RoundState;
  openedOn: Day | null;
  closedOn: Day | null;
  answerBy: Day;
  publishedOn: Day | null;
}

const ROUND = `id, slug, title, source_language as "sourceLanguage", state, opened_on::text as "openedOn",
  closed_on::text as "closedOn", answer_by::text as "answerBy", published_on::text as "publishedOn"`;

/** A round that was opened, by its slug. What never reached anybody is not the auditor's. */
export async function auditedRound(query: AuditQuery, slug: string): Promise<AuditedRound | null> {
  const rows = await query<AuditedRound>(`select ${ROUND} from audit.round where slug = $1 and opened_on is not null`, [
    slug,
  ]);
  return rows[0] ?? null;
}

export interface AuditedRoundLine extends AuditedRound {
  items: number;
  open: number;
  late: number;
}

/** All rounds that were opened, newest first, each with what was received, what is open, and open past its day. */
export async function auditedRounds(query: AuditQuery, today: Day): Promise<AuditedRoundLine[]> {
  const open = FIGURES.find(({ key }) => key === 'open')!.where;
  return query<AuditedRoundLine>(
    `select r.*, n.items, n.open, case when r."answerBy" < $1 then n.open else 0 end as late
     from (select ${ROUND} from audit.round where opened_on is not null) r
     cross join lateral (
       select count(*)::int as items, (count(*) filter (where ${open}))::int as open
       from audit.item_count i where i.round_id = r.id
     ) n order by r."openedOn" desc, r.id desc`,
    [today],
  );
}

export interface CoverageFigure extends Pick<AuditFigure, 'key' | 'unit'> {
  number: number;
}

/** All figures of a round, with one statement for each unit. Exact: sensitive items are counted too. */
export async function coverage(query: AuditQuery, roundId: string): Promise<CoverageFigure[]> {
  const numbers: Record<string, number> = {};
  for (const unit of Object.keys(SOURCES) as AuditUnit[]) {
    const { from, scope } = SOURCES[unit];
    const counts = FIGURES.filter((figure) => figure.unit === unit).map(
      ({ key, where }) => `(count(*) filter (where ${where}))::int as ${key}`,
    );
    const rows = await query<Record<string, number>>(`select ${counts.join(', ')} from ${from} where ${scope}`, [
      roundId,
    ]);
    Object.assign(numbers, rows[0]);
  }
  return FIGURES.map(({ key, unit }) => ({ key, unit, number: numbers[key] ?? 0 }));
}

export const RECORDS_LENGTH = 50;

export interface AuditRecord extends QueryResultRow {
  id: string;
  state: string;
  day: Day;
  /** The points whose traces lead to it. */
  points: string[];
}

export interface RecordFilter {
  after: QueueCursor | null;
  /** Points of one theme alone, or of none. */
  theme: string | 'none' | null;
}

const POINTS: Readonly<Record<AuditUnit, string>> = {
  submission: `'{}'::text[]`,
  item: `array(select x.id::text from audit.point x where x.item_id = i.id and x.state <> 'removed' order by x.id)`,
  point: `array[p.id::text]`,
};

function themed(figure: AuditFigure, theme: RecordFilter['theme'], place: string): string {
  if (figure.unit !== 'point' || theme === null) return `${place}::text is null`;
  const coded = (more: string) =>
    `exists (select 1 from audit.coding c where c.point_id = p.id and c.theme_id ${more})`;
  return theme === 'none' ? `not ${coded('is not null')} and ${place}::text is not null` : coded(`= ${place}::uuid`);
}

export interface Records {
  records: AuditRecord[];
  more: boolean;
  /** How many more count in the figure and are with the protection officers. */
  sensitive: number;
}

/**
 * The records behind a figure, by the figure's own predicate: the oldest first, then by id. What is with the protection
 * officers is counted and not listed.
 */
export async function recordsOf(
  query: AuditQuery,
  roundId: string,
  figure: AuditFigure,
  { after, theme }: RecordFilter,
): Promise<Records> {
  const { from, row, scope } = SOURCES[figure.unit];
  const behind = `from ${from} where ${scope} and (${figure.where}) and ${themed(figure, theme, '$2')}`;
  const records = await query<AuditRecord>(
    `select ${row}.id, ${row}.state, ${row}.day::text as day, ${POINTS[figure.unit]} as points ${behind}
       and not ${row}.sensitive and ($3::date is null or (${row}.day, ${row}.id) > ($3::date, $4::uuid))
     order by ${row}.day, ${row}.id limit ${RECORDS_LENGTH + 1}`,
    [roundId, theme, after?.on ?? null, after?.id ?? null],
  );
  const [hidden] = await query<{ count: number }>(`select count(*)::int as count ${behind} and ${row}.sensitive`, [
    roundId,
    theme,
  ]);
  return {
    records: records.slice(0, RECORDS_LENGTH),
    more: records.length > RECORDS_LENGTH,
    sensitive: hidden?.count ?? 0,
  };
}

export interface AuditedTheme extends QueryResultRow {
  /** Null for points without a theme. */
  id: string | null;
  title: LocalizedText | null;
  points: number;
}

/** The themes of a round with their points, where the traces begin. */
export async function auditedThemes(query: AuditQuery, roundId: string): Promise<AuditedTheme[]> {
  const { from } = SOURCES.point;
  return query<AuditedTheme>(
    `select t.id, t.title, count(*)::int as points from ${from}
     left join audit.coding c on c.point_id = p.id and c.theme_id is not null
     left join audit.theme t on t.id = c.theme_id
     group by t.id, t.title order by points desc, t.id`,
    [roundId],
  );
}

export interface AuditedGroup {
  language: string;
  shown: Shown | null;
}

/** Submissions by language: exact from 5 on (SECURITY.md §2). */
export async function auditedLanguages(query: AuditQuery, roundId: string): Promise<AuditedGroup[]> {
  const rows = await query<{ language: string; count: number }>(
    `select language, count(*)::int as count from audit.submission where round_id = $1 group by language order by language`,
    [roundId],
  );
  const shown = auditedParts(rows.map(({ count }) => count));
  return rows.map(({ language }, index) => ({ language, shown: shown?.[index] ?? null }));
}
