import { describe, expect, it } from 'vitest';
import { Button } from '~/ui/Button';
import { Checkbox } from '~/ui/Checkbox';
import { CheckboxGroup, RadioGroup } from '~/ui/ChoiceGroup';
import { ErrorSummary } from '~/ui/ErrorSummary';
import { fieldId } from '~/ui/field';
import { HiddenFields } from '~/ui/HiddenFields';
import { LanguageSubmitRow, LanguageSwitcher } from '~/ui/LanguageSwitcher';
import { Select } from '~/ui/Select';
import { TextArea } from '~/ui/TextArea';
import { TextField } from '~/ui/TextField';
import { html, textOf } from './render';

const choices = [
  { value: 'a', label: 'A', hint: 'first' },
  { value: 'b', label: 'B' },
];

/** The opening tag of the element with this id. */
const tagOf = (markup: string, id: string) =>
  markup.match(new RegExp(`<[a-z0-9]+ [^>]*\\bid="${id}"[^>]*>`))?.[0] ?? '';

describe('a field', () => {
  it('ties hint, limit and error to its control, in reading order', () => {
    const markup = html(
      <TextArea name="answers[0].text" label="What?" hint="Any language" error="Too long" limit={4000} />,
    );
    const control = tagOf(markup, 'answers-0-text');
    expect(control).toContain('name="answers[0].text"');
    expect(control).toContain('aria-describedby="answers-0-text-hint answers-0-text-limit answers-0-text-error"');
    expect(control).toContain('aria-invalid="true"');
    expect(markup).toContain('<label class="label" for="answers-0-text">');
    expect(textOf(markup)).toContain('4,000');
  });

  it('has no dangling description when there is nothing to describe', () => {
    const control = tagOf(html(<TextField name="q" label="Q" />), 'q');
    expect(control).not.toMatch(/aria-/);
  });

  it('keeps what was typed, mark-up, line breaks and all, and never cuts it', () => {
    const markup = html(<TextArea name="t" label="T" value={'\n<b>"x" & y</b>\n'} limit={3} />);
    // Browsers drop the first line break after the tag: two are sent so that one stays.
    expect(markup).toMatch(/<textarea[^>]*>\n\n&lt;b&gt;&quot;x&quot; &amp; y&lt;\/b&gt;\n<\/textarea>/);
    expect(markup).not.toContain('maxlength');
    expect(html(<TextField name="t" label="T" value="kept" />)).toContain('value="kept"');
    expect(html(<Select name="s" label="S" options={choices} value="b" />)).toContain('<option value="b" selected="">');
  });

  it('never sends a password back', () => {
    expect(html(<TextField name="password" type="password" label="P" value="secret" />)).not.toContain('secret');
  });

  it.each([
    ['line', <TextField key="" name="x" label="X" private autoComplete="name" />],
    ['area', <TextArea key="" name="x" label="X" private />],
  ])('private, keeps its words out of the browser (%s)', (_, field) => {
    const control = tagOf(html(field), 'x');
    for (const part of ['autoComplete="off"', 'autoCorrect="off"', 'spellcheck="false"']) {
      expect(control.toLowerCase()).toContain(part.toLowerCase());
    }
    expect(control).not.toContain('"name"');
  });

  it('follows the direction of what is typed, and keeps codes left to right', () => {
    expect(tagOf(html(<TextArea name="t" label="T" autoDir />, 'ar'), 't')).toContain('dir="auto"');
    expect(tagOf(html(<TextField name="code" label="C" code autoDir />, 'ar'), 'code')).toContain('dir="ltr"');
  });
});

describe('choices', () => {
  it('tick what was chosen and nothing else', () => {
    expect(tagOf(html(<RadioGroup name="k" label="K" choices={choices} value="b" />), 'k-2')).toContain('checked');
    expect(html(<RadioGroup name="k" label="K" choices={choices} />)).not.toContain('checked');
    expect(
      html(<CheckboxGroup name="k" label="K" choices={choices} values={['a', 'b']} />).match(/checked=""/g),
    ).toHaveLength(2);
    expect(html(<Checkbox name="consent" label="I agree" />)).not.toContain('checked=""');
  });

  it('give the first choice the id an error summary leads to', () => {
    const markup = html(
      <>
        <ErrorSummary errors={[{ field: 'uses', message: 'Choose' }]} />
        <RadioGroup name="uses" label="Uses" choices={choices} error="Choose" />
      </>,
    );
    expect(markup).toContain('href="#uses"');
    expect(tagOf(markup, 'uses')).toContain('type="radio"');
    expect(markup).toMatch(/<fieldset role="radiogroup" aria-describedby="uses-error" aria-invalid="true">/);
    expect(tagOf(markup, 'uses')).toContain('aria-describedby="uses-says"');
  });
});

describe('an error summary', () => {
  it('takes the focus, leads to each field, and is not there without errors', () => {
    const markup = html(<ErrorSummary errors={[{ field: 'a.b', message: 'One' }, { message: 'Whole form' }]} />);
    expect(markup).toMatch(/<div [^>]*role="alert"[^>]*tabindex="-1"[^>]*autofocus=""/i);
    expect(markup).toContain('<a href="#a-b">One</a>');
    expect(markup).toContain('<li>Whole form</li>');
    expect(html(<ErrorSummary errors={[]} />)).toBe('');
  });

  it('finds fields whose names are not ids', () => {
    expect(fieldId('answers[12].text')).toBe('answers-12-text');
    expect(fieldId('email')).toBe('email');
  });
});

describe('in a form', () => {
  const languages = [
    { tag: 'en', name: 'English', dir: 'ltr' as const, href: '/en/x' },
    { tag: 'fa-AF', name: 'دری', dir: 'rtl' as const, href: '/fa-af/x' },
  ];

  it('other languages are buttons that post to their own address', () => {
    const markup = html(<LanguageSubmitRow languages={languages} />);
    const button = markup.match(/<button[^>]*>/g)!;
    expect(button).toHaveLength(1);
    for (const part of ['type="submit"', 'formaction="/fa-af/x"', 'formnovalidate', 'lang="fa-AF"', 'dir="rtl"']) {
      expect(button[0]!.toLowerCase()).toContain(part.toLowerCase());
    }
  });

  it('elsewhere they are links in their own script, the present one marked', () => {
    const markup = html(<LanguageSwitcher languages={languages} allHref="/en/languages" />);
    expect(markup).toMatch(/<a href="\/en\/x"[^>]*aria-current="true"/);
    expect(markup).toMatch(/<a href="\/fa-af\/x" lang="fa-AF" hreflang="fa-AF" dir="rtl">/i);
    expect(markup).toContain('href="/en/languages"');
  });

  it('hidden fields repeat lists and leave out what is undefined', () => {
    expect(html(<HiddenFields values={{ a: 'x"', b: ['1', '2'], c: undefined }} />)).toBe(
      '<input type="hidden" name="a" value="x&quot;"/><input type="hidden" name="b" value="1"/><input type="hidden" name="b" value="2"/>',
    );
  });

  it('buttons submit', () => {
    expect(
      html(
        <Button name="step" value="2">
          Go
        </Button>,
      ),
    ).toBe('<button type="submit" class="button" name="step" value="2">Go</button>');
  });
});
