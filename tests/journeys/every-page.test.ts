import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { axeFaults, DESK_WIDTH, faultsOf, keepPicture, PHONE_WIDTH, widthFaults, ZOOMED_WIDTH } from '../support/journey-checks'; // prettier-ignore
import { crawl, type Found } from '../support/journey-crawl';
import { act, fillIn, goTo, press, send } from '../support/journey-forms';
import { People } from '../support/journey-people';
import { siteRoutes } from '../support/site-routes';

const LANGUAGES = ['en', 'ar'] as const;
const ROLES = [
  'consultation_officer',
  'program_manager',
  'translator',
  'protection_officer',
  'chief_of_mission',
  'auditor',
  'admin',
  'installation_admin',
] as const;
/** What has come far is looked at before what has just come in. */
const SEEDS = ['/en/desk/items?state=all&round=first-listening', '/en/desk/decisions?round=first-listening', '/en/desk/rounds/first-listening/answers', '/en/desk', '/en/audit', '/en/admin', '/en/desk/mission', '/en/audit/rounds/first-listening/records/points']; // prettier-ignore
const STAFF = /^\/en\/(desk|audit|admin)\b/;
const PUBLIC = /^\/en(?!\/(desk|audit|admin|sign-out))\b/;
/** Addresses that nothing links to: those of mails, the way out, the door that only sends on, and what a restore brings. */
const WITHOUT_LINK = ['/', '/invitation/*', '/news/*', '/sign-out', '/desk/restoration'];
/** What a browser saves and does not show. */
const FILES = ['/desk/vault/task', '/desk/vault/opener', '/desk/openings/*/file', '/rounds/*/recordings/*', '/desk/rounds/*/recordings/*']; // prettier-ignore
const FORM_AGE_MS = 3_200;
/** A role's pages are many, and the machine may be busy. */
const PATIENCE_MS = 500_000;

let people: People;
beforeAll(async () => {
  people = await People.come({ javaScriptEnabled: true });
}, 120_000);
afterAll(() => people?.leave());

interface Look {
  name: string;
  lang: string;
  /** Participants read with text at four times its size. */
  zoomed?: boolean;
  /** Whether pictures are kept. */
  pictured?: boolean;
}

/** Every check on the page that is open; gives what is wrong with it. */
async function lookAt(page: Page, { name, lang, zoomed = false, pictured = true }: Look): Promise<string[]> {
  const faults = [
    ...(await faultsOf(page, lang)),
    ...(await widthFaults(page, DESK_WIDTH)),
    ...(await axeFaults(page)),
  ];
  if (pictured) await keepPicture(page, `${name}-${lang}-${DESK_WIDTH}`);
  if (zoomed) faults.push(...(await widthFaults(page, ZOOMED_WIDTH)));
  faults.push(...(await widthFaults(page, PHONE_WIDTH)));
  if (pictured) await keepPicture(page, `${name}-${lang}-${PHONE_WIDTH}`);
  return faults.map((fault) => `${name} (${lang}) ${fault}`);
}

/** Kinds of pages that somebody has looked at in every language: the next role looks at them in English alone. */
const known = new Set<string>();

interface Task extends Look {
  address: string;
}

/** What is to be looked at, in which languages and whether for the first time. */
function tasksOf(found: readonly Found[], who: string, zoomed: boolean): Task[] {
  return found.flatMap(({ kind, address }, at) => {
    const number = found.slice(0, at).filter((one) => one.kind === kind).length || '';
    const pictured = !known.has(`${kind}${number}`);
    known.add(`${kind}${number}`);
    const languages = pictured ? LANGUAGES : LANGUAGES.slice(0, 1);
    const inLanguage = (lang: string) => address.replace(/^\/en/, `/${lang}`);
    return languages.map((lang) => ({ name: `${who}${kind}${number}`, address: inLanguage(lang), lang, zoomed, pictured })); // prettier-ignore
  });
}

/** Looks at all, in two tabs of one window: while one draws, the other waits for the server. */
async function lookAtAll(first: Page, found: readonly Found[], who: string, zoomed = false): Promise<string[]> {
  const tasks = tasksOf(found, who, zoomed);
  const faults: string[] = [];
  const work = async (tab: Page): Promise<void> => {
    for (let task = tasks.shift(); task; task = tasks.shift()) {
      const status = await goTo(tab, task.address);
      if (status === 200) faults.push(...(await lookAt(tab, task)));
      else faults.push(`${task.name} (${task.lang}) answered ${status}`);
    }
  };
  await Promise.all([work(first), work(await first.context().newPage())]);
  return faults.sort();
}

