import { randomBytes } from 'node:crypto';
import { createElement } from 'react';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { QueueCursor } from '~/feedback/item-queue';
import { markSensitive } from '~/feedback/sensitive-commands.server';
import { dispute } from '~/participants/visit-commands.server';
import { enterByCode } from '~/participants/visit-entry.server';
import { withdraw } from '~/participants/withdraw-commands.server';
import {
  auditedLanguages,
  auditedRound,
  auditedRounds,
  auditedThemes,
  coverage,
  recordsOf,
  RECORDS_LENGTH,
  type AuditRecord,
  type RecordFilter,
} from '~/reports/audit-coverage-store.server';
import { FIGURES, figureOf, type AuditFigure } from '~/reports/audit-figures';
import { readAsAuditor, type AuditQuery } from '~/reports/audit-store.server';
import { CONSENT_USES } from '~/participants/consent';
import { traceOf } from '~/reports/trace-store.server';
import { CoveragePage } from '~/reports/ui/CoveragePage';
import { RecordList } from '~/reports/ui/RecordList';
import { RoundList } from '~/reports/ui/RoundList';
import { TracePage } from '~/reports/ui/TracePage';
import { query } from '../support/database';
import { aMission } from '../support/people';
import { succeeded } from '../support/rounds';
import { startTestRuntime, type TestRuntime } from '../support/runtime';
import { aSubmission } from '../support/submissions';
import { html } from '../ui/render';
import { ANSWER, answered, aWeighedRound, PROOF, WORDS, type Story } from './story';

let runtime: TestRuntime;
let story: Story;
let waiting: { items: string[]; id: string };

/** Four weighed, two of them answered (one disputed), one withdrawn, one set apart, one that nobody looked at. */
beforeAll(async () => {
  runtime = await startTestRuntime();
  story = await aWeighedRound(3, 2);
  const { round } = story;
  await answered(story, [story.takenUp[0]!, story.refused[0]!]);
  waiting = await aSubmission(round);
  const apart = await aSubmission(round);
  succeeded(await markSensitive(round.officer, apart.items[0]!, { kind: 'reprisal', level: 'high' }));
  const disputing = (await enterByCode(story.takenUp[0]!.code))!;
  const text = 'That is no answer.';
  succeeded(await dispute(disputing, randomBytes(16), { text, item: story.takenUp[0]!.item }));
  const leaving = story.refused[1]!;
  succeeded(await withdraw((await enterByCode(leaving.code))!, leaving.code));
});
afterAll(() => runtime.close());

const asAuditor = <T>(work: (ask: AuditQuery) => Promise<T>) => readAsAuditor(story.mission.id, work);
const numbers = async () =>
  Object.fromEntries((await asAuditor((ask) => coverage(ask, story.round.id))).map(({ key, number }) => [key, number]));

async function listed(figure: AuditFigure, theme: string | null = null) {
  const found: AuditRecord[] = [];
  let sensitive = 0;
  let after: QueueCursor | null = null;
  for (let more = true; more;) {
    const filter: RecordFilter = { after, theme };
    const page = await asAuditor((ask) => recordsOf(ask, story.round.id, figure, filter));
    found.push(...page.records);
    ({ more, sensitive } = page);
    const last = page.records.at(-1);
    after = last ? { on: last.day, id: last.id } : null;
  }
  return { found, sensitive };
}

