import { randomBytes } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { followWithdrawals } from '~/after-withdrawal.server';
import { RISK_LEVELS, type RiskLevel } from '~/participants/consequences';
import { TOLERANCES, type Tolerance } from '~/participants/submission';
import { act } from '~/participants/visit-acts.server';
import { readIn } from '~/platform/db.server';
import { preparePublication, publishRound } from '~/reports/publication-commands.server';
import { chooseQuote } from '~/reports/quote-commands.server';
import { rebuildPublication } from '~/reports/rebuild-commands.server';
import { publishedReport } from '~/reports/publication-store.server';
import { moveRound } from '~/rounds/move-commands.server';
import { respondRound } from '~/decisions/respond-commands.server';
import { disposePoints } from '~/decisions/disposition-commands.server';
import { visitOf } from '../participants/visit-scene';
import { query } from '../support/database';
import { signedIn, type Browser } from '../support/desk-pages';
import { aTheme, considered } from '../support/items';
import { aMission, someone } from '../support/people';
import { anOpenRound, succeeded, type OpenRound } from '../support/rounds';
import { startTestRuntime, type TestRuntime } from '../support/runtime';
import { aSubmission } from '../support/submissions';
import { answered, PREPARED, PROOF } from './story';

/**
 * Who meets the words of a text on which page, by the level of danger (down) and what the sender bears (across), once more,
 * spelled out beside the rules: `yes` the words stand there, `no` they do not, `404` it is as if the text had never been.
 * For what goes out, the days since the closing from which on it stands there.
 */
const TABLE = `
page        level     none  confidential_only  organisation_type_only  organisation_to_us  organisation_public
officer     none      yes   yes                yes                     yes                 yes
officer     low       yes   yes                yes                     yes                 yes
officer     moderate  yes   yes                yes                     yes                 yes
officer     high      yes   yes                yes                     yes                 yes
officer     severe    404   404                404                     404                 404
translator  none      yes   yes                yes                     yes                 yes
translator  low       yes   yes                yes                     yes                 yes
translator  moderate  yes   yes                yes                     yes                 yes
translator  high      404   404                404                     404                 404
translator  severe    404   404                404                     404                 404
protection  none      yes   yes                yes                     yes                 yes
protection  low       yes   yes                yes                     yes                 yes
protection  moderate  yes   yes                yes                     yes                 yes
protection  high      yes   yes                yes                     yes                 yes
protection  severe    yes   yes                yes                     yes                 yes
search      none      yes   yes                yes                     yes                 yes
search      low       yes   yes                yes                     yes                 yes
search      moderate  yes   yes                yes                     yes                 yes
search      high      no    no                 no                      no                  no
search      severe    no    no                 no                      no                  no
public      none      no    0                  0                       0                   0
public      low       no    0                  0                       0                   0
public      moderate  no    no                 30                      30                  30
public      high      no    no                 no                      no                  no
public      severe    no    no                 no                      no                  no
`;

interface Cell {
  level: RiskLevel;
  tolerance: Tolerance;
  /** A word that is in this text alone. */
  word: string;
  item: string;
  /** The same words from another sender, in a language that the desk does not read, which waits for its translation. */
  inArabic: string;
  point: string;
  senders: { id: string; code: string }[];
}

const [head = [], ...lines] = TABLE.trim()
  .split('\n')
  .map((line) => line.split(/\s+/));
const expectedOf = (page: string) =>
  Object.fromEntries(
    lines
      .filter(([name]) => name === page)
      .flatMap(([, level, ...cells]) => cells.map((cell, at) => [`${level} ${head[at + 2]}`, cell] as const)),
  );

let runtime: TestRuntime;
let mission: { id: string };
let round: OpenRound;
/** Its texts wait for their translation. */
let untranslated: OpenRound;
const cells: Cell[] = [];

async function tell(level: RiskLevel, tolerance: Tolerance, theme: string): Promise<Cell> {
  const question = round.questions.find(({ kind }) => kind === 'long_text')!.id;
  const letters = 'bcdfgh';
  const word = `zq${letters[RISK_LEVELS.indexOf(level)]}x${letters[TOLERANCES.indexOf(tolerance)]}qz`;
  const answers = { [question]: `They came at ${word} and knocked.` };
  const sent = await aSubmission(round, { answers, tolerance, consents: ['quote', 'publish'] });
  const [point] = await considered(round, sent.items[0]!, { theme });
  const open = untranslated.questions.find(({ kind }) => kind === 'long_text')!.id;
  const told = { [open]: answers[question]! };
  const waits = await aSubmission(untranslated, { answers: told, tolerance, language: 'ar' });
  return {
    level,
    tolerance,
    word,
    item: sent.items[0]!,
    inArabic: waits.items[0]!,
    point: point!,
    senders: [sent, waits],
  };
}

