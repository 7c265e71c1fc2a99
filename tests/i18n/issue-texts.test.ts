import { describe, expect, test } from 'vitest';
import { z } from 'zod';
import { translator } from '~/i18n/instances.server';
import { issueText } from '~/i18n/issue-texts';

function textsOfIssues(schema: z.ZodType, value: unknown) {
  return schema.safeParse(value).error?.issues.map(issueText);
}

describe('what zod finds wrong has a text', () => {
  test.each<[string, z.ZodType, unknown, string, number?]>([
    ['a field not sent', z.string(), undefined, 'required'],
    ['an empty field', z.string().min(1), '', 'required'],
    ['too short', z.string().min(15), 'abc', 'too_short', 15],
    ['too long', z.string().max(2), 'abc', 'too_long', 2],
    ['no choice', z.array(z.string()).min(1), [], 'choose_one'],
    ['too few choices', z.array(z.string()).min(2), [], 'too_few', 2],
    ['too many choices', z.array(z.string()).max(1), ['a', 'b'], 'too_many', 1],
    ['not offered', z.enum(['a', 'b']), 'c', 'invalid_choice'],
    ['no mail address', z.email(), 'a@', 'invalid_email'],
    ['no date', z.iso.date(), '2026-02-31', 'invalid_date'],
    ['no web address', z.url(), 'x', 'invalid_url'],
    ['no number', z.coerce.number(), 'x', 'invalid_number'],
    ['too small a number', z.coerce.number().min(5), '4', 'number_too_small', 5],
    ['too big a number', z.coerce.number().max(5), '6', 'number_too_big', 5],
    ['a pattern not met', z.string().regex(/^a$/), 'b', 'invalid'],
    ['an own reason', z.string().refine(() => false, { error: 'mismatch' }), 'x', 'mismatch'],
    ['an own reason for a length', z.string().min(15, { error: 'password_too_short' }), 'x', 'password_too_short', 15],
  ])('%s', (_what, schema, value, name, count) => {
    const found = textsOfIssues(schema, value);
    expect(found).toEqual([{ key: `forms:issue.${name}`, ...(count === undefined ? {} : { values: { count } }) }]);
    for (const lang of ['en', 'fr', 'ar']) expect(translator(lang)(found![0]!.key, found![0]!.values)).not.toBe('');
  });

  test('a reason of another area is taken as it is', () => {
    expect(issueText({ code: 'custom', message: 'rounds:closes_before_opens' })).toEqual({
      key: 'rounds:closes_before_opens',
    });
  });

  test('a sentence is never shown as it comes', () => {
    expect(issueText({ code: 'custom', message: 'Invalid input' })).toEqual({ key: 'forms:issue.invalid' });
    expect(issueText({})).toEqual({ key: 'forms:issue.invalid' });
  });
});
