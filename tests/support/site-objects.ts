import { lookupOf, parseReturnCode } from '~/participants/return-code.server';
import type { SiteDatabase } from './site-database';

/** What a mission has of each kind, as it stands in addresses. A kind that it has nothing of is left out. */
const FINDING: Readonly<Record<string, string>> = {
  rounds: `select slug as part from app.round where mission_id = $1 order by (state = 'published') desc, slug`,
  items: `select id::text as part from app.item where mission_id = $1 and not sensitive order by state <> 'received', id`,
  points: `select p.id::text as part from app.point p join app.item i on i.id = p.item_id
    where i.mission_id = $1 and not i.sensitive order by p.id`,
  decisions: `select id::text as part from app.decision where mission_id = $1 order by id`,
  answers: `select id::text as part from app.answer where mission_id = $1 order by id`,
  programs: `select slug as part from app.program where mission_id = $1 order by slug`,
  accounts: `select account_id::text as part from app.role_assignment where mission_id = $1 order by role, id`,
  safety: `select id::text as part from app.risk_flag where mission_id = $1 order by state <> 'raised', id`,
  reprisals: `select id::text as part from app.reprisal_case where mission_id = $1 order by state = 'closed', id`,
  demands: `select id::text as part from app.lawful_demand where mission_id = $1 order by id`,
  openings: `select id::text as part from vault.opening where mission_id = $1 order by id`,
  recordings: `select id::text as part from app.recording where mission_id = $1 and state <> 'removed' order by id`,
  // The address of a recording names its round too.
  round_of_recording: `select r.slug as part from app.recording a join app.round r on r.id = a.round_id
    where a.mission_id = $1 and a.state <> 'removed' order by a.id`,
  missions: `select slug as part from app.mission where id = $1`,
};

/** The parts of addresses that do not depend on a mission. */
const FIXED = { lang: 'en', language: 'fr', figure: 'received', secret: 'nothing', topic: 'tor' };

/**
 * One object of each kind that a mission has, by the part of an address that names its kind: `rounds:slug` for
 * `/:lang/desk/rounds/:slug`.
 */
export async function objectsOf(database: SiteDatabase, missionSlug: string): Promise<Record<string, string>> {
  const [mission] = await database.query<{ id: string }>('select id from app.mission where slug = $1', [missionSlug]);
  const parts: Record<string, string> = { ...FIXED };
  for (const [kind, sql] of Object.entries(FINDING)) {
    const [found] = await database.query<{ part: string }>(`${sql} limit 1`, [mission?.id]);
    if (found) parts[kind] = found.part;
  }
  return parts;
}

/** The items of the submission that a return code leads to. */
export async function itemsOf(database: SiteDatabase, code: string): Promise<string[]> {
  const secret = parseReturnCode(code);
  if (!secret) throw new Error('no return code');
  const rows = await database.query<{ id: string }>(
    'select i.id from app.item i join app.code_lookup c using (submission_id) where c.lookup = $1 order by i.body is null',
    [Buffer.from(lookupOf(secret))],
  );
  return rows.map(({ id }) => id);
}
