import { moveRecommendation } from '~/decisions/recommendation-commands.server';
import { unmetToRespond } from '~/decisions/respond-gate';
import { unweighedOf } from '~/decisions/progress-store.server';
import { dayOf } from '~/platform/day';
import { now } from '~/platform/runtime.server';
import { readForDesk } from '~/auth/desk-reading.server';
import { preparePublication, publishRound } from '~/reports/publication-commands.server';
import { closeDueRounds, moveRound } from '~/rounds/move-commands.server';
import { approveAnswers, draftOwnAnswer, draftThemeAnswer, submitAnswers } from '../answers';
import type { KanemCrew } from '../cast';
import type { StoryClock } from '../clock';
import { addThemes } from '../coding';
import { dispose, followPromises, prepareDecision, promisesOf, propose, sign } from '../decisions';
import { codeItem, itemsOf, type Item, type MarkedPoint } from '../desk';
import { confirmAll } from '../participants';
import type { EnrolledProgram } from '../setting';
import { forEachOf, present, succeeded } from '../succeeded';
import { decisionTexts, publicationTexts, themeTexts } from '../texts';
import { FATE_OF_THEME, nightFates } from './night-fates';
import type { Heard } from './night-listening';

/** What the first round's answering needs at every step. */
interface Answering extends Heard {
  crew: KanemCrew;
  clock: StoryClock;
  program: EnrolledProgram;
  codes: ReadonlyMap<string, string>;
}

interface Coded {
  items: Item[];
  points: MarkedPoint[];
  themes: ReadonlyMap<string, string>;
}

async function synthesise({ crew, clock, round, sent, codes }: Answering): Promise<Coded> {
  clock.goTo(-132);
  await closeDueRounds(dayOf(now()));
  await succeeded(moveRound(crew.officer, round.id, 'begin_synthesis', { unmet: [] }));
  clock.goTo(-130);
  const themes = await addThemes(crew.officer, round.slug, themeTexts('night-answers.yaml'));
  const items = await itemsOf(crew.officer, round, sent);
  const points = await forEachOf(items, (item) => codeItem(crew, item, { themes, codes, ofChoices: 'safety' }));
  return { items, points: points.flat(), themes };
}

/** Six decisions are prepared by the program manager and signed by the chief of mission. */
async function decide({ crew, clock, round, program }: Answering, { points, themes }: Coded) {
  clock.goTo(-127);
  const { manager, chief } = crew;
  const texts = decisionTexts('night-decisions.yaml');
  const weighing = { manager, clock, program, roundId: round.id, themes };
  const decisions: Record<string, string> = {};
  for (const [name, text] of Object.entries(texts)) {
    decisions[name] = await prepareDecision(weighing, text, clock.day(-115));
  }
  const fateOf = ({ fate, theme }: MarkedPoint) => fate ?? present(FATE_OF_THEME[theme], `the fate of ${theme}`);
  await dispose(manager, points, fateOf, nightFates(decisions, program.elements, clock));
  for (const id of Object.values(decisions)) await propose(manager, id);
  clock.goTo(-122);
  for (const id of Object.values(decisions)) await sign(chief, id);
  return { decisions, promised: await promisesOf(crew.officer, decisions, texts) };
}

/** Every point is answered in the language its sender chose; some have a few sentences in their own. */
async function answer({ crew, clock, round }: Answering, { items, points, themes }: Coded): Promise<void> {
  clock.goTo(-118);
  const ids: string[] = [];
  for (const [name, text] of Object.entries(themeTexts('night-answers.yaml'))) {
    const themeId = present(themes.get(name), `the theme ${name}`);
    ids.push(...(await draftThemeAnswer(crew, themeId, text, points.filter(({ theme }) => theme === name)))); // prettier-ignore
  }
  const ownWords = new Set(items.filter(({ voice }) => voice.own_words).map(({ voice }) => voice));
  for (const voice of ownWords) {
    const own = items.filter((item) => item.voice === voice && item.said !== null);
    ids.push(...(await draftOwnAnswer(crew, own, points)));
  }
  await submitAnswers(crew, ids);
  clock.goTo(-115);
  await approveAnswers(crew, ids);
  clock.goTo(-113);
  const unweighed = await readForDesk(crew.chief, (db) => unweighedOf(db, round.id));
  await succeeded(moveRound(crew.chief, round.id, 'respond', { unmet: unmetToRespond(unweighed) }));
}

async function publish({ crew, clock, round }: Answering): Promise<void> {
  await succeeded(preparePublication(crew.officer, round.id, publicationTexts('night-words.yaml')));
  clock.goTo(-111);
  await succeeded(publishRound(crew.chief, round.id));
}

/** The first round from its closing to the day on which everybody could read what came of it. */
export async function answerNight(answering: Answering) {
  const coded = await synthesise(answering);
  await forEachOf(answering.sent.filter(({ voice }) => voice.words_shown), confirmAll); // prettier-ignore
  const decided = await decide(answering, coded);
  await answer(answering, coded);
  await publish(answering);
  return decided;
}

type Decided = Awaited<ReturnType<typeof answerNight>>;

/** The capital acknowledged the recommendation soon; then nothing came. */
export async function acknowledgeRecommendation({ crew, clock }: Answering, { decisions }: Decided): Promise<void> {
  clock.goTo(-105);
  const id = present(decisions.fuel, 'the recommendation');
  await succeeded(moveRecommendation(crew.manager, id, 'acknowledge'));
}

/** What became of the promises. */
export function followNight({ crew, clock }: Answering, { promised }: Decided): Promise<void> {
  return followPromises(crew.officer, clock, promised);
}

/** After ninety days the silence of the capital is noted, for everybody to see. */
export async function noteSilence({ crew, clock }: Answering, { decisions }: Decided): Promise<void> {
  clock.goTo(-11);
  const id = present(decisions.fuel, 'the recommendation');
  const note = {
    en: 'Reminded twice. No answer has come.',
    fr: 'Rappelé deux fois. Aucune réponse n’est venue.',
    ar: 'ذكّرنا مرتين ولم يصل جواب.',
  };
  await succeeded(moveRecommendation(crew.manager, id, 'note_silence', note));
}