beforeAll(async () => {
  // Sessions end by the clock of the machine.
  runtime = await startTestRuntime(new Date().toISOString());
  await followWithdrawals();
  mission = await aMission();
  round = await anOpenRound(mission);
  untranslated = await anOpenRound(mission);
  const theme = (await aTheme(round)).id;
  for (const level of RISK_LEVELS) for (const tolerance of TOLERANCES) cells.push(await tell(level, tolerance, theme));
  const points = cells.map(({ point }) => point);
  succeeded(
    await disposePoints(round.officer, points, { kind: 'not_incorporated', reason: 'legal_bar', proof: PROOF }),
  );
  await answered(
    { mission, round, theme, decision: '', takenUp: [], refused: [] },
    cells.map(({ item, point, senders: [sent] }) => ({ item, point, submission: sent!.id, code: sent!.code })),
  );
  succeeded(await moveRound(round.chief, round.id, 'close', { unmet: [] }));
  succeeded(await moveRound(round.chief, round.id, 'begin_synthesis', { unmet: [] }));
  succeeded(await respondRound(round.chief, round.id));
  // Chosen while nothing was known of a danger: every edition asks again.
  for (const { point, tolerance } of cells) {
    if (tolerance === 'none') expect(await chooseQuote(round.officer, point)).toMatchObject({ ok: false });
    else succeeded(await chooseQuote(round.officer, point));
  }
  succeeded(await preparePublication(round.officer, round.id, PREPARED));
  succeeded(await publishRound(round.chief, round.id));
  for (const { level, senders } of cells) {
    if (level === 'none') continue;
    for (const sender of senders) {
      succeeded(await act(await visitOf(sender), { intent: 'flag', kind: 'reprisal', level }, randomBytes(32)));
    }
  }
}, 180_000);
afterAll(() => runtime.close());

async function table(look: (cell: Cell) => Promise<string>): Promise<Record<string, string>> {
  const found: Record<string, string> = {};
  for (const cell of cells) found[`${cell.level} ${cell.tolerance}`] = await look(cell);
  return found;
}

const browserOf = async (role: 'officer' | 'translator' | 'protection'): Promise<Browser> => {
  if (role === 'officer') return signedIn(round.officer, runtime.databaseUrl);
  const staff = await someone(mission, role === 'translator' ? 'translator' : 'protection_officer');
  return signedIn(staff, runtime.databaseUrl);
};

describe('the page of a text', () => {
  it.each(['officer', 'translator', 'protection'] as const)('as the table says, for the %s', async (role) => {
    const browser = await browserOf(role);
    const found = await table(async ({ item, inArabic, word }) => {
      const id = role === 'translator' ? inArabic : item;
      const { status, text } = await browser.get(`/en/desk/items/${id}`);
      if (status !== 200) return String(status);
      return text.includes(word) ? 'yes' : 'no';
    });
    expect(found).toEqual(expectedOf(role));
  });
});

it('the search finds what the table says, and lists show no more', async () => {
  const officer = await browserOf('officer');
  const found = await table(async ({ item, word }) => {
    const { status, html } = await officer.post('/en/desk/search', { words: word });
    expect(status).toBe(200);
    return html.includes(`/desk/items/${item}`) ? 'yes' : 'no';
  });
  expect(found).toEqual(expectedOf('search'));
  const { text } = await officer.get(`/en/desk/items?state=all&round=${round.slug}`);
  for (const { level, word } of cells) if (level === 'severe') expect(text).not.toContain(word);
});

it('what is published quotes what the table says, from the day on that it says', async () => {
  const since: Record<string, string> = {};
  for (const { level, tolerance } of cells) since[`${level} ${tolerance}`] = 'no';
  for (const days of [0, 29, 30, 89, 90, 400]) {
    await query(
      runtime.databaseUrl,
      `set session_replication_role = replica; update app.round set closed_on = current_date - ${days} where id = '${round.id}'`,
    );
    await rebuildPublication(round.id);
    const report = await readIn(runtime.databases.prisma.site, {}, (db) => publishedReport(db, round.slug));
    const shown = JSON.stringify(report!.report);
    for (const { level, tolerance, word } of cells) {
      const key = `${level} ${tolerance}`;
      if (shown.includes(word) && since[key] === 'no') since[key] = String(days);
      else if (!shown.includes(word)) expect([key, since[key]]).toEqual([key, 'no']);
    }
  }
  expect(since).toEqual(expectedOf('public'));
});
