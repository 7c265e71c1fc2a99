import { askParticipant } from '~/feedback/message-commands.server';
import type { KanemCrew } from '../cast';
import type { StoryClock } from '../clock';
import { bringIntoEnglish, draftTranslation, itemsOf, look, screen } from '../desk';
import { answerRound, withdrawAnswer, type Sent } from '../participants';
import { openRound, prepareRound, type OpenRound } from '../rounds';
import type { EnrolledProgram } from '../setting';
import { forEachOf, succeeded } from '../succeeded';
import { readVoices, type Voice } from '../voices';

export interface Heard {
  round: OpenRound;
  sent: Sent[];
}

/** The days on which people answered, counted from the end of the story. */
const ANSWER_DAYS = [-146, -143, -139, -136];

const evenly = (voices: readonly Voice[], part: number) =>
  voices.filter((_, index) => index % ANSWER_DAYS.length === part);

/** What came in so far is looked at within days, translated by one speaker and read by another. */
async function takeIn(crew: KanemCrew, clock: StoryClock, { round, sent }: Heard, day: number): Promise<void> {
  const items = await itemsOf(crew.officer, round, sent);
  clock.goTo(day + 1);
  await forEachOf(items, (item) => look(crew, item));
  await forEachOf(items, (item) => screen(crew, item));
  await forEachOf(items, (item) => draftTranslation(crew, item));
  await forEachOf(items, (item) => bringIntoEnglish(crew, item));
  const unclear = items.filter(({ voice }) => voice.asked !== undefined);
  await forEachOf(unclear, ({ id, voice }) => succeeded(askParticipant(crew.officer, id, voice.asked ?? '')));
}

/** The first round is opened, thirty people and one answer, and somebody thinks better of it. */
export async function listenAboutNight(crew: KanemCrew, clock: StoryClock, program: EnrolledProgram): Promise<Heard> {
  clock.goTo(-152);
  const days = { closesOn: clock.day(-133), answerBy: clock.day(-95) };
  const slug = 'first-listening';
  const draft = await prepareRound(crew.officer, { programId: program.id, slug, expectedPeople: 60, ...days });
  clock.goTo(-150);
  const round = await openRound(crew, draft);
  const voices = readVoices('night-patrols.yaml');
  const all: Sent[] = [];
  for (const [part, day] of ANSWER_DAYS.entries()) {
    clock.goTo(day);
    const sent = await forEachOf(evenly(voices, part), (voice) => answerRound(round, voice));
    await forEachOf(sent.filter(({ voice }) => voice.comes_back === 'withdraws'), withdrawAnswer); // prettier-ignore
    await takeIn(crew, clock, { round, sent }, day);
    all.push(...sent);
  }
  return { round, sent: all };
}
