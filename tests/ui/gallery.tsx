/**
 * Every component on three pages in two directions, to look at: `npx tsx tests/ui/gallery.tsx [folder]` writes plain
 * HTML beside the style sheet and prints where.
 */
import { copyFileSync, mkdirSync, mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { AnswerPage } from './gallery-answer';
import { DeskPage } from './gallery-desk';
import { FormPage } from './gallery-form';
import { SAMPLES } from './gallery-samples';
import { html } from './render';

const PAGES = { form: FormPage, answer: AnswerPage, desk: DeskPage };

const folder = process.argv[2] ?? mkdtempSync(join(tmpdir(), 'gallery-'));
mkdirSync(folder, { recursive: true });
copyFileSync(new URL('../../app/ui/styles.css', import.meta.url), join(folder, 'styles.css'));
for (const lang of ['en', 'ar'] as const) {
  for (const [name, Page] of Object.entries(PAGES)) {
    const head = `<!doctype html><html lang="${lang}" dir="${lang === 'ar' ? 'rtl' : 'ltr'}"><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>${name}</title><link rel="stylesheet" href="styles.css">`;
    writeFileSync(join(folder, `${name}.${lang}.html`), head + html(<Page s={SAMPLES[lang]} lang={lang} />, lang));
  }
}
process.stdout.write(`${folder}\n`);
