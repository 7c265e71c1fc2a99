import { expect, test } from 'vitest';
import { readForm } from '~/auth/form-reading.server';
import { AddElement, EnrolProgram } from '~/programs/program-input';
import { QuestionForms } from '~/rounds/question-input';
import { CreateRound, RoundForms } from '~/rounds/round-input';

function form(fields: Record<string, string | string[]>): FormData {
  const made = new FormData();
  for (const [name, value] of Object.entries(fields)) [value].flat().forEach((one) => made.append(name, one));
  return made;
}
const keys = (reading: ReturnType<typeof readForm>) =>
  reading.ok ? [] : reading.errors.map(({ field, key }) => `${field} ${key}`);

const round = {
  programId: '00000000-0000-7000-8000-000000000004',
  template: 'listening_three_questions',
  'title.en': 'Tell us',
  'title.fr': '',
  languages: ['fr', 'en'],
  expectedPeople: '25',
  closesOn: '2026-03-20',
  answerBy: '2026-04-20',
};

test('a form for a new round is read as it was meant', () => {
  expect(readForm(form(round), CreateRound)).toMatchObject({
    ok: true,
    input: { title: { en: 'Tell us' }, languages: ['fr', 'en'], expectedPeople: 25, decidesLethal: false },
  });
  expect(readForm(form({ ...round, languages: 'ar', decidesLethal: 'yes' }), CreateRound)).toMatchObject({
    ok: true,
    input: { languages: ['ar'], decidesLethal: true },
  });
});

test('what is wrong is said at its field', () => {
  expect(keys(readForm(form({ ...round, answerBy: '2026-03-01' }), CreateRound))).toEqual([
    'answerBy rounds:answer_before_closing',
  ]);
  expect(keys(readForm(form({ ...round, expectedPeople: 'many' }), CreateRound))).toEqual([
    'expectedPeople forms:issue.invalid_number',
  ]);
  expect(keys(readForm(form({ ...round, expectedPeople: '0' }), CreateRound))).toEqual([
    'expectedPeople forms:issue.number_too_small',
  ]);
  expect(keys(readForm(form({ ...round, languages: [] }), CreateRound)).join()).toContain('languages');
  expect(keys(readForm(form({ ...round, languages: ['xx'] }), CreateRound)).join()).toContain('invalid_choice');
  expect(keys(readForm(form({ ...round, closesOn: '2026-02-30' }), CreateRound))).toContain(
    'closesOn forms:issue.invalid_date',
  );
});

test('of a page’s several forms, each says what is wrong at its own fields', () => {
  const wrong = (fields: Record<string, string | string[]>) => keys(readForm(form(fields), RoundForms));
  const settings = { intent: 'edit', languages: ['en'], expectedPeople: '25', closesOn: '2026-03-20' };
  expect(wrong({ intent: 'extend', closesOn: 'soon', answerBy: '', reason: ' ' })).toEqual([
    'closesOn forms:issue.invalid_date',
    'answerBy forms:issue.required',
    'reason forms:issue.required',
  ]);
  expect(wrong({ ...settings, expectedPeople: '0', answerBy: '2026-04-31' })).toEqual([
    'expectedPeople forms:issue.number_too_small',
    'answerBy forms:issue.invalid_date',
  ]);
  expect(wrong({ ...settings, answerBy: '2026-03-01' })).toEqual(['answerBy rounds:answer_before_closing']);
  expect(wrong({ intent: 'move', event: 'pause', reason: 'x'.repeat(501) })).toEqual(['reason forms:issue.too_long']);
  expect(wrong({ intent: 'save' }).join()).toBe('intent forms:issue.invalid_choice');
});

test('one of several boxes under one name is wrong at that name', () => {
  expect(keys(readForm(form({ ...round, languages: ['en', 'xx'] }), CreateRound))).toEqual([
    'languages forms:issue.invalid_choice',
  ]);
});

test('a round’s own page never marks it answered or published', () => {
  const move = (event: string) => readForm(form({ intent: 'move', event }), RoundForms).ok;
  expect(['submit', 'approve', 'open', 'cancel'].map(move)).toEqual([true, true, true, true]);
  expect(['respond', 'publish', 'constructor'].map(move)).toEqual([false, false, false]);
});

test('a question with choices needs two, one a line', () => {
  const question = { intent: 'add', kind: 'one_choice', label: 'Which?', options: 'One\r\n\r\n Two \r\nOne' };
  expect(readForm(form(question), QuestionForms)).toMatchObject({ ok: true, input: { options: ['One', 'Two'] } });
  expect(keys(readForm(form({ ...question, options: 'One' }), QuestionForms))).toEqual([
    'options rounds:options_needed',
  ]);
  expect(keys(readForm(form({ ...question, label: '' }), QuestionForms))).toEqual(['label forms:issue.required']);
  const arrange = form({ intent: 'remove', questionId: round.programId });
  expect(readForm(arrange, QuestionForms)).toMatchObject({ ok: true, input: { intent: 'remove' } });
});

test('a program needs a title in one language, and a country that exists', () => {
  const program = {
    'title.fr': 'Formation',
    stage: 'design',
    assistanceType: 'training',
    unitType: 'police',
    country: 'td',
    civicSpace: 'obstructed',
    civicSpaceSource: 'Monitor',
    civicSpaceOn: '2026-01-01',
  };
  expect(readForm(form(program), EnrolProgram)).toMatchObject({
    ok: true,
    input: { title: { fr: 'Formation' }, description: {}, country: 'TD' },
  });
  expect(keys(readForm(form({ ...program, country: 'QO' }), EnrolProgram))).toEqual([
    'country forms:issue.invalid_choice',
  ]);
  const { 'title.fr': _title, ...untitled } = program;
  expect(keys(readForm(form(untitled), EnrolProgram))).toEqual(['title.en forms:issue.required']);
  const element = { number: '3 2', 'title.en': 'x', 'text.en': 'y', effectiveOn: '2026-01-01' };
  expect(keys(readForm(form(element), AddElement))).toEqual(['number programs:number_form']);
});
