import { expect, test } from 'vitest';
import { z } from 'zod';
import { besideFields } from '~/auth/beside-fields';
import { readForm } from '~/auth/form-reading.server';
import { localizedInput } from '~/programs/localized-input';

function form(fields: readonly (readonly [string, string])[]): FormData {
  const made = new FormData();
  for (const [name, value] of fields) made.append(name, value);
  return made;
}
function fieldsWrong(schema: z.ZodType, fields: readonly (readonly [string, string])[]) {
  const reading = readForm(form(fields), schema);
  return reading.ok ? [] : reading.errors.map(({ field }) => field);
}

test('a text that must be there in one language is wanted in the first that the form has', () => {
  const schema = z.object({ title: localizedInput(10) });
  expect(
    fieldsWrong(schema, [
      ['title.fr', ''],
      ['title.ar', ' '],
    ]),
  ).toEqual(['title.fr']);
  expect(
    fieldsWrong(schema, [
      ['title.fr', ''],
      ['title.en', ''],
    ]),
  ).toEqual(['title.en']);
  expect(
    fieldsWrong(schema, [
      ['title.fr', ''],
      ['title.ar', 'much too long'],
    ]),
  ).toEqual(['title.ar']);
});

test('several boxes under one name are one field; numbered fields are their own', () => {
  const boxes = z.object({ boxes: z.array(z.enum(['a', 'b'])) });
  expect(
    fieldsWrong(boxes, [
      ['boxes', 'a'],
      ['boxes', 'x'],
    ]),
  ).toEqual(['boxes']);
  const lines = z.object({ lines: z.array(z.object({ text: z.string().max(3) })) });
  expect(
    fieldsWrong(lines, [
      ['lines[0].text', 'abc'],
      ['lines[1].text', 'abcd'],
    ]),
  ).toEqual(['lines[1].text']);
});

test('a refusal stands beside its field, or over the whole form with its details', () => {
  const fields = { 'round.reason_': 'reason' };
  expect(besideFields({ refusal: 'round.reason_needed' }, fields)).toEqual({
    ok: false,
    errors: [{ field: 'reason', key: 'refusals:round.reason_needed' }],
  });
  const whole = { refusal: 'round.gates_unmet', details: ['questions'] } as const;
  expect(besideFields(whole, fields)).toEqual({ ok: false, ...whole });
});
