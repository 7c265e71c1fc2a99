import type { Staff } from '~/auth/staff.server';
import { copyRound } from '~/rounds/round-commands.server';
import { moveRound } from '~/rounds/move-commands.server';
import type { SignIn } from './cast';
import { askHowTheyAre } from './chapters/after-the-round';
import { listenAboutPosts, workOnPosts } from './chapters/border-posts';
import { COMPLAINT_DAYS, hearComplaints, openComplaints } from './chapters/complaints-office';
import { meetDemands } from './chapters/lawful-demands';
import { acknowledgeRecommendation, answerNight, followNight, noteSilence } from './chapters/night-answering';
import { listenAboutNight } from './chapters/night-listening';
import { openRiver, setTheScene, type Setting } from './chapters/two-missions';
import { withStoryClock, type StoryClock } from './clock';
import { disputeAnswer, type Sent } from './participants';
import { assessRisk, LANGUAGES, prepareRound } from './rounds';
import { present, succeeded } from './succeeded';
import type { DemoVault } from './vault';

export type { SignIn } from './cast';

/** A code of somebody in the story, to come back with. */
export interface ReturnCode {
  round: string;
  language: string;
  code: string;
  state: 'answered' | 'disputed';
}

export interface Told {
  signIns: SignIn[];
  returnCodes: ReturnCode[];
}

/**
 * Tells the story of an invented mission, by the same commands that its people would use and under the same rules: what
 * the program would refuse them, the story cannot tell. Ends at the real now. For an empty database.
 */
export function tellStory(vault: DemoVault): Promise<Told> {
  return withStoryClock(async (clock) => {
    const setting = await setTheScene(clock, vault);
    const { crew, programs, codes } = setting.kanem;
    const heard = await listenAboutNight(crew, clock, programs.patrols);
    const night = { crew, clock, program: programs.patrols, codes, ...heard };
    const decided = await answerNight(night);
    await acknowledgeRecommendation(night, decided);
    await followNight(night, decided);
    const posts = { crew, clock, program: programs.posts, codes };
    await workOnPosts(posts, await listenAboutPosts(posts));
    await noteSilence(night, decided);
    await recentDays(setting, clock, heard.sent);
    return { signIns: setting.signIns, returnCodes: codesToShow(heard.round.slug, heard.sent) };
  });
}

/** The last week: one round is open, another is signed for, somebody disputes an answer, and the neighbours ask too. */
async function recentDays({ kanem, sumbara }: Setting, clock: StoryClock, night: readonly Sent[]): Promise<void> {
  const { crew, programs } = kanem;
  const round = await openComplaints(crew, clock, programs.advice);
  for (const [part, day] of COMPLAINT_DAYS.entries()) {
    clock.goTo(day);
    await hearComplaints(crew, round, part);
    if (day === -4) await openRiver(sumbara, clock);
    if (day === -2)
      await disputeAnswer(
        whoDisputes(night),
        'دوريات يوم السوق تتوقف ظهرًا، ونحن نعود بعد العصر. لم يكن هذا ما سألت عنه.',
      );
  }
  await prepareNext(crew.officer, clock, programs);
  await meetDemands(crew, clock);
  await askHowTheyAre(crew, clock, night);
}

/** What is being prepared: the same questions again, half a year on, and a first round waiting for its signature. */
async function prepareNext(officer: Staff, clock: StoryClock, programs: Setting['kanem']['programs']): Promise<void> {
  const days = { closesOn: clock.day(35), answerBy: clock.day(75) };
  const again = { programId: programs.patrols.id, languages: [...LANGUAGES], expectedPeople: 60, decidesLethal: false };
  await succeeded(
    copyRound(officer, 'first-listening', { ...again, ...days }, { writesIn: 'en', slug: 'half-a-year-on' }),
  );
  const plan = { programId: programs.posts.id, slug: 'women-at-the-border', expectedPeople: 30, ...days };
  const waiting = await prepareRound(officer, plan);
  await assessRisk(officer, waiting.id);
  await succeeded(moveRound(officer, waiting.id, 'submit', { unmet: [] }));
}

function whoDisputes(sent: readonly Sent[]): Sent {
  return present(sent.find(({ voice }) => voice.comes_back === 'disputes'), 'who disputes'); // prettier-ignore
}

/** One answered in English, one in Arabic, and the one that is disputed. */
function codesToShow(round: string, sent: readonly Sent[]): ReturnCode[] {
  const shown = (state: ReturnCode['state'], one: Sent | undefined): ReturnCode => {
    const { voice, code } = present(one, `somebody who is ${state}`);
    return { round, language: voice.answersIn, code: present(code, 'a code'), state };
  };
  const byId = (id: string) => sent.find(({ voice }) => voice.id === id);
  return [shown('answered', byId('en-5')), shown('answered', byId('ar-1')), shown('disputed', whoDisputes(sent))];
}
