import type { QueryResultRow } from 'pg';
import type { AuditQuery } from '~/reports/audit-store.server';

/** What auditors see of reprisals in one round: exact numbers and clocks, never whose and never words. */
export interface AuditedReprisals extends QueryResultRow {
  answered: number;
  happened: number;
  cases: number;
  open: number;
  inTime: number;
  tooLate: number;
  spokenFor: number;
}

/** The check-ins of a round and the cases that came of them. */
export async function auditedReprisals(query: AuditQuery, roundId: string): Promise<AuditedReprisals> {
  const [row] = await query<AuditedReprisals>(
    `select a.answered, a.happened, c.* from
      (select coalesce(sum(number), 0)::int as answered, coalesce(sum(number) filter (where answer <> 'nothing'), 0)::int as happened
       from audit.check_in_count where round_id = $1) a
     cross join
      (select count(*)::int as cases, (count(*) filter (where state <> 'closed'))::int as open,
         (count(*) filter (where met))::int as "inTime", (count(*) filter (where not met))::int as "tooLate",
         (count(*) filter (where advocacy))::int as "spokenFor"
       from audit.reprisal_case where round_id = $1) c`,
    [roundId],
  );
  if (!row) throw new Error('an aggregate without its row');
  return row;
}
