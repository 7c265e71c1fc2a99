import type { Locator, Page } from 'playwright-core';

/** The form of a page that sends these hidden fields: `{intent: 'move', event: 'open'}`. */
export function formWith(page: Page, hidden: Readonly<Record<string, string>>): Locator {
  const having = Object.entries(hidden).map(([name, value]) => `:has(input[name="${name}"][value="${value}"])`);
  return page.locator(`form${having.join('')}`).first();
}

/** Opens what is folded around a field, from the outside in, as somebody who looks for it would. */
async function unfold(field: Locator): Promise<void> {
  const folded = field.locator('xpath=ancestor::details[not(@open)]');
  for (let left = await folded.count(); left > 0; left -= 1) await folded.first().locator('> summary').click();
}

/** Types, ticks or chooses by the names of fields. A list ticks each of its values. */
export async function fillIn(scope: Page | Locator, fields: Readonly<Record<string, string | string[]>>) {
  for (const [name, value] of Object.entries(fields)) {
    for (const one of [value].flat()) await fillOne(scope, name, one);
  }
}

async function fillOne(scope: Page | Locator, name: string, value: string): Promise<void> {
  const named = scope.locator(`[name="${name}"]:not([type=hidden])`);
  await unfold(named.first());
  const kind = await named.first().evaluate((field) => `${field.tagName} ${field.getAttribute('type')}`);
  if (/radio|checkbox/.test(kind)) await scope.locator(`[name="${name}"][value="${value}"]`).check();
  else if (kind.startsWith('SELECT')) await named.first().selectOption(value);
  else await named.first().fill(value);
}

/** Presses something that leads to another page, and gives that page's status. */
export async function press(page: Page, button: Locator): Promise<number> {
  await unfold(button);
  const statuses: number[] = [];
  const hear = (response: { request(): { isNavigationRequest(): boolean }; status(): number }): void => {
    if (response.request().isNavigationRequest()) statuses.push(response.status());
  };
  page.on('response', hear);
  await Promise.all([page.waitForEvent('load'), button.click()]);
  page.off('response', hear);
  return statuses.at(-1) ?? 0;
}

/** Presses the button of a form; of several, the one that is named. */
export function send(page: Page, form: Locator, button = 'button'): Promise<number> {
  return press(page, form.locator(button).first());
}

/** Presses the one button of an act: `{intent: 'move', event: 'sign'}`. */
export function act(page: Page, hidden: Readonly<Record<string, string>>): Promise<number> {
  return send(page, formWith(page, hidden));
}

/** Follows the first link whose address matches. */
export function follow(page: Page, href: string): Promise<number> {
  return press(page, page.locator(`main a[href*="${href}"]`).first());
}

/** Sends what no form of the page offers, with the page's own token: the button is not the lock. */
export async function sendAnyway(page: Page, address: string, fields: Readonly<Record<string, string>>) {
  const token = await page.locator('main input[name=token], header input[name=token]').first().inputValue();
  const headers = { Origin: new URL(page.url()).origin, 'Sec-Fetch-Site': 'same-origin' };
  return (await page.request.post(address, { form: { token, ...fields }, headers })).status();
}

/** What stands on the page, as its reader sees it. */
export const words = (page: Page): Promise<string> => page.locator('main').innerText();

/** Goes to an address of the site and gives the status. */
export async function goTo(page: Page, address: string): Promise<number> {
  return (await page.goto(address))?.status() ?? 0;
}
