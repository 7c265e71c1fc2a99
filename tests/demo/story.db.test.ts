import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { verifyPassword } from '~/auth/password-hash.server';
import { loadAnswer } from '~/participants/visit-answer-store.server';
import { enterByCode } from '~/participants/visit-entry.server';
import { readIn } from '~/platform/db.server';
import { runtime } from '~/platform/runtime.server';
import { tellStory, type ReturnCode, type Told } from '../../demo/story';
import { query } from '../support/database';
import { startTestRuntime, type TestRuntime } from '../support/runtime';
import { ROOT, WITH_ROOT } from '../support/vault';

const END = '2026-11-20T15:30:00Z';
let program: TestRuntime;
let told: Told;

// Alone it takes some fifteen seconds; on a busy machine, several times that.
beforeAll(async () => {
  program = await startTestRuntime(END, WITH_ROOT);
  told = await tellStory({ root: ROOT, folder: null });
}, 180_000);
afterAll(() => program.close());

const rows = <Row extends Record<string, unknown>>(sql: string) => query<Row>(program.databaseUrl, sql);

/** `{ state: count }` of what a statement selects as `key`. */
async function counts(sql: string): Promise<Record<string, number>> {
  const found = await rows<{ key: string; count: number }>(
    `SELECT key, count(*)::int AS count FROM (${sql}) AS s GROUP BY key ORDER BY key`,
  );
  return Object.fromEntries(found.map(({ key, count }) => [key, count]));
}

const ofRound = (slug: string) => `(SELECT id FROM app.round WHERE slug = '${slug}')`;

describe('people and places', () => {
  it('has one sign-in a role, with a password that opens', async () => {
    const roles = told.signIns.map(({ role, mission }) => `${role}@${mission ?? 'installation'}`);
    expect(new Set(roles)).toEqual(
      new Set([
        'consultation_officer@kanem-sahara',
        'program_manager@kanem-sahara',
        'translator@kanem-sahara',
        'protection_officer@kanem-sahara',
        'chief_of_mission@kanem-sahara',
        'parliament_liaison@kanem-sahara',
        'evaluator@kanem-sahara',
        'donor_partner@kanem-sahara',
        'auditor@kanem-sahara',
        'admin@kanem-sahara',
        'consultation_officer@sumbara',
        'chief_of_mission@sumbara',
        'protection_officer@sumbara',
        'installation_admin@installation',
      ]),
    );
    expect(roles.filter((role) => role.startsWith('translator'))).toHaveLength(2);
    const [first] = told.signIns;
    expect(first!.password.length).toBeGreaterThanOrEqual(15);
    const [account] = await rows<{ hash: string }>(
      `SELECT password_hash AS hash FROM app.account WHERE email = '${first!.email}'`,
    );
    expect(await verifyPassword(account!.hash, first!.password)).toBe(true);
  });

  it('has rounds at every stage', async () => {
    expect(await counts(`SELECT slug || ' ' || state AS key FROM app.round`)).toEqual({
      'border-listening synthesis': 1,
      'complaints-listening open': 1,
      'first-listening published': 1,
      'half-a-year-on draft': 1,
      'river-listening open': 1,
      'women-at-the-border risk_review': 1,
    });
    const [open] = await rows<{ closes: string; languages: string[] }>(
      `SELECT closes_on::text AS closes, languages FROM app.round WHERE slug = 'complaints-listening'`,
    );
    expect(open).toEqual({ closes: '2026-12-04', languages: ['en', 'fr', 'ar'] });
  });

  it('was asked afterwards: one is well, one reported a reprisal that is worked on', async () => {
    expect(await counts(`SELECT answer AS key FROM app.check_in`)).toEqual({ nothing: 1, to_us: 1 });
    expect(await counts(`SELECT state || ' ' || level AS key FROM app.reprisal_case`)).toEqual({
      'support_plan high': 1,
    });
  });

  it('shows the second mission nothing of the first', async () => {
    const [mission] = await rows<{ id: string }>(`SELECT id FROM app.mission WHERE slug = 'sumbara'`);
    const seen = await readIn(runtime().databases.prisma.desk, { mission: mission!.id }, (db) => db.item.count());
    expect(seen).toBe(4);
  });
});

