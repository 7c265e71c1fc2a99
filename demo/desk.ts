import type { Staff } from '~/auth/staff.server';
import { codePoint, describePoint } from '~/feedback/coding-commands.server';
import { firstLook, moveItem } from '~/feedback/item-commands.server';
import { loadItem } from '~/feedback/item-loading.server';
import { markPoints } from '~/feedback/point-commands.server';
import { maskPassage } from '~/feedback/redaction-commands.server';
import { wholeTextsOf } from '~/feedback/redaction-texts.server';
import { wordPieces } from '~/feedback/word-pieces';
import { reviewTranslation, saveTranslation } from '~/feedback/translation-commands.server';
import { readForDesk } from '~/auth/desk-reading.server';
import type { KanemCrew } from './cast';
import type { Sent } from './participants';
import type { OpenRound } from './rounds';
import { present, succeeded } from './succeeded';
import type { Point, Said, Voice } from './voices';

/** One answer on the desk, with what the story knows of it. */
export interface Item {
  id: string;
  voice: Voice;
  /** Null for an answer by choices. */
  said: Said | null;
}

const QUESTIONS = { happened: 1, whom: 3, change: 4 } as const;

/** The items of submissions, as the desk finds them. */
export async function itemsOf(staff: Staff, round: OpenRound, sent: readonly Sent[]): Promise<Item[]> {
  const rows = await readForDesk(staff, (db) =>
    db.item.findMany({
      where: { submissionId: { in: sent.map((one) => one.submissionId) }, state: { not: 'withdrawn' } },
      select: { id: true, submissionId: true, questionId: true },
    }),
  );
  const positionOf = (id: string | null) => round.questions.find((question) => question.id === id)?.position;
  return rows.map((row) => {
    const { voice } = present(
      sent.find((one) => one.submissionId === row.submissionId),
      'who sent an item',
    );
    const said = voice.said.find((one) => QUESTIONS[one.question] === positionOf(row.questionId)) ?? null;
    return { id: row.id, voice, said };
  });
}

const READ_BY_OFFICER = ['en', 'fr'];

/** The acknowledgement by a person who reads the language. */
export function look({ officer, translator }: Pick<KanemCrew, 'officer' | 'translator'>, item: Item) {
  const reader = READ_BY_OFFICER.includes(item.voice.language) ? officer : translator;
  return succeeded(firstLook(reader, item.id, { readsLanguage: true }));
}

export function screen({ officer }: Pick<KanemCrew, 'officer'>, item: Item) {
  return succeeded(moveItem(officer, item.id, 'screen'));
}

const isEnglish = ({ voice }: Item) => voice.language === 'en';

/** A translator's draft, where one is needed. */
export async function draftTranslation(crew: KanemCrew, item: Item): Promise<void> {
  if (!item.said || isEnglish(item)) return;
  const english = present(item.said.english, `an English translation of ${item.voice.id}`);
  await succeeded(saveTranslation(crew.translator, item.id, english));
}

/** Ready for coding: translated and read by a second speaker, or with no need of a translation. */
export async function bringIntoEnglish(crew: KanemCrew, item: Item): Promise<void> {
  if (!item.said || isEnglish(item)) {
    await succeeded(moveItem(crew.officer, item.id, 'need_no_translation'));
    return;
  }
  const second = crew['second.speaker'];
  const translation = present((await loadItem(second, item.id))?.translation, `a translation of ${item.voice.id}`);
  await succeeded(reviewTranslation(second, item.id, translation.id));
}

/** Masks words in every text of an item together; each text has some of them. */
export async function maskWords({ protection }: Pick<KanemCrew, 'protection'>, id: string, words: readonly string[]) {
  const item = present(await loadItem(protection, id), 'an item to mask');
  const texts = await readForDesk(protection, (db) => wholeTextsOf(db, item));
  const pieces = texts.flatMap(({ id: textId, text, language }) =>
    wordPieces(text ?? '', language).flatMap((piece, index) =>
      words.includes(piece.text.trim()) ? [{ textId, piece: index }] : [],
    ),
  );
  const ticks = { seen: item.version, pieces, absent: [] };
  await succeeded(maskPassage(protection, id, { reason: 'place', ticks }));
}

/** A point of the story with its id, its theme, and what is to be decided about it. */
export interface MarkedPoint {
  id: string;
  itemId: string;
  theme: string;
  fate: string | null;
}

/** What coding needs to know: themes by the story's names, codes by their labels. */
export interface Coding {
  themes: ReadonlyMap<string, string>;
  codes: ReadonlyMap<string, string>;
  /** The theme of answers by choices. */
  ofChoices: string;
}

async function markOne({ officer }: KanemCrew, item: Item, point: Point, coding: Coding): Promise<MarkedPoint> {
  const marking = point.pieces ? { whole: false, pieces: point.pieces } : { whole: true, pieces: [] };
  const [id] = await succeeded(markPoints(officer, item.id, marking));
  const pointId = present(id, 'a point');
  await succeeded(describePoint(officer, pointId, { summary: point.line, understanding: point.understood ?? '' }));
  const codes = point.code ? [present(coding.codes.get(point.code), `the code ${point.code}`)] : [];
  const themes = [present(coding.themes.get(point.theme), `the theme ${point.theme}`)];
  await succeeded(codePoint(officer, pointId, { codes, themes }));
  return { id: pointId, itemId: item.id, theme: point.theme, fate: point.fate ?? null };
}

async function codeChoice({ officer }: KanemCrew, item: Item, coding: Coding): Promise<MarkedPoint> {
  const point = present((await loadItem(officer, item.id))?.points[0], 'the point of a choice');
  const themes = [present(coding.themes.get(coding.ofChoices), 'the theme of choices')];
  await succeeded(codePoint(officer, point.id, { codes: [], themes }));
  return { id: point.id, itemId: item.id, theme: coding.ofChoices, fate: 'noted' };
}

/** Divides an item into its points, describes each in one line, and codes it. */
export async function codeItem(crew: KanemCrew, item: Item, coding: Coding): Promise<MarkedPoint[]> {
  const marked: MarkedPoint[] = [];
  for (const point of item.said?.points ?? []) marked.push(await markOne(crew, item, point, coding));
  if (!item.said) marked.push(await codeChoice(crew, item, coding));
  await succeeded(moveItem(crew.officer, item.id, 'code'));
  return marked;
}

export function consider({ manager }: Pick<KanemCrew, 'manager'>, item: Pick<Item, 'id'>) {
  return succeeded(moveItem(manager, item.id, 'consider'));
}
