import { describe, expect, it } from 'vitest';
import { AnswerPage } from './gallery-answer';
import { DeskPage } from './gallery-desk';
import { FormPage } from './gallery-form';
import { SAMPLES } from './gallery-samples';
import { html } from './render';

const PAGES = { FormPage, AnswerPage, DeskPage };
const all = (['en', 'ar'] as const).flatMap((lang) =>
  Object.entries(PAGES).map(([name, Page]) => ({
    name,
    lang,
    markup: html(<Page s={SAMPLES[lang]} lang={lang} />, lang),
  })),
);

const values = (markup: string, attribute: string) =>
  [...markup.matchAll(new RegExp(`\\s${attribute}="([^"]*)"`, 'g'))].map(([, value]) => value!);

describe.each(all)('$name in $lang', ({ markup }) => {
  it('has no inline style, no script and nothing from elsewhere, which the content security policy forbids', () => {
    expect(markup).not.toMatch(/\sstyle=|<style|<script|\son[a-z]+=|javascript:|https?:\/\//i);
  });

  it('uses each id once', () => {
    const ids = values(markup, 'id');
    expect(ids.length).toBeGreaterThan(3);
    expect(ids.filter((id, index) => ids.indexOf(id) !== index)).toEqual([]);
  });

  it('names only ids that exist', () => {
    const ids = new Set(values(markup, 'id'));
    const named = ['aria-describedby', 'aria-labelledby', 'for']
      .flatMap((name) => values(markup, name))
      .flatMap((value) => value.split(' '));
    expect(named.length).toBeGreaterThan(0);
    expect(named.filter((id) => !ids.has(id))).toEqual([]);
  });

  it('begins with the quick exit', () => {
    expect(markup.match(/<(a|button|input|select|textarea|summary)\b[^>]*>/)?.[0]).toContain('href="/exit"');
  });

  it('has one main and one first heading', () => {
    expect(markup.match(/<main\b/g)).toHaveLength(1);
    expect(markup.match(/<h1\b/g)).toHaveLength(1);
  });
});
