import { draftAnswer, translateAnswer } from '~/decisions/answer-commands.server';
import { moveAnswer } from '~/decisions/approve-commands.server';
import type { KanemCrew } from './cast';
import type { Item, MarkedPoint } from './desk';
import { forEachOf, present, succeeded } from './succeeded';
import type { ThemeText } from './texts';

const idsOf = (points: readonly MarkedPoint[]) => points.map(({ id }) => id);

/** Drafts a theme's answer in English and brings it into the other languages of the round; gives the ids. */
export async function draftThemeAnswer(
  crew: KanemCrew,
  themeId: string,
  { answer }: ThemeText,
  points: readonly MarkedPoint[],
): Promise<string[]> {
  const pointIds = idsOf(points);
  const original = { text: answer.en, translation: 'original', language: 'en', pointIds } as const;
  const { id } = await succeeded(draftAnswer(crew.officer, { themeId }, original));
  const ids = [id];
  for (const language of ['fr', 'ar'] as const) {
    const draft = { text: answer[language], translation: 'human_draft', language } as const;
    const translated = await succeeded(translateAnswer(crew.translator, id, draft));
    await succeeded(moveAnswer(crew['second.speaker'], translated.id, { event: 'review_translation' }));
    ids.push(translated.id);
  }
  return ids;
}

/**
 * A few sentences in the very language that somebody wrote in, beside the answers in the languages of the round. The
 * manager writes them and the officer reads them: a translator no longer sees an item that is decided.
 */
export async function draftOwnAnswer(crew: KanemCrew, items: readonly Item[], points: readonly MarkedPoint[]) {
  const { voice } = present(items[0], 'an item to answer');
  const drafts: string[] = [];
  for (const item of items) {
    const pointIds = idsOf(points.filter((point) => point.itemId === item.id));
    const text = {
      text: voice.own_words ?? '',
      translation: 'human_draft',
      language: voice.language,
      pointIds,
    } as const;
    const { id } = await succeeded(draftAnswer(crew.manager, { itemId: item.id }, text));
    await succeeded(moveAnswer(crew.officer, id, { event: 'review_translation' }));
    drafts.push(id);
  }
  return drafts;
}

export function submitAnswers({ officer }: Pick<KanemCrew, 'officer'>, ids: readonly string[]) {
  return forEachOf(ids, (id) => succeeded(moveAnswer(officer, id, { event: 'submit' })));
}

/** One after the other, as the chief reads them. */
export async function approveAnswers({ chief }: Pick<KanemCrew, 'chief'>, ids: readonly string[]): Promise<void> {
  for (const id of ids) await succeeded(moveAnswer(chief, id, { event: 'approve' }));
}
