import { describe, expect, test } from 'vitest';
import { readForm } from '~/auth/form-reading.server';
import { submissionFields } from '~/participants/submission-input';

const schema = submissionFields(['en', 'fr', 'ar'], ['anonymous']);

function read(fields: Record<string, string | string[]>) {
  const form = new FormData();
  const all = { known_as: 'anonymous', tolerance: 'none', language: 'fr', ...fields };
  for (const [name, values] of Object.entries(all)) for (const value of [values].flat()) form.append(name, value);
  return readForm(form, schema);
}

describe('the language of the words', () => {
  test.each([
    ['fr', '', 'fr'],
    ['other', 'Kanouri', 'kr'],
    ['other', 'دری', 'fa-AF'],
    ['other', 'ses-Arab', 'ses-Arab'],
    ['other', '  ', 'und'],
    // What is typed beside a chosen language does not count.
    ['ar', 'Kanuri', 'ar'],
  ])('%s, "%s" is kept as %s', (language, other_language, tag) => {
    expect(read({ language, other_language })).toMatchObject({ ok: true, input: { language: tag } });
  });

  test('a name that nobody knows is asked about beside its field', () => {
    expect(read({ language: 'other', other_language: 'qqqqqqq' })).toMatchObject({
      ok: false,
      errors: [{ field: 'other_language', key: 'respond:unknown_language' }],
    });
  });
});

test('several consents, one, and none', () => {
  expect(read({ consent: ['quote', 'publish'] })).toMatchObject({ input: { consent: ['quote', 'publish'] } });
  expect(read({ consent: 'quote' })).toMatchObject({ input: { consent: ['quote'] } });
  const none = read({});
  expect(none.ok && (none.input.consent ?? [])).toEqual([]);
});

describe('how one is known', () => {
  const open = submissionFields(['en', 'fr'], ['anonymous', 'confidential', 'named']);
  const sent = (fields: Record<string, string>) => {
    const form = new FormData();
    const all = { tolerance: 'none', language: 'fr', ...fields };
    for (const [name, value] of Object.entries(all)) form.append(name, value);
    return readForm(form, open);
  };

  test('a name is taken where a vault stands behind it, and is optional in confidence', () => {
    expect(sent({ known_as: 'named', name: ' Amina ' })).toMatchObject({ ok: true, input: { name: 'Amina' } });
    expect(sent({ known_as: 'confidential' }).ok).toBe(true);
  });

  test.each([
    [{ known_as: 'named', contact: 'the baker' }, 'name', 'respond:name_needed'],
    [{ known_as: 'anonymous', contact: 'the baker' }, 'known_as', 'respond:known_unclear'],
  ])('%o comes back at %s', (fields, field, key) => {
    expect(sent(fields as Record<string, string>)).toMatchObject({ ok: false, errors: [{ field, key }] });
  });

  test('where only anonymity is offered, a name is refused with all that was typed', () => {
    expect(read({ known_as: 'named', name: 'Amina' })).toMatchObject({
      ok: false,
      errors: [{ field: 'known_as', key: 'respond:known_gone' }],
      values: { name: ['Amina'] },
    });
  });
});

test.each([
  ['tolerance', 'heroic'],
  ['known_as', 'famous'],
  ['language', 'xx'],
  ['answer_language', 'kr'],
  ['org_type', 'militia'],
  ['consent', 'sell'],
])('%s "%s" is refused at its field', (name, value) => {
  const reading = read({ [name]: value });
  expect(reading.ok).toBe(false);
  if (!reading.ok) expect(reading.errors[0]?.field).toMatch(new RegExp(`^${name}`));
});
