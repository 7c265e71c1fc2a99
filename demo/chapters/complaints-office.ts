import type { KanemCrew } from '../cast';
import type { StoryClock } from '../clock';
import { itemsOf, look } from '../desk';
import { answerRound, raiseDanger, type Sent } from '../participants';
import { openRound, prepareRound } from '../rounds';
import type { EnrolledProgram } from '../setting';
import { forEachOf } from '../succeeded';
import { readVoices } from '../voices';

/** The days on which answers have come in, the last just now. */
const ANSWER_DAYS = [-6, -4, -2, 0];

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
  return sent;
}

export const COMPLAINT_DAYS = ANSWER_DAYS;
