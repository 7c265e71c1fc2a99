import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, beforeEach, describe, expect, inject, it } from 'vitest';
import { DEMO_PASSPHRASE } from '../../demo/vault';
import { DESK, PHONE } from '../support/browser';
import { fillIn, goTo, words } from '../support/journey-forms';
import { otherAccountOf, People } from '../support/journey-people';
import OPENER from '../../locales/ar/opener.json';

let people: People;
let opener: Page;
let opening = '';
let code = '';

beforeAll(async () => {
  people = await People.come();
  // An officer's own machine: a page from disk, which has a script of its own and no network.
  opener = await (await people.window({ ...DESK, javaScriptEnabled: true, offline: true })).newPage();
}, 120_000);
afterAll(() => people?.leave());

let broken = false;
/** One story: after a step that fails, the next ones would say nothing. */
beforeEach(({ skip, onTestFailed }) => {
  onTestFailed(() => void (broken = true));
  if (broken) skip();
});

const asker = () => people.at('protection_officer');
const second = () => people.desk(otherAccountOf('protection_officer'), PHONE);

async function putInto(key: 'desk-1' | 'desk-2', given: string): Promise<void> {
  await opener.goto(pathToFileURL('build/opener/opener.html').href);
  await opener.click('[lang=ar]');
  await opener.setInputFiles('#key-file', join(inject('siteFolder'), 'data', 'demo-vault', `${key}.json`));
  await opener.fill('#passphrase', DEMO_PASSPHRASE);
  await opener.fill('#given', given);
  await opener.click('#use');
}

describe('two protection officers, in Arabic, without a script on any page of the portal', () => {
  it('one has asked to learn who is in danger, and cannot approve it alone', async () => {
    const page = await asker();
    await goTo(page, '/ar/desk/openings');
    opening = (await page.locator('main a[href*="/ar/desk/openings/"]').first().getAttribute('href')) ?? '';
    await goTo(page, opening);
    expect(await words(page)).toContain('Threatened after a complaint');
    expect(await page.locator('textarea[name=challenge]').count()).toBe(0);
    expect(await page.locator('form[action$="/file"]').count()).toBe(0);
  });

  it('the other reads on the own machine what is asked, and gets the code that only that key opens', async () => {
    const page = await second();
    await goTo(page, opening);
    await putInto('desk-2', await page.locator('textarea[name=challenge]').inputValue());
    expect(await opener.textContent('#reason')).toContain('Threatened after a complaint');
    code = (await opener.textContent('#code')) ?? '';
    expect(code).toMatch(/^[0-9a-f]{4}( [0-9a-f]{4}){4}$/);
  });

  it('a wrong code approves nothing; the right one does', async () => {
    const page = await second();
    const wrong = code.startsWith('0') ? `1${code.slice(1)}` : `0${code.slice(1)}`;
    await fillIn(page.locator('main form:has([name=challenge])'), { code: wrong });
    await page.locator('button[value=approve]').click();
    expect(await page.locator('.error-summary, [role=alert]').count()).toBeGreaterThan(0);
    await fillIn(page.locator('main form:has([name=challenge])'), { code });
    await page.locator('button[value=approve]').click();
    expect(await page.locator('textarea[name=challenge]').count()).toBe(0);
  });

  it('the file opens for the one who asked, and for nobody else', async () => {
    const page = await asker();
    await goTo(page, opening);
    const [download] = await Promise.all([
      page.waitForEvent('download'),
      page.locator('form[action$="/file"] button').click(),
    ]);
    const stream = await download.createReadStream();
    const file = Buffer.concat(await stream.toArray()).toString();
    await putInto('desk-2', file);
    await opener.getByText(OPENER.not_for_you).waitFor();
    expect(await opener.locator('#name').count()).toBe(0);
    await putInto('desk-1', file);
    expect(await opener.textContent('#name')).toBe('አልማዝ ተ.');
    expect(await opener.textContent('#contact')).toContain('through the baker');
  });
});