describe('the first round', () => {
  it('has an answer for everybody who did not withdraw', async () => {
    const states = await counts(`SELECT state AS key FROM app.item WHERE round_id = ${ofRound('first-listening')}`);
    expect(Object.keys(states).sort()).toEqual(['answer_available', 'disputed', 'withdrawn']);
    expect(states).toMatchObject({ disputed: 1, withdrawn: 1 });
    expect(states.answer_available).toBeGreaterThan(45);
    const points = await counts(`SELECT state AS key FROM app.point WHERE round_id = ${ofRound('first-listening')}`);
    expect(Object.keys(points)).toEqual(['answered']);
  });

  it('was spoken in all languages', async () => {
    const spoken = await counts(
      `SELECT language AS key FROM app.submission WHERE round_id = ${ofRound('first-listening')}`,
    );
    expect(Object.keys(spoken)).toEqual(['am', 'ar', 'en', 'fa-AF', 'fr', 'ha', 'ig', 'uk-Latn', 'yo']);
    expect(await counts(`SELECT language AS key FROM app.answer WHERE state = 'approved'`)).toEqual({
      am: 1,
      ar: 8,
      en: 8,
      'fa-AF': 2,
      fr: 8,
      ha: 2,
    });
    expect(await counts(`SELECT translation AS key FROM app.answer WHERE state = 'approved'`)).toEqual({
      human_reviewed: 21,
      original: 8,
    });
  });

  it('took up, recommended, refused with proof, and said why', async () => {
    const kinds = await counts(
      `SELECT d.kind AS key FROM app.disposition d JOIN app.point p ON p.id = d.point_id
       WHERE NOT d.superseded AND p.round_id = ${ofRound('first-listening')}`,
    );
    for (const kind of ['incorporated', 'partly', 'already_reflected', 'recommended', 'deferred', 'referred'])
      expect(kinds[kind], kind).toBeGreaterThan(0);
    expect(kinds).toMatchObject({ not_incorporated: 4, answered: 1, unintelligible: 1 });
    expect(
      await counts(`SELECT reason AS key FROM app.disposition WHERE reason IS NOT NULL AND length(proof) > 40`),
    ).toEqual({ evidence_contradicts: 1, legal_bar: 1, no_budget: 1, safety_of_others: 1 });
  });

  it('changed five texts, and recommended a sixth that nobody answered', async () => {
    const changed = await rows(
      `SELECT e.id FROM app.element_text t JOIN app.program_element e ON e.id = t.element_id
       JOIN app.program p ON p.id = e.program_id WHERE t.decision_id IS NOT NULL AND p.stage = 'implementation'`,
    );
    expect(changed).toHaveLength(5);
    expect(await rows(`SELECT recommendation FROM app.decision WHERE level = 'capital'`)).toEqual([
      { recommendation: 'no_answer' },
    ]);
  });

  it('kept a promise, broke one, moved one, and is late with one', async () => {
    const states = await counts(
      `SELECT c.state || CASE WHEN c.due_on < '${END}'::date AND c.state IN ('made', 'in_progress') THEN ' late' ELSE '' END AS key
       FROM app.commitment c JOIN app.decision d ON d.id = c.decision_id WHERE d.round_id = ${ofRound('first-listening')}`,
    );
    expect(states).toEqual({ broken: 1, 'in_progress late': 1, kept: 1, revised: 1 });
  });

  it('is published in its three languages', async () => {
    const [edition] = await rows<{ words: { youSaid: object }; state: string }>(
      `SELECT words, state FROM app.publication WHERE round_id = ${ofRound('first-listening')}`,
    );
    expect(edition?.state).toBe('published');
    expect(Object.keys(edition!.words.youSaid).sort()).toEqual(['ar', 'en', 'fr']);
  });
});

describe('the rounds after it', () => {
  it('has late items in the midst of the work, one set apart, and an attempt that closes nothing', async () => {
    const [late] = await rows<{ count: number }>(
      `SELECT count(*)::int AS count FROM app.item WHERE round_id = ${ofRound('border-listening')} AND due_on < '${END}'::date`,
    );
    expect(late!.count).toBeGreaterThan(5);
    const states = await counts(
      `SELECT state || CASE WHEN sensitive THEN ' apart' ELSE '' END AS key FROM app.item WHERE round_id = ${ofRound('border-listening')}`,
    );
    expect(states).toEqual({
      coded: 1,
      decided: 1,
      first_look: 2,
      'first_look apart': 1,
      received: 2,
      referred: 1,
      screened: 3,
      translated: 2,
      under_consideration: 5,
    });
    expect(await rows(`SELECT 1 FROM app.fact WHERE type = 'point.escalated'`)).toHaveLength(1);
    expect(
      await counts(`SELECT state AS key FROM app.decision WHERE round_id = ${ofRound('border-listening')}`),
    ).toEqual({
      proposed: 1,
      signed: 1,
    });
    expect(await counts(`SELECT state AS key FROM app.answer WHERE round_id = ${ofRound('border-listening')}`)).toEqual(
      {
        draft: 2,
        submitted: 1,
      },
    );
  });

  it('has somebody in danger in the round that is open', async () => {
    expect(await counts(`SELECT raised_by || ' ' || level AS key FROM app.risk_flag`)).toEqual({
      'participant severe': 1,
      'staff high': 1,
    });
  });
});

describe('coming back with a code', () => {
  const codeOf = (state: ReturnCode['state'], language: string) =>
    told.returnCodes.find((one) => one.state === state && one.language === language)!.code;

  it('reads the answer in the language that was chosen', async () => {
    const visit = (await enterByCode(codeOf('answered', 'ar')))!;
    const answer = await loadAnswer(visit, visit.items[0]!);
    expect(answer.texts[0]).toMatchObject({ language: 'ar', translation: 'human_reviewed' });
    expect(answer.texts[0]?.text).toContain('لا يدخل الدرك');
    expect(answer.decisions[0]?.changes[0]?.after.ar).toContain('21:00');
  });

  it('finds the dispute', async () => {
    const visit = (await enterByCode(codeOf('disputed', 'ar')))!;
    expect(visit.items.map(({ state }) => state)).toEqual(['disputed']);
  });
});

it('ends at the real now, and nothing in it is later', async () => {
  expect(runtime().now()).toEqual(new Date(END));
  const [fact] = await rows<{ last: number }>('SELECT max(hour_index) AS last FROM app.fact');
  expect(fact!.last).toBe(Math.floor(new Date(END).getTime() / 3_600_000));
});
