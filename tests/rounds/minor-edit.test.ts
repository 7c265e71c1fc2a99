import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { judgingRefusal, languagesAfterConfirming, returningLanguages, type MinorEdit } from '~/rounds/minor-edit';
import { planMinorEdit, sparesAnything } from '~/rounds/minor-edit-plan';
import {
  isReviewed,
  languagesAfter,
  textFields,
  textHash,
  withWords,
  type RoundLanguage,
  type RoundTexts,
} from '~/rounds/round-texts';
import { aQuestion, CHIEF, OFFICER, reviewedRow, someTexts } from './made';

const choice = aQuestion('one_choice', { id: '00000000-0000-4000-8000-00000000000a' });
const texts = someTexts([aQuestion('long_text'), choice]);
const LANGUAGES = ['en', 'fr', 'ar'] as const;
const REVIEW = { by: CHIEF, on: '2026-03-05' };

/** A round's words and what is known of them. */
interface Scene {
  texts: RoundTexts;
  rows: readonly RoundLanguage[];
  open: MinorEdit | null;
}

const start: Scene = { texts, rows: LANGUAGES.map((language) => reviewedRow(texts, language)), open: null };
const stateOf = ({ rows }: Pick<Scene, 'rows'>) => Object.fromEntries(rows.map((row) => [row.language, row.state]));
const current = ({ texts, rows }: Scene) =>
  rows.filter((row) => isReviewed(row, texts, 'en')).map(({ language }) => language);

/** What the commands do with the pure rules, without a database. */
function changed(scene: Scene, after: RoundTexts, by: string, language: string | null, minor: boolean): Scene {
  const change = { before: scene.texts, after };
  const plan = planMinorEdit({ rows: scene.rows, texts: change, source: 'en', by, minor, open: scene.open });
  if (!plan.ok) return scene;
  const { proposal, supersedes } = plan.value;
  const left = supersedes ? null : scene.open;
  const fresh = proposal && { ...proposal, id: 'edit', state: 'proposed', proposedOn: '2026-03-02', judgedOn: null };
  return {
    texts: after,
    rows: languagesAfter(scene.rows, change, 'en', language === null ? null : { language, by }),
    open: (fresh as MinorEdit | null) ?? left,
  };
}

const edited = (scene: Scene, name: string, words: string, { by = OFFICER, minor = true, language = 'en' } = {}) =>
  changed(scene, withWords(scene.texts, language, new Map([[name, words]])), by, language, minor && language === 'en');

function confirmed({ texts, rows, open }: Scene): Scene {
  return { texts, rows: languagesAfterConfirming(rows, open!, 'en', REVIEW), open: null };
}

describe('a minor edit', () => {
  const scene = edited(start, 'title', 'Night patrol');

  test('outdates like any other until it is confirmed, and then nothing', () => {
    expect(stateOf(scene)).toEqual({ en: 'draft', fr: 'outdated', ar: 'outdated' });
    expect(current(scene)).toEqual([]);
    expect(current(confirmed(scene))).toEqual(['en', 'fr', 'ar']);
    expect(confirmed(scene).rows[0]).toMatchObject({ reviewedBy: CHIEF, reviewedOn: '2026-03-05' });
    expect(confirmed(scene).rows[1]).toEqual({ ...start.rows[1], sourceHash: textHash(scene.texts, 'en') });
  });

  test('shows what was there and what is there now', () => {
    expect(scene.open?.changes).toEqual([
      { name: 'title', kind: 'title', before: 'Night patrols', after: 'Night patrol' },
    ]);
  });

  test('brings a draft back as a draft, and an unreviewed source not at all', () => {
    const drafts: Scene = {
      ...start,
      rows: [
        { ...start.rows[0]!, state: 'draft', reviewedBy: null },
        { ...start.rows[1]!, state: 'draft', reviewedBy: null },
        start.rows[2]!,
      ],
    };
    expect(stateOf(confirmed(edited(drafts, 'title', 'Other')))).toEqual({ en: 'draft', fr: 'draft', ar: 'reviewed' });
  });

  test('brings back no language that was outdated or lacking before', () => {
    const rows = [
      start.rows[0]!,
      { ...start.rows[1]!, state: 'outdated' as const },
      { ...start.rows[2]!, state: 'requested' as const },
    ];
    const after = edited({ ...start, rows }, 'title', 'Other');
    expect(stateOf(confirmed(after))).toEqual({ en: 'reviewed', fr: 'outdated', ar: 'requested' });
  });

  test('goes on from the one before it: two corrections are one difference, by two editors', () => {
    const second = edited(scene, `q-${choice.id}-option-o1`, 'Much better', { by: 'second' });
    expect(second.open?.changes.map(({ before, after }) => [before, after])).toEqual([
      ['Night patrols', 'Night patrol'],
      ['Better', 'Much better'],
    ]);
    expect(second.open?.editedBy).toEqual([OFFICER, 'second']);
    expect(current(confirmed(second))).toEqual(['en', 'fr', 'ar']);
  });

  test('falls with an edit that is not minor, and with a question taken away', () => {
    expect(edited(scene, 'purpose', 'We ask again.', { minor: false }).open).toBeNull();
    expect(changed(scene, { ...scene.texts, questions: [choice] }, OFFICER, null, false).open).toBeNull();
    const moved = { ...scene.texts, questions: [...scene.texts.questions].reverse() };
    expect(changed(scene, moved, OFFICER, null, false).open).toEqual(scene.open);
  });

  test('that is taken back by another leaves nothing to confirm', () => {
    expect(edited(scene, 'title', 'Night patrols').open).toBeNull();
  });

  test('does not bring back a language that somebody touched since', () => {
    const touched = edited(scene, 'title', 'Patrouille de nuit', { language: 'fr' });
    expect(returningLanguages(touched.rows, touched.open!, 'en')).toEqual(['en', 'ar']);
    expect(stateOf(confirmed(touched))).toEqual({ en: 'reviewed', fr: 'draft', ar: 'reviewed' });
    const again = edited(touched, 'title', 'The night patrol');
    expect(stateOf(confirmed(again))).toEqual({ en: 'reviewed', fr: 'outdated', ar: 'reviewed' });
  });

  test('begins anew where nothing hangs on the one before it any more', () => {
    const touched = ['fr', 'ar'].reduce<Scene>((one, language) => edited(one, 'title', 'Neu', { language }), scene);
    const again = edited(touched, 'title', 'The night patrol');
    expect(again.open?.sourceBefore).toBe(textHash(scene.texts, 'en'));
    expect(stateOf(confirmed(again))).toEqual({ en: 'draft', fr: 'draft', ar: 'draft' });
  });

  test('is no edit that adds or takes away a text', () => {
    const plan = (after: RoundTexts) =>
      planMinorEdit({ ...start, texts: { before: texts, after }, source: 'en', by: OFFICER, minor: true });
    const notMinor = { ok: false, refusal: 'round_text.not_minor' };
    expect(plan(withWords(texts, 'en', new Map([['purpose', '']])))).toEqual(notMinor);
    expect(plan(withWords(texts, 'en', new Map([[`q-${choice.id}-help`, 'No names']])))).toEqual(notMinor);
    expect(plan({ ...texts, questions: [...texts.questions, aQuestion('long_text', { id: 'x' })] })).toEqual(notMinor);
    expect(plan(texts)).toEqual({ ok: true, value: { proposal: null, supersedes: false } });
  });

  test('is asked for only where it spares something', () => {
    const asks = ({ texts, rows, open }: Scene) => sparesAnything(rows, 'en', textHash(texts, 'en'), open);
    expect(asks(start)).toBe(true);
    expect(asks(scene)).toBe(true);
    expect(asks(edited(start, 'title', 'Other', { minor: false }))).toBe(false);
    expect(asks({ ...start, rows: [reviewedRow(texts, 'en')] })).toBe(true);
  });
});

