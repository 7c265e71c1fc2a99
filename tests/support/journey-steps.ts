import { setTimeout as pause } from 'node:timers/promises';
import type { Page } from 'playwright-core';
import { FORM_YOUNGEST_SECONDS } from '~/platform/crypto/form-token.server';
import { fillIn, follow, formWith, goTo, press, send } from './journey-forms';
import { AFTER, OUTCOME, SUMMED_UP, THEME, UNDERSTOOD, YOU_SAID } from './journey-words';

/** The id or slug at the end of the address of the page that is open. */
export const lastOf = (page: Page) => new URL(page.url()).pathname.split('/').at(-1) ?? '';

/** From the page of a round to its first question answered and read over, as the check page shows it. */
export async function writeAnswer(page: Page, round: string, text: string): Promise<void> {
  await goTo(page, round);
  await follow(page, `${round}/respond`);
  await page.locator('textarea[name^="q-"]').first().fill(text);
  await press(page, page.locator('button[name=step][value=check]'));
}

/** Sends what was checked and gives the code, after typing two of its groups where the page asks for them. */
export async function sendAndKeepCode(page: Page): Promise<string> {
  await pause(FORM_YOUNGEST_SECONDS * 1000 + 100);
  await press(page, page.locator('button[name=step][value=submit]'));
  const code = await page.locator('output').innerText();
  const groups = code.split('-');
  await fillIn(page, { second: groups[1] ?? '', fifth: groups[4] ?? '' });
  await press(page, page.locator('button[name=step][value=confirm]'));
  return code;
}

/** Fills in the one page of a round's risk assessment. */
export async function assessRisk(page: Page): Promise<void> {
  const form = formWith(page, { intent: 'save' });
  await fillIn(form, {
    hazards: ['reprisal', 'surveillance'],
    exposed: 'People who come to the office.',
    mitigations: 'No names are asked; the protection officers keep the referrals up to date, funded.',
    residual: 'moderate',
    told: 'Whom to turn to in danger.',
    heard: 'proxy',
  });
  await send(page, form);
}

/** One piece of an item's text becomes one point. */
export async function markPoint(page: Page, piece: string): Promise<void> {
  const form = formWith(page, { intent: 'mark' });
  await fillIn(form, { pieces: piece });
  await send(page, form);
}

/** The ids of the points that an item's page lists. */
export function pointsOn(page: Page): Promise<string[]> {
  return page
    .locator('a[id^="point-"]')
    .evaluateAll((links) => links.map((link) => link.getAttribute('href')?.split('/').at(-1) ?? ''));
}

/** Both sides of the change that a page shows word by word: what was, and what is. */
export function sidesOf(page: Page): Promise<Record<'before' | 'after', string>> {
  const change = page.locator('.words:has(ins)').first();
  return change.evaluate((shown) => {
    const without = (tag: string) => {
      const copy = shown.cloneNode(true) as HTMLElement;
      copy.querySelectorAll(`${tag}, .hidden`).forEach((one) => one.remove());
      return copy.textContent ?? '';
    };
    return { before: without('ins'), after: without('del') };
  });
}

/** Says what a point means, and gives it the round's first theme and the codebook's first code. */
export async function describePoint(page: Page, point: string, at: number): Promise<void> {
  await goTo(page, `/en/desk/points/${point}`);
  const lines = formWith(page, { intent: 'describe' });
  await fillIn(lines, { summary: SUMMED_UP[at]!, understanding: UNDERSTOOD[at]! });
  await send(page, lines);
  const coding = formWith(page, { intent: 'code' });
  const theme = await coding.locator('input[name=themes]').first().getAttribute('value');
  const ifrc = await coding.locator('select[name=codes] option').nth(1).getAttribute('value');
  await fillIn(coding, { themes: theme!, codes: ifrc! });
  await send(page, coding);
}

/** Makes a theme of a round, on its page of themes. */
export async function makeTheme(page: Page): Promise<void> {
  const form = formWith(page, { intent: 'add' });
  await fillIn(form, inLanguages('title', THEME));
  await send(page, form);
}

/** Says on a decision's page of a theme what the decision has to do with the theme as a whole. */
export async function linkTheme(page: Page, relation: string): Promise<void> {
  await follow(page, 'form=link');
  const form = formWith(page, { intent: 'link' });
  await fillIn(form, { relation });
  await send(page, form);
}

/** Disposes of a point by the decision in hand, on the decision's page of its theme. */
export async function disposeByDecision(page: Page, point: string): Promise<void> {
  const form = formWith(page, { intent: 'dispose' });
  await fillIn(form, { pointIds: point, kind: 'incorporated', relation: 'caused' });
  await send(page, form);
}

/** Drafts a decision in its five fields that gives the program's first element another text. */
export async function draftDecision(page: Page, round: string): Promise<Record<'decision' | 'before', string>> {
  await goTo(page, '/en/desk/decisions/new');
  await fillIn(page, { round });
  await send(page, page.locator('main form'));
  await fillIn(page, {
    element: (await page.locator('select[name=element] option').nth(1).getAttribute('value')) ?? '',
  });
  await send(page, page.locator('main form'));
  const form = page.locator('main form[method=post]');
  const before = await form.locator('[name="after.en"]').evaluate((field: HTMLTextAreaElement) => field.defaultValue);
  await fillIn(form, {
    'question.en': 'Should the guard ask for names at the door?',
    'rationale.en': 'People told us that they stay away for fear of it.',
    ...inLanguages('outcome', OUTCOME),
    ...inLanguages('after', AFTER),
  });
  await send(page, form);
  return { decision: lastOf(page), before };
}

/** Writes the words of a publication in the three languages of the round. */
export async function writePublication(page: Page): Promise<void> {
  const form = formWith(page, { intent: 'prepare' });
  const introduction = { en: 'One person answered.', fr: 'Une personne a répondu.', ar: 'أجاب شخص واحد.' };
  await fillIn(form, { ...inLanguages('introduction', introduction), ...inLanguages('youSaid', YOU_SAID) });
  await send(page, form);
}

function inLanguages(name: string, texts: Readonly<Record<string, string>>): Record<string, string> {
  return Object.fromEntries(Object.entries(texts).map(([lang, text]) => [`${name}.${lang}`, text]));
}
