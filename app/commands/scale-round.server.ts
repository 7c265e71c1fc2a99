import type pg from 'pg';
import { v7 } from 'uuid';
import type { Mission } from '~/missions/mission';
import { addDays, dayOf } from '~/platform/day';
import { now } from '~/platform/runtime.server';
import { born } from '~/record/fact';
import { fileScaleFacts } from './scale-record.server';

export interface ScratchRound {
  id: string;
  slug: string;
  missionId: string;
  /** Of the one question that everything answers. */
  questionId: string;
}

/** Scratch rounds are told from others by how their addresses begin. */
const SLUG = 'scale-';

/** Rounds that somebody else made, in all missions. */
export async function otherRounds(client: pg.Client): Promise<number> {
  const { rows } = await client.query<{ count: number }>(
    `SELECT count(*)::int AS count FROM app.round WHERE NOT starts_with(slug, $1)`,
    [SLUG],
  );
  return rows[0]?.count ?? 0;
}

/** The scratch round of a mission, made at the first call. */
export async function scratchRound(client: pg.Client, mission: Mission): Promise<ScratchRound> {
  const slug = `${SLUG}${mission.slug}`;
  const { rows } = await client.query<{ id: string; question: string }>(
    `SELECT r.id, q.id AS question FROM app.round r JOIN app.question q ON q.round_id = r.id WHERE r.slug = $1`,
    [slug],
  );
  const [known] = rows;
  if (known) return { id: known.id, slug, missionId: mission.id, questionId: known.question };
  return insertRound(client, { id: v7(), slug, missionId: mission.id, questionId: v7() }, mission.countryCode);
}

const words = (text: string) => JSON.stringify({ en: text, fr: text, ar: text });

/** A program's country: the one of the mission, or the one that was recorded before. */
async function countryOf(client: pg.Client, missionId: string, code: string) {
  const { rows } = await client.query<{ id: string }>('SELECT id FROM app.country WHERE code = $1', [code]);
  if (rows[0]) return { id: rows[0].id, facts: [] };
  const id = v7();
  await client.query(
    `INSERT INTO app.country (id, mission_id, code, name, civic_space, civic_space_source, civic_space_on)
     VALUES ($1, $2, $3, $4, 'open', 'Benchmark', $5)`,
    [id, missionId, code, words(code), dayOf(now())],
  );
  return { id, facts: [born('country.recorded', id, { code, civic_space: 'open' })] };
}

async function insertRound(client: pg.Client, round: ScratchRound, countryCode: string): Promise<ScratchRound> {
  const { id, slug, missionId, questionId } = round;
  const [today, programId] = [dayOf(now()), v7()];
  await client.query('BEGIN');
  const country = await countryOf(client, missionId, countryCode);
  await client.query(
    `INSERT INTO app.program (id, mission_id, country_id, slug, title, description, stage, enrolled_stage, enrolled_on, assistance_type, unit_type)
     VALUES ($1, $2, $3, $4, $5, $5, 'implementation', 'implementation', $6, 'training', 'regular')`,
    [programId, missionId, country.id, slug, words('Benchmark'), today],
  );
  await client.query(
    `INSERT INTO app.round (id, mission_id, program_id, slug, state, title, purpose, outcome, source_language, languages, expected_people,
       consent_version, retention, retention_authority, opened_on, closes_on, answer_by, prepared_by)
     VALUES ($1, $2, $3, $4, 'open', $5, $5, $5, 'en', '{en,fr,ar}', 100000, '1/destroy', 'destroy', 'Benchmark', $6, $7, $8, $9)`,
    [
      id,
      missionId,
      programId,
      slug,
      words('Benchmark'),
      addDays(today, -DAYS_OPEN),
      addDays(today, 30),
      addDays(today, 60),
      v7(),
    ],
  );
  await client.query(
    `INSERT INTO app.question (id, mission_id, round_id, position, kind, label) VALUES ($1, $2, $3, 1, 'long_text', $4)`,
    [questionId, missionId, id, words('Benchmark')],
  );
  const facts = [
    born('program.enrolled', programId, {}),
    born('round.created', id, { program: programId }),
    ...country.facts,
  ];
  await fileScaleFacts(client, { role: 'system', accountId: null, missionId }, facts);
  await client.query('COMMIT');
  return round;
}

/** So long that the items' days lie within. */
const DAYS_OPEN = 41;
