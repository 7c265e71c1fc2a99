import type { Page } from 'playwright-core';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { PHONE } from '../support/browser';
import { keepPicture } from '../support/journey-checks';
import { act, fillIn, follow, formWith, goTo, press, send, sendAnyway, words } from '../support/journey-forms';
import { lastOf } from '../support/journey-steps';
import { otherAccountOf, People } from '../support/journey-people';
import MASKS from '../../locales/ar/masks.json';

const MASK = '[…]';

let people: People;
let item = '';
let text = '';

beforeAll(async () => {
  people = await People.come();
}, 120_000);
afterAll(() => people?.leave());

let broken = false;
/** One story: after a step that fails, the next ones would say nothing. */
beforeEach(({ skip, onTestFailed }) => {
  onTestFailed(() => void (broken = true));
  if (broken) skip();
});

const asker = () => people.at('protection_officer', PHONE);
const second = () => people.desk(otherAccountOf('protection_officer'));
const reader = () => people.at('chief_of_mission');
const passages = () => `/ar/desk/items/${item}/passages`;
const maskForm = (page: Page) => page.locator('main #mask form');

/** The words of the sender, as a reader of the desk sees them. */
async function asRead(): Promise<string> {
  const page = await reader();
  expect(await goTo(page, `/en/desk/items/${item}`)).toBe(200);
  return words(page);
}

describe('a name in a text, on the phone of a protection officer, in Arabic, without a script', () => {
  it('is ticked and looked at before anything changes', async () => {
    const page = await asker();
    await goTo(page, '/ar/desk/items?state=all&round=first-listening');
    await follow(page, '/ar/desk/items/');
    item = lastOf(page);
    await follow(page, '/passages');
    expect(await page.locator('html').getAttribute('dir')).toBe('rtl');
    const first = page.locator('main input[name=pieces]').first();
    text = (await page.locator('main .ticks').first().locator('bdi').allInnerTexts()).join(' ');
    expect(text.length).toBeGreaterThan(20);
    await first.check();
    expect(await press(page, maskForm(page).locator('button[name=preview]'))).toBe(200);
    expect(await words(page)).toContain(MASK);
    await keepPicture(page, 'masks-preview-ar');
    expect(await page.locator('main input[name=pieces]').first().isChecked()).toBe(true);
    expect(await asRead()).not.toContain(MASK);
  });

  it('is refused without a tick, beside the words; and masked with one, for every reader', async () => {
    const page = await asker();
    await goTo(page, passages());
    const button = maskForm(page).locator('button:not([name])');
    expect(await press(page, button)).toBe(422);
    expect(await page.locator('#mask .wrong').count()).toBe(1);
    const texts = await page.locator('main .ticks').count();
    for (let at = 0; at < texts; at += 1) await page.locator('main .ticks').nth(at).locator('input').first().check();
    await fillIn(maskForm(page), { reason: 'names_other' });
    expect(await press(page, button)).toBe(200);
    expect(await asRead()).toContain(MASK);
  });

  it('is not removed for good by the one who asked: a second person decides', async () => {
    const page = await asker();
    await goTo(page, passages());
    const ask = formWith(page, { intent: 'ask_removal' });
    await fillIn(ask, { removalReason: 'lasting_danger' });
    expect(await send(page, ask)).toBe(200);
    expect(await words(page)).toContain(MASKS.removal_waits);
    await keepPicture(page, 'masks-removal-ar');
    expect(await formWith(page, { intent: 'approve_removal' }).count()).toBe(0);
    const other = await second();
    await goTo(other, passages());
    const approval = formWith(other, { intent: 'approve_removal' });
    const value = (name: string) => approval.locator(`input[name=${name}]`).inputValue();
    const fields = { intent: 'approve_removal', removal: await value('removal'), hash: await value('hash') };
    expect(await sendAnyway(page, passages(), fields)).toBe(422);
    expect(await act(other, { intent: 'decline_removal' })).toBe(200);
    expect(await formWith(other, { intent: 'approve_removal' }).count()).toBe(0);
  });

  it('comes back when the mask is taken away with a reason', async () => {
    const page = await asker();
    await goTo(page, passages());
    const lift = formWith(page, { intent: 'lift' });
    await fillIn(lift, { liftReason: 'by_mistake' });
    expect(await send(page, lift)).toBe(200);
    expect(await asRead()).not.toContain(MASK);
  });
});
