import type { KanemCrew } from '../cast';
import type { StoryClock } from '../clock';
import { itemsOf, look } from '../desk';
import { answerRound, raiseDanger, type Sent } from '../participants';
import { openRound, prepareRound } from '../rounds';
import type { EnrolledProgram } from '../setting';
import { forEachOf } from '../succeeded';
import { readVoices } from '../voices';
import { askToOpen } from '../vault';

/** The days on which answers have come in, the last just now. */
const ANSWER_DAYS = [-6, -4, -2, 0];

/** Long enough for whoever approves to weigh it. */
const WHY_OPENED = 'Threatened after a complaint: the referral partner must reach them before they go home on Friday.';

/** The third round is open and stays so for two more weeks. */
export async function openComplaints(crew: KanemCrew, clock: StoryClock, program: EnrolledProgram) {
  clock.goTo(-8);
  const days = { closesOn: clock.day(14), answerBy: clock.day(55) };
  const slug = 'complaints-listening';
  const draft = await prepareRound(crew.officer, { programId: program.id, slug, expectedPeople: 80, ...days });
  clock.goTo(-7);
  return openRound(crew, draft);
}

/** Answers of one of the days; what can be read at once is looked at, and somebody is in danger. */
export async function hearComplaints(
  crew: KanemCrew,
  round: Awaited<ReturnType<typeof openComplaints>>,
  part: number,
): Promise<Sent[]> {
  const voices = readVoices('complaints-office.yaml').filter((_, index) => index % ANSWER_DAYS.length === part);
  const sent = await forEachOf(voices, (voice) => answerRound(round, voice));
  const inDanger = sent.filter(({ voice }) => voice.comes_back === 'flags');
  await forEachOf(inDanger, (one) => raiseDanger(one, 'reprisal', 'severe'));
  const items = await itemsOf(crew.officer, round, sent);
  const seen = items.filter(({ voice }) => voice.reaches === 'first_look');
  await forEachOf(seen, (item) => look(crew, item));
  const threatened = items.find(({ voice }) => voice.identity && voice.comes_back === 'flags');
  if (threatened) await askToOpen(crew.protection, threatened, WHY_OPENED);
  return sent;
}

export const COMPLAINT_DAYS = ANSWER_DAYS;
