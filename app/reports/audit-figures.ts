import { CLOCKS } from '~/feedback/item-clock';

/** What a figure counts. */
export type AuditUnit = 'submission' | 'item' | 'point';

/**
 * A figure of a round's coverage. Its predicate alone decides what is counted and what is listed; its name and its
 * definition in words are in the locales (`audit:figure.…`, `audit:definition.…`).
 */
export interface AuditFigure {
  key: string;
  unit: AuditUnit;
  /** SQL over the columns of the unit's source, see `SOURCES`. */
  where: string;
}

/** The UTC day of the hour in which something was first filed; null when it never was. */
const dayOf = (hour: string) => `(date '1970-01-01' + ${hour} / 24)`;

/** The states of an item for which nobody is waited any more. */
const SETTLED = `('answer_available', 'answer_collected', 'delivered_in_person', 'never_collected', 'withdrawn', 'referred', 'duplicate_linked')`;
const WEIGHED = `p.state in ('disposed', 'answered')`;

const refusedFor = (reason: string): AuditFigure => ({
  key: `refused_${reason}`,
  unit: 'point',
  where: `${WEIGHED} and d.kind = 'not_incorporated' and d.reason = '${reason}'`,
});

/** Every figure, in the order of the page. Clocks count from what was filed, in days (G02). */
export const FIGURES: readonly AuditFigure[] = [
  { key: 'submissions', unit: 'submission', where: 'true' },
  { key: 'submissions_withdrawn', unit: 'submission', where: `s.state = 'withdrawn'` },
  { key: 'submissions_erased', unit: 'submission', where: `s.state = 'erased_by_staff'` },
  { key: 'received', unit: 'item', where: 'true' },
  { key: 'acknowledged', unit: 'item', where: 'f.looked is not null' },
  {
    key: 'acknowledged_in_time',
    unit: 'item',
    where: `${dayOf('f.looked')} <= i.day + ${CLOCKS.acknowledge}`,
  },
  { key: 'screened', unit: 'item', where: 'f.screened is not null' },
  { key: 'decided', unit: 'item', where: 'f.decided is not null' },
  { key: 'decided_in_time', unit: 'item', where: `${dayOf('f.decided')} <= i.day + ${CLOCKS.decide}` },
  { key: 'answer_available', unit: 'item', where: 'f.available is not null' },
  { key: 'answered_in_time', unit: 'item', where: `${dayOf('f.available')} <= r.answer_by` },
  { key: 'collected', unit: 'item', where: 'f.collected is not null' },
  { key: 'disputed', unit: 'item', where: 'f.disputed is not null' },
  { key: 'disputed_open', unit: 'item', where: `i.state = 'disputed'` },
  { key: 'withdrawn', unit: 'item', where: `i.state = 'withdrawn'` },
  { key: 'open', unit: 'item', where: `i.state not in ${SETTLED}` },
  { key: 'never_dealt_with', unit: 'item', where: `i.state = 'received' and f.touched is null` },
  { key: 'points', unit: 'point', where: 'true' },
  { key: 'weighed', unit: 'point', where: WEIGHED },
  { key: 'not_weighed', unit: 'point', where: `not (${WEIGHED})` },
  { key: 'taken_up', unit: 'point', where: `${WEIGHED} and d.kind in ('incorporated', 'partly')` },
  { key: 'recommended', unit: 'point', where: `${WEIGHED} and d.kind = 'recommended'` },
  { key: 'back_filled', unit: 'point', where: 'p.back_filled' },
  { key: 'refused', unit: 'point', where: `${WEIGHED} and d.kind = 'not_incorporated'` },
  refusedFor('legal_bar'),
  refusedFor('no_budget'),
  refusedFor('out_of_mandate'),
  refusedFor('evidence_contradicts'),
  refusedFor('safety_of_others'),
  refusedFor('superseded'),
  refusedFor('conflicts_with_other_input'),
  { key: 'partner_tension', unit: 'point', where: 'p.escalated' },
  { key: 'understanding_disputed', unit: 'point', where: `p.reaction = 'disputed'` },
];

/** The figure of a key in an address; undefined for any other. */
export function figureOf(key: string | undefined): AuditFigure | undefined {
  return FIGURES.find((figure) => figure.key === key);
}

/**
 * Where each unit is read, with the round's id as $1. Every source has `id`, `state`, `day` and `sensitive`, and counts
 * what is with the protection officers too.
 */
export const SOURCES: Readonly<Record<AuditUnit, { from: string; row: string; scope: string }>> = {
  submission: {
    from: `(select x.*, false as sensitive from audit.submission x where x.round_id = $1) s`,
    row: 's',
    scope: 'true',
  },
  item: {
    from: `audit.round r
      join audit.item_count i on i.round_id = r.id
      left join (
        select subject_id,
          min(hour_index) filter (where type = 'item.first_look') as looked,
          min(hour_index) filter (where type = 'item.screened') as screened,
          min(hour_index) filter (where type = 'item.decided') as decided,
          min(hour_index) filter (where type = 'item.answer_available') as available,
          min(hour_index) filter (where type in ('item.answer_collected', 'item.delivered_in_person')) as collected,
          min(hour_index) filter (where type = 'item.disputed') as disputed,
          min(hour_index) filter (where actor_role not in ('participant', 'system')) as touched
        from audit.fact
        where subject = 'item' and subject_id in (select id from audit.item_count where round_id = $1)
        group by subject_id
      ) f on f.subject_id = i.id`,
    row: 'i',
    scope: 'r.id = $1',
  },
  point: {
    from: `(
        select x.id, x.state, i.day, i.sensitive, u.reaction,
          exists (select 1 from audit.decision_link l where l.point_id = x.id and l.back_filled) as back_filled,
          exists (select 1 from audit.fact e where e.subject = 'point' and e.subject_id = x.id and e.type = 'point.escalated') as escalated
        from audit.point x
        join audit.item_count i on i.id = x.item_id
        left join audit.understanding u on u.point_id = x.id
        where x.round_id = $1 and x.state <> 'removed' and i.state <> 'withdrawn'
      ) p
      left join audit.disposition d on d.point_id = p.id and not d.superseded`,
    row: 'p',
    scope: 'true',
  },
};
