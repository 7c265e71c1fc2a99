import type { QueryResultRow } from 'pg';
import type { AuditQuery } from '~/reports/audit-store.server';
import type { TraceChange, TraceDecision } from '~/reports/trace';

/** The decision of a disposition of the point, and those linked to it or to one of its themes. */
const DECISIONS = `
  select d.id, d.number, d.level, d.state, d.question, d.outcome, d.rationale, d.decided_on::text as "decidedOn",
    d.recommendation, d.recommended_to as "recommendedTo",
    case when a.id is not null then jsonb_build_object('role', a.role, 'authority', a.authority, 'from', a.from_on,
      'to', a.to_on, 'inForce', a.from_on <= d.decided_on and (a.to_on is null or a.to_on >= d.decided_on)) end as authority,
    case when l.id is not null then jsonb_build_object('relation', l.relation, 'backFilled', l.back_filled,
      'linkedOn', l.linked_on, 'byTheme', l.point_id is null) end as link
  from audit.decision d
  left join audit.authority a on a.id = d.authority_id and a.mission_id = d.mission_id
  left join lateral (
    select k.* from audit.decision_link k
    where k.decision_id = d.id and (k.point_id = $1
      or k.theme_id in (select c.theme_id from audit.coding c where c.point_id = $1 and c.theme_id is not null))
    order by k.point_id is null, k.id limit 1
  ) l on true
  where l.id is not null or exists (
    select 1 from audit.disposition x where x.point_id = $1 and x.decision_id = d.id)
  order by d.number`;

const COMMITMENTS = `
  select decision_id as "decisionId", text, owner_office as owner, due_on::text as "dueOn", state, evidence, reason
  from audit.commitment where decision_id = any($1) order by due_on, id`;

const CHANGES = `
  select c.decision_id as "decisionId", c.element_id as "elementId", e.number, e.title, c.before, c.after,
    c.effective_on::text as "effectiveOn",
    (select jsonb_agg(jsonb_build_object('revision', t.revision, 'text', t.text, 'effectiveOn', t.effective_on,
        'byDecision', (select d.number from audit.decision d where d.id = t.decision_id)) order by t.revision desc)
     from audit.element_text t where t.element_id = e.id) as history
  from audit.program_change c join audit.program_element e on e.id = c.element_id
  where c.decision_id = any($1) order by e.number`;

/** The points that decisions lead back to, by link or by disposition; what is with the protection officers is left out. */
const LINKED = `
  select x.decision_id as "decisionId", x.point_id as "pointId" from (
    select decision_id, point_id from audit.decision_link where point_id is not null
    union select l.decision_id, c.point_id from audit.decision_link l join audit.coding c on c.theme_id = l.theme_id
    union select decision_id, point_id from audit.disposition where decision_id is not null and not superseded
  ) x join audit.point p on p.id = x.point_id join audit.item i on i.id = p.item_id
  where x.decision_id = any($1) and x.point_id <> $2 and p.state <> 'removed' and i.state <> 'withdrawn'
  order by x.point_id`;

type Child = { decisionId: string } & QueryResultRow;
type Row = Omit<TraceDecision, 'changes' | 'commitments' | 'otherPoints'> & QueryResultRow;

/** The decisions behind a point, each with its authority, changes, commitments, and the way back to all its points. */
export async function decisionsBehind(query: AuditQuery, pointId: string): Promise<TraceDecision[]> {
  const rows = await query<Row>(DECISIONS, [pointId]);
  if (rows.length === 0) return [];
  const ids = rows.map(({ id }) => id);
  const changes = await query<TraceChange & Child>(CHANGES, [ids]);
  const commitments = await query<TraceDecision['commitments'][number] & Child>(COMMITMENTS, [ids]);
  const linked = await query<{ pointId: string } & Child>(LINKED, [ids, pointId]);
  const own = <C extends Child>(children: readonly C[], id: string) =>
    children.filter((one) => one.decisionId === id).map(({ decisionId: _, ...child }) => child);
  return rows.map((row) => ({
    ...row,
    changes: own(changes, row.id) as unknown as TraceChange[],
    commitments: own(commitments, row.id) as unknown as TraceDecision['commitments'],
    otherPoints: own(linked, row.id).map((one) => (one as unknown as { pointId: string }).pointId),
  }));
}
