import { readFileSync } from 'node:fs';
import { brotliCompressSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { buildReport } from '~/reports/report-building';
import type { RoundReport } from '~/reports/round-report';
import { ReportPage } from '~/reports/ui/ReportPage';
import { PublicFrame } from '~/ui/PublicFrame';
import { html, textOf } from '../ui/render';
import { LANGUAGES } from '../ui/gallery-languages';
import { aMaterial, aWeighedPoint } from './material';
import { aRichReport } from './rich-report';

const LIMIT = 14_336;
const HREFS = { recordHref: '/en/record', programHref: '/en/programs/night' };

function page(report: RoundReport, lang: string): string {
  return html(
    <PublicFrame
      brand="Answerable"
      homeHref="/en"
      nav={[{ href: '/en/answers', label: 'Answers', current: true }]}
      languages={LANGUAGES}
      allLanguagesHref="/en/languages"
      footer={<p>No cookies.</p>}
    >
      <ReportPage report={report} edition={2} publishedOn="2026-03-15" {...HREFS} />
    </PublicFrame>,
    lang,
  );
}

const weight = (text: string) => brotliCompressSync(text).length;

describe('the public page of a round', () => {
  it.each(['en', 'fr', 'ar'])('is light enough for a slow telephone, whole with its style, in %s', (lang) => {
    const styles = readFileSync('app/ui/styles.css', 'utf8');
    expect(weight(page(aRichReport(), lang)) + weight(styles)).toBeLessThan(LIMIT);
  });

  it('says we asked, you said, we did, and we did not, because, in this order', () => {
    const read = textOf(page(aRichReport(), 'en'));
    const places = ['We asked', 'You said', 'We did', 'We did not, because', 'Law 12 of 2019', 'We promised'].map(
      (one) => read.indexOf(one),
    );
    expect(places.every((place) => place > 0)).toBe(true);
    expect([...places].sort((a, b) => a - b)).toEqual(places);
  });

  it('shows what changed word by word, in the language of the reader', () => {
    expect(page(aRichReport(), 'en')).toMatch(/<del>.*any hour.*<\/del>|<del>[\s\S]*?any/);
    expect(page(aRichReport(), 'ar')).toMatch(/lang="ar" dir="auto">[\s\S]*?<ins>/);
  });

  it('marks words in another language with the one they are really in', () => {
    const report = buildReport(aMaterial(30), { introduction: {}, youSaid: { en: 'Patrols frighten you.' } }, ['fr']);
    const inFrench = page(report, 'fr');
    expect(inFrench).toContain('<p class="words" lang="en" dir="ltr">Patrols frighten you.</p>');
    expect(textOf(inFrench)).toContain('anglais');
  });

  it('draws hidden flows all alike: the picture tells no more than its words', () => {
    const drawn = (small: number) => {
      const points = Array.from({ length: 20 }, (_, index) =>
        aWeighedPoint(index, index < small ? { kind: 'referred' } : { kind: 'already_reflected' }),
      );
      return page(buildReport(aMaterial(40, points), { introduction: {}, youSaid: {} }, []), 'en').match(
        /<svg[\s\S]*<\/svg>/,
      )![0];
    };
    expect(drawn(1)).toBe(drawn(2));
    expect(drawn(2)).toContain('fewer than 5');
  });

  it('gives a small round no number and no picture', () => {
    const report = buildReport(aMaterial(3, [aWeighedPoint(0)]), { introduction: {}, youSaid: { en: 'x' } }, []);
    const markup = page(report, 'en');
    expect(markup).not.toMatch(/<svg|class="figures"/);
    expect(textOf(markup)).toContain('this page gives no numbers');
  });
});