describe('the auditor’s way into the database', () => {
  const tried = [
    'select header from app.submission',
    'select email from app.account',
    'select sealed from vault.box',
    'select prepared_by from app.round',
    'select id from app.item',
    'select actor_id from app.fact',
    'select body from app.message',
    'select body from app.staff_note',
  ];
  it.each(tried)('is closed to: %s', async (sql) => {
    await expect(asAuditor((ask) => ask(sql))).rejects.toThrow(/permission denied/);
  });

  it('changes nothing', async () => {
    const file = `insert into app.fact (subject, subject_id, subject_version, type, actor_role, hour_index)
      values ('round', gen_random_uuid(), 1, 'round.opened', 'auditor', 1)`;
    await expect(asAuditor((ask) => ask(file))).rejects.toThrow(/read-only transaction/);
  });

  it('shows no column that names somebody', async () => {
    const rows = await query<{ name: string }>(
      runtime.databaseUrl,
      `select table_name || '.' || column_name as name from information_schema.columns where table_schema = 'audit'
       and column_name ~ '(^|_)(account|actor_id|email|drafter|approver|owner|by|handle|header|act_pk)($|_)'`,
    );
    expect(rows.map(({ name }) => name).sort()).toEqual([
      // Roles, days and decisions: who held the role is not said.
      'audit.commitment.owner_office'.slice(6),
      'item_version.by_role',
      'redaction.by_role',
      'redaction_removal.by_role',
      // That they were two, not who.
      'redaction_removal.by_two',
      // The sender, staff or a rule.
      'risk_flag.raised_by',
      'round.answer_by',
    ]);
  });

  it('leads to one mission alone', async () => {
    const foreign = await aMission();
    const found = await readAsAuditor(foreign.id, async (ask) => [
      await auditedRound(ask, story.round.slug),
      await traceOf(ask, story.takenUp[0]!.point),
      await auditedRounds(ask, '2026-03-02'),
    ]);
    expect(found).toEqual([null, null, []]);
  });
});

describe('coverage', () => {
  it('counts exactly, what is set apart too', async () => {
    const open = waiting.items.length;
    expect(await numbers()).toMatchObject({
      submissions: 7,
      submissions_withdrawn: 1,
      received: 5 + 2 * open,
      acknowledged: 5,
      acknowledged_in_time: 5,
      decided: 5,
      decided_in_time: 5,
      answer_available: 2,
      answered_in_time: 2,
      collected: 0,
      disputed: 1,
      disputed_open: 1,
      withdrawn: 1,
      never_dealt_with: 2 * open - 1,
      points: 4,
      weighed: 4,
      taken_up: 3,
      refused: 1,
      refused_legal_bar: 1,
      refused_no_budget: 0,
    });
  });

  it.each(FIGURES.map((figure) => [figure.key, figure] as const))(
    'lists exactly what %s counts',
    async (key, figure) => {
      const { found, sensitive } = await listed(figure);
      expect(found.length + sensitive).toBe((await numbers())[key]);
      expect(new Set(found.map(({ id }) => id)).size).toBe(found.length);
    },
  );

  it('lists long figures page by page without losing or repeating one', async () => {
    for (let more = 0; more < RECORDS_LENGTH / 3; more += 1) await aSubmission(story.round);
    const figure = figureOf('received')!;
    const { found, sensitive } = await listed(figure);
    expect(found.length).toBeGreaterThan(RECORDS_LENGTH);
    expect(new Set(found.map(({ id }) => id)).size + sensitive).toBe((await numbers()).received);
  });

  it('says of what is with the protection officers only that it is there', async () => {
    const { found, sensitive } = await listed(figureOf('received')!);
    const apart = await query<{ id: string }>(runtime.databaseUrl, 'select id from app.item where sensitive');
    expect(sensitive).toBe(1);
    expect(found.map(({ id }) => id)).not.toContain(apart[0]!.id);
  });

  it('begins traces under their theme', async () => {
    const themes = await asAuditor((ask) => auditedThemes(ask, story.round.id));
    expect(themes).toMatchObject([{ id: story.theme, points: 4 }]);
    expect((await listed(figureOf('points')!, story.theme)).found).toHaveLength(4);
    expect((await listed(figureOf('points')!, 'none')).found).toHaveLength(0);
  });
});