describe('who judges', () => {
  const { open, texts } = edited(start, 'title', 'Night patrol');
  const hash = textHash(texts, 'en');

  test('is somebody else, once, and of the words as they are', () => {
    expect(judgingRefusal(open, hash, CHIEF)).toBeNull();
    expect(judgingRefusal(open, hash, OFFICER)).toBe('round_text.editor_judges');
    expect(judgingRefusal(open, textHash(start.texts, 'en'), CHIEF)).toBe('round_text.changed_since');
    expect(judgingRefusal({ ...open!, state: 'confirmed' }, hash, CHIEF)).toBe('round_text.no_minor_edit');
    expect(judgingRefusal(null, hash, CHIEF)).toBe('round_text.no_minor_edit');
  });
});

describe('whatever is done in whatever order', () => {
  const name = fc.constantFrom(...textFields(texts).map((field) => field.name));
  const deed = fc.record({
    name,
    words: fc.constantFrom('', 'One', 'Two', 'Three'),
    language: fc.constantFrom('en', 'en', ...LANGUAGES),
    by: fc.constantFrom(OFFICER, 'second'),
    minor: fc.boolean(),
    removes: fc.constantFrom(false, false, false, true),
  });
  const scenes = fc.array(deed, { maxLength: 8 }).map((deeds) =>
    deeds.reduce<Scene>((scene, { name, words, removes, ...how }) => {
      if (!removes) return edited(scene, name, words, how);
      return changed(scene, { ...scene.texts, questions: scene.texts.questions.slice(1) }, how.by, null, false);
    }, start),
  );

  test('the difference shown is the whole difference', () => {
    fc.assert(
      fc.property(scenes, ({ texts, open }) => {
        fc.pre(open !== null);
        const before = withWords(texts, 'en', new Map(open!.changes.map((one) => [one.name, one.before])));
        expect(textHash(before, 'en')).toBe(open!.sourceBefore);
        expect(textHash(texts, 'en')).toBe(open!.sourceAfter);
        expect(open!.changes.length).toBeGreaterThan(0);
      }),
    );
  });

  test('a confirmation changes no words, touches only what returns, and returns it to what it was', () => {
    fc.assert(
      fc.property(scenes, (scene) => {
        fc.pre(scene.open !== null);
        const open = scene.open!;
        const returning = returningLanguages(scene.rows, open, 'en');
        const after = confirmed(scene);
        scene.rows.forEach((row, index) => {
          const now = after.rows[index]!;
          if (!returning.includes(row.language)) return expect(now).toEqual(row);
          const former = open.languages.find(({ language }) => language === row.language)!;
          expect([now.state, now.textHash]).toEqual([former.state, former.textHash]);
          expect(now.sourceHash).toBe(textHash(scene.texts, 'en'));
          // Before it nothing of this counted as reviewed.
          return expect(isReviewed(row, scene.texts, 'en')).toBe(false);
        });
        expect(open.editedBy).not.toContain(CHIEF);
      }),
    );
  });

  test('a language counts as reviewed without a review only by a confirmation', () => {
    fc.assert(
      fc.property(scenes, (scene) => {
        for (const language of current(scene)) {
          const row = scene.rows.find((one) => one.language === language)!;
          const first = start.rows.find((one) => one.language === language)!;
          expect(row.reviewedBy).toBe(first.reviewedBy);
          expect(row.textHash).toBe(textHash(scene.texts, language));
        }
      }),
    );
  });
});
