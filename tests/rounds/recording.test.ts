import { describe, expect, test } from 'vitest';
import { translator } from '~/i18n/instances.server';
import {
  isRecordable,
  MOST_BYTES,
  MOST_BYTES_OF_ROUND,
  placeName,
  playable,
  RECORDING_FACTS,
  RECORDING_STATES,
  RECORDING_WORKFLOW,
  uploadRefusal,
  type PublicRecording,
  type RecordingEvent,
  type RecordingPlace,
} from '~/rounds/recording';
import { RecordingForms } from '~/rounds/recording-input';
import { RECORDED_PARTS } from '~/rounds/script';
import { ROUND_STATES } from '~/rounds/round';
import { step } from '~/workflow/workflow';

const QUESTION = '01900000-0000-7000-8000-000000000001';
const RISKS: RecordingPlace = { language: 'ar', part: 'risks', questionId: null };
const OPEN = { state: 'open', languages: ['en', 'ar'] } as const;
const none = { own: 10, others: 0 };

describe('when a part can be recorded', () => {
  test('the answers once published, everything else until the round closes', () => {
    const states = (part: 'risks' | 'answers' | 'question') =>
      ROUND_STATES.filter((state) => isRecordable(part, state));
    expect(states('answers')).toEqual(['published']);
    expect(states('risks')).toEqual(['draft', 'risk_review', 'approved', 'open', 'paused_for_safety']);
    expect(states('question')).toEqual(states('risks'));
  });

  test('in a language of the round, up to its limits', () => {
    expect(uploadRefusal(RISKS, OPEN, none)).toBeNull();
    expect(uploadRefusal({ ...RISKS, language: 'fr' }, OPEN, none)).toBe('recording.other_language');
    expect(uploadRefusal({ ...RISKS, part: 'answers' }, OPEN, none)).toBe('recording.not_now');
    expect(uploadRefusal(RISKS, OPEN, { own: MOST_BYTES, others: 0 })).toBeNull();
    expect(uploadRefusal(RISKS, OPEN, { own: MOST_BYTES + 1, others: 0 })).toBe('recording.too_large');
    expect(uploadRefusal(RISKS, OPEN, { own: 10, others: MOST_BYTES_OF_ROUND - 10 })).toBeNull();
    expect(uploadRefusal(RISKS, OPEN, { own: 11, others: MOST_BYTES_OF_ROUND - 10 })).toBe('recording.round_full');
  });
});

describe('the life of a recording', () => {
  const recording = { state: 'uploaded', uploadedBy: 'a', actorId: 'b' } as const;
  const yes = () => true;

  test('is heard by a second person, never by who uploaded it', () => {
    expect(step(RECORDING_WORKFLOW, recording, 'confirm', yes)).toEqual({ ok: true, value: 'heard' });
    const own = step(RECORDING_WORKFLOW, { ...recording, actorId: 'a' }, 'confirm', yes);
    expect(own).toMatchObject({ refusal: 'recording.hearer_uploaded_it' });
    expect(step(RECORDING_WORKFLOW, { ...recording, state: 'heard' }, 'confirm', yes).ok).toBe(false);
  });

  test('ends when it is removed', () => {
    for (const state of ['uploaded', 'heard'] as const) expect(step(RECORDING_WORKFLOW, { ...recording, state }, 'remove', yes).ok).toBe(true); // prettier-ignore
    const gone = { ...recording, state: 'removed' as const };
    for (const event of ['confirm', 'remove'] as const)
      expect(step(RECORDING_WORKFLOW, gone, event, yes).ok).toBe(false);
  });

  test.each(['en', 'fr', 'ar'])('has a text for every state, deed, fact and part in %s', (lang) => {
    const t = translator(lang, 'recordings');
    for (const state of RECORDING_STATES) expect(t(`state.${state}`)).toBeTruthy();
    for (const event of Object.keys(RECORDING_WORKFLOW) as RecordingEvent[]) {
      for (const key of [`deed.${event}`, `deed_says.${event}`, `facts:${RECORDING_FACTS[event]}`]) expect(t(key)).toBeTruthy(); // prettier-ignore
    }
    for (const part of RECORDED_PARTS.filter((one) => one !== 'question')) expect(t(`part.${part}`)).toBeTruthy();
    for (const format of ['ogg_opus', 'mp3']) expect(t(`format.${format}`)).toBeTruthy();
  });
});

test('only what reads the words of now, in the language of the page, is played', () => {
  const one = (id: string, more: Partial<PublicRecording> = {}): PublicRecording => {
    return { id, ...RISKS, spokenHash: 'now', format: 'mp3', byteCount: 1, millis: 1, ...more };
  };
  const all = [
    one('a'),
    one('b', { part: 'consent', spokenHash: 'before' }),
    one('c', { language: 'en' }),
    one('d', { part: 'question', questionId: QUESTION }),
  ];
  const hashes = new Map([['risks', 'now'], ['consent', 'now'], [QUESTION, 'now']]); // prettier-ignore
  const found = playable(all, 'ar', hashes);
  expect([...found].map(([name, { id }]) => [name, id])).toEqual([['risks', 'a'], [QUESTION, 'd']]); // prettier-ignore
  expect(all.map(placeName)).toEqual(['risks', 'consent', 'risks', QUESTION]);
});

test('a form names a part or a question, and nothing else', () => {
  const read = (place: string) => RecordingForms.safeParse({ intent: 'upload', place, language: 'ar' });
  expect(read('risks').data).toMatchObject({ place: { part: 'risks', questionId: null } });
  expect(read(QUESTION).data).toMatchObject({ place: { part: 'question', questionId: QUESTION } });
  for (const bad of ['question', '', 'x', '__proto__']) expect(read(bad).success).toBe(false);
});