describe('a trace', () => {
  const traced = (point: string) => asAuditor((ask) => traceOf(ask, point));

  it('leads from the words to the program and back', async () => {
    const [first, second] = story.takenUp;
    const trace = (await traced(first!.point))!;
    expect(trace.words).toMatchObject({ original: WORDS, language: 'en', state: 'disputed', points: [{ self: true }] });
    expect(trace.themes).toMatchObject([{ en: 'Night operations' }]);
    expect(trace.dispositions).toMatchObject([{ kind: 'incorporated', superseded: false }]);
    expect(trace.decisions).toMatchObject([
      {
        id: story.decision,
        authority: { role: 'chief_of_mission', inForce: true },
        link: { relation: 'caused', backFilled: false },
        changes: [{ number: '3.2', history: [{ revision: 2 }, { revision: 1 }] }],
      },
    ]);
    const [change] = trace.decisions[0]!.changes;
    expect(change!.history[0]!.text).toEqual(change!.after);
    expect(trace.answers).toMatchObject([{ text: ANSWER, byTheme: true }]);
    expect(trace.reaction).toEqual({ disputed: true, collected: false, delivered: false });
    expect(trace.decisions[0]!.otherPoints).toContain(second!.point);
    expect(trace.decisions[0]!.otherPoints).not.toContain(first!.point);
  });

  it('shows what was allowed and what was not, in the words that were shown', async () => {
    const { consents } = (await traced(story.takenUp[0]!.point))!;
    expect(consents.map(({ use }) => use)).toEqual([...CONSENT_USES]);
    expect(consents[0]).toMatchObject({ use: 'read', given: true, takenBack: false, wording: { language: 'en' } });
    const refused = consents.find(({ use }) => use === 'share_with_donors')!;
    expect(refused).toMatchObject({ given: false, takenBack: false, version: '1/archive' });
    expect(refused.wording?.says).toBe('Other governments or organisations that fund such programs can read them.');
  });

  it('says why something was refused, with its proof', async () => {
    expect((await traced(story.refused[0]!.point))!.dispositions).toMatchObject([
      { kind: 'not_incorporated', reason: 'legal_bar', proof: PROOF },
    ]);
  });

  it('has no words of a submission that was withdrawn', async () => {
    const trace = await traced(story.refused[1]!.point);
    expect(trace?.words.original ?? null).toBeNull();
    expect(trace?.summary ?? null).toBeNull();
    expect(JSON.stringify(trace)).not.toContain(WORDS);
  });

  it('is not there for what is set apart, unknown or no id at all', async () => {
    const { round } = story;
    succeeded(await markSensitive(round.officer, story.takenUp[2]!.item, { kind: 'reprisal', level: 'high' }));
    const ids = [story.takenUp[2]!.point, '00000000-0000-4000-8000-000000000000', `x' or true`];
    expect(await Promise.all(ids.map(traced))).toEqual([null, null, null]);
    const other = (await traced(story.takenUp[0]!.point))!;
    expect(other.decisions[0]!.otherPoints).not.toContain(story.takenUp[2]!.point);
  });
});

it('names nobody on any page', async () => {
  const hrefOf = (id: string) => `/audit/${id}`;
  const pages = await asAuditor(async (ask) => {
    const round = (await auditedRound(ask, story.round.slug))!;
    const figures = await coverage(ask, round.id);
    const themes = await auditedThemes(ask, round.id);
    const languages = await auditedLanguages(ask, round.id);
    const found = [
      html(createElement(RoundList, { rounds: await auditedRounds(ask, '2026-03-02'), hrefOf })),
      html(createElement(CoveragePage, { round, figures, themes, languages, hrefOf, themeHref: () => '/t' }), 'ar'),
    ];
    for (const figure of FIGURES) {
      const records = await recordsOf(ask, round.id, figure, { after: null, theme: null });
      found.push(html(createElement(RecordList, { figure, ...records, traceHref: hrefOf }), 'fr'));
    }
    for (const { point } of [...story.takenUp, ...story.refused]) {
      const trace = await traceOf(ask, point);
      if (trace) found.push(html(createElement(TracePage, { trace, hrefOf })));
    }
    return found.join('\n');
  });
  expect(pages).toContain(WORDS);
  const people = await query<{ id: string; email: string }>(runtime.databaseUrl, 'select id, email from app.account');
  expect(people.length).toBeGreaterThan(1);
  for (const { id, email } of people) {
    expect(pages).not.toContain(id);
    expect(pages).not.toContain(email);
  }
});