describe('every page', { timeout: PATIENCE_MS }, () => {
  it('of the public, in two languages, is as wide as the window and without a barrier', async () => {
    const page = await (await people.window()).newPage();
    const found = await crawl(inject('origin'), ['/en'], PUBLIC);
    expect(found.filter(({ status }) => status !== 200)).toEqual([]);
    expect(found.length).toBeGreaterThan(12);
    expect(await lookAtAll(page, found, 'public', true)).toEqual([]);
  });

  it.each(ROLES)('of a %s', async (role) => {
    const page = await people.at(role);
    const cookies = await page.context().cookies();
    const Cookie = cookies.map(({ name, value }) => `${name}=${value}`).join('; ');
    const found = await crawl(inject('origin'), SEEDS, STAFF, { Cookie });
    const seeds = new Set(SEEDS);
    // What a role may not open is refused at the seeds alone: no link of a page leads there.
    expect(found.filter(({ status, address }) => status !== 200 && !seeds.has(address))).toEqual([]);
    const open = found.filter(({ status }) => status === 200);
    expect(open.length).toBeGreaterThan(2);
    expect(await lookAtAll(page, open, role)).toEqual([]);
  });

  it('of the site was looked at: links lead to every address', async () => {
    const shapes = (await siteRoutes()).map(({ pattern }) => pattern.replace(/^\/:lang\/?/, '/').replace(/:\w+/g, '*'));
    const seen = new Set([...known].map((kind) => kind.replace(/[?\d].*$/, '')));
    expect(shapes.filter((shape) => !seen.has(shape) && ![...WITHOUT_LINK, ...FILES].includes(shape))).toEqual([]);
  });

  it.each(LANGUAGES)('that a participant is led through, in %s', async (lang) => {
    const page = await (await people.window()).newPage();
    const faults: string[] = [];
    const look = async (name: string) => faults.push(...(await lookAt(page, { name, lang, zoomed: true })));
    await goTo(page, `/${lang}/rounds/complaints-listening/respond`);
    const opened = Date.now();
    await press(page, page.locator('button[name=step][value=check]'));
    await look('respond-refused');
    await page.locator('textarea[name^="q-"]').first().fill('They came back after dark, and nobody said why.');
    await press(page, page.locator('button[name=step][value=check]'));
    await look('respond-check');
    await pause(Math.max(0, FORM_AGE_MS - (Date.now() - opened)));
    await press(page, page.locator('button[name=step][value=submit]'));
    await look('respond-code');
    await fillIn(page, { second: 'AAAA', fifth: 'AAAA' });
    await press(page, page.locator('button[name=step][value=confirm]'));
    await look('respond-groups-wrong');
    const [, second = '', , , fifth = ''] = (await page.locator('output').innerText()).split('-');
    await fillIn(page, { second, fifth });
    await press(page, page.locator('button[name=step][value=confirm]'));
    await look('respond-done');
    expect(faults).toEqual([]);
  });

  it.each(LANGUAGES)('behind a code, in %s', async (lang) => {
    const page = await (await people.window()).newPage();
    const faults: string[] = [];
    const look = async (name: string) => faults.push(...(await lookAt(page, { name, lang, zoomed: true })));
    await goTo(page, `/${lang}/return`);
    await fillIn(page, { code: 'AAAA-AAAA' });
    await send(page, page.locator('main form'));
    await look('return-neutral');
    for (const { code, state } of codes(lang)) {
      await goTo(page, `/${lang}/return`);
      await fillIn(page, { code });
      await send(page, page.locator('main form'));
      await look(`return-status-${state}`);
      for (const intent of ['answer', 'words', 'dispute_form', 'safety', 'check_in_form', 'withdrawal']) {
        if ((await page.locator(`input[name=intent][value=${intent}]`).count()) === 0) continue;
        await act(page, { intent });
        await look(`return-${intent}-${state}`);
        await act(page, { intent: 'status' });
      }
    }
    expect(faults).toEqual([]);
  });
});

interface Code {
  code: string;
  language: string;
  state: string;
}

/** The demo's codes whose answers are in this language, or disputed. */
function codes(lang: string): Code[] {
  const all = JSON.parse(readFileSync(join(inject('siteFolder'), 'data/demo-return-codes.json'), 'utf8')) as Code[];
  return all.filter(({ language, state }) => language === lang || state === 'disputed');
}
