import { mkdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import AxeBuilder from '@axe-core/playwright';
import type { Page } from 'playwright-core';

/** What WCAG 2.2 asks for at AA. */
const STANDARD = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'];
const FOLDER = 'test-results/pages';
const RIGHT_TO_LEFT = ['ar'];

const missing = (lang: string): string =>
  (JSON.parse(readFileSync(join('locales', lang, 'common.json'), 'utf8')) as { text_missing: string }).text_missing;

export const PHONE_WIDTH = 360;
export const DESK_WIDTH = 1280;
/** A window of 1280 at 400 %. */
export const ZOOMED_WIDTH = 320;

/** What is wrong with the page that is open, in words; nothing, if all is well. */
export async function faultsOf(page: Page, lang: string): Promise<string[]> {
  const { lang: said, dir } = await page
    .locator('html')
    .evaluate((html) => ({ lang: (html as HTMLElement).lang, dir: (html as HTMLElement).dir }));
  const text = await page.locator('body').innerText();
  const wanted = RIGHT_TO_LEFT.includes(lang) ? 'rtl' : 'ltr';
  return [
    ...(said === lang && dir === wanted ? [] : [`says lang=${said} dir=${dir}`]),
    ...(text.includes(missing(lang)) ? ['a text is missing'] : []),
    ...(/\b[a-z_]+:[a-z_]+\.[a-z_.]+\b/.test(text) ? ['shows the key of a text'] : []),
  ];
}

/** Whether the page is wider than the window: then it scrolls sideways. */
export async function widthFaults(page: Page, width: number): Promise<string[]> {
  await page.setViewportSize({ width, height: width < 500 ? 740 : 900 });
  const { wide, culprit } = await page.evaluate(() => {
    const wide = document.scrollingElement!.scrollWidth;
    const beyond = [...document.querySelectorAll('main *')].find((one) => {
      const { left, right } = one.getBoundingClientRect();
      return (right > innerWidth + 1 || left < -1) && !one.closest('.scroll, [tabindex="0"]');
    });
    return { wide, culprit: beyond ? `${beyond.tagName} .${beyond.className}` : '' };
  });
  return wide <= width ? [] : [`is ${wide} wide at ${width}: ${culprit}`];
}

/** What axe finds, with the places. */
export async function axeFaults(page: Page): Promise<string[]> {
  const { violations } = await new AxeBuilder({ page }).withTags(STANDARD).setLegacyMode().analyze();
  return violations.map(
    ({ id, nodes }) =>
      `${id}: ${nodes
        .map(({ target }) => target.join(' '))
        .slice(0, 3)
        .join(' | ')}`,
  );
}

/** Keeps a picture of the page as it is, to be looked at. */
export async function keepPicture(page: Page, name: string): Promise<void> {
  mkdirSync(FOLDER, { recursive: true });
  const file = name.replace(/[^\p{L}\p{N}=-]+/gu, '_').replace(/^_|_$/g, '');
  await page.screenshot({ path: join(FOLDER, `${file}.png`), fullPage: true });
}
