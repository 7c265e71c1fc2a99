import { referItem } from '~/feedback/item-commands.server';
import { moveFlag } from '~/feedback/flag-commands.server';
import { flagLines } from '~/feedback/flag-view.server';
import { setReferrals } from '~/feedback/referral-commands.server';
import { markSensitive } from '~/feedback/sensitive-commands.server';
import { disposePoints } from '~/decisions/disposition-commands.server';
import { dayOf } from '~/platform/day';
import { now } from '~/platform/runtime.server';
import { readForDesk } from '~/auth/desk-reading.server';
import { closeDueRounds, moveRound } from '~/rounds/move-commands.server';
import { draftThemeAnswer, submitAnswers } from '../answers';
import type { KanemCrew } from '../cast';
import type { StoryClock } from '../clock';
import { addThemes } from '../coding';
import { dispose, prepareDecision, propose, sign } from '../decisions';
import {
  bringIntoEnglish,
  codeItem,
  consider,
  draftTranslation,
  itemsOf,
  look,
  maskWords,
  screen,
  type Item,
} from '../desk';
import { answerRound, type Sent } from '../participants';
import { openRound, prepareRound, type OpenRound } from '../rounds';
import type { EnrolledProgram } from '../setting';
import { forEachOf, present, succeeded } from '../succeeded';
import { decisionTexts, themeTexts } from '../texts';
import { readVoices, REACHES } from '../voices';

interface Posts {
  crew: KanemCrew;
  clock: StoryClock;
  program: EnrolledProgram;
  codes: ReadonlyMap<string, string>;
}

export interface PostsHeard {
  round: OpenRound;
  sent: Sent[];
}

/** The second round: what is about to be built at the border. */
export async function listenAboutPosts({ crew, clock, program }: Omit<Posts, 'codes'>): Promise<PostsHeard> {
  clock.goTo(-46);
  const days = { closesOn: clock.day(-27), answerBy: clock.day(12) };
  const slug = 'border-listening';
  const draft = await prepareRound(crew.officer, { programId: program.id, slug, expectedPeople: 40, ...days });
  clock.goTo(-45);
  const round = await openRound(crew, draft);
  clock.goTo(-43);
  const sent = await forEachOf(readVoices('border-posts.yaml'), (voice) => answerRound(round, voice));
  return { round, sent };
}

/** Organisations and lines of the story; no persons. */
const REFERRALS = 'Legal Aid of Kanem: advice on arrest and papers.\nWomen’s House, Mao: shelter, day and night.';

/** Whether the desk has come at least so far with an item. */
function hasReached(step: (typeof REACHES)[number]) {
  const ladder = REACHES.slice(0, REACHES.indexOf('referred'));
  return ({ voice }: Item) => ladder.indexOf(voice.reaches) >= ladder.indexOf(step);
}

/** Some were seen in time and some were not: a round in the midst of its work. */
export async function workOnPosts({ crew, clock, codes, program }: Posts, { round, sent }: PostsHeard): Promise<void> {
  const items = await itemsOf(crew.officer, round, sent);
  const seen = items.filter(({ voice }) => voice.reaches !== 'received');
  clock.goTo(-40);
  await forEachOf(seen, (item) => look(crew, item));
  const apart = items.filter(({ voice }) => voice.reaches === 'set_apart');
  await forEachOf(apart, ({ id }) =>
    succeeded(markSensitive(crew.translator, id, { kind: 'reprisal', level: 'high' })),
  );
  await triageApart(crew, apart);
  await forEachOf(items.filter(hasReached('screened')), (item) => screen(crew, item));
  const referred = items.filter(({ voice }) => voice.reaches === 'referred');
  await forEachOf(referred, ({ id, voice }) => succeeded(referItem(crew.manager, id, voice.referred_to ?? '')));
  await forEachOf(items.filter(hasReached('drafted')), (item) => draftTranslation(crew, item));
  await forEachOf(items.filter(hasReached('translated')), (item) => bringIntoEnglish(crew, item));
  clock.goTo(-26);
  await closeDueRounds(dayOf(now()));
  clock.goTo(-24);
  await succeeded(moveRound(crew.officer, round.id, 'begin_synthesis', { unmet: [] }));
  await weighPosts({ crew, clock, codes, program }, round, items);
  await maskWords(
    crew,
    present(
      items.find(({ voice, said }) => voice.id === 'fr-3' && said),
      'a text to mask',
    ).id,
    ['l’ancien', 'poste,', 'old', 'post'],
  );
}

/** What was set apart is triaged in time, and nothing of it is quoted, published or searched meanwhile. */
async function triageApart({ protection }: KanemCrew, apart: readonly Item[]): Promise<void> {
  await succeeded(setReferrals(protection, REFERRALS));
  const { open } = await readForDesk(protection, (db) => flagLines(db, protection));
  const raised = open.filter(({ flag }) => apart.some(({ id }) => id === flag.itemId));
  await forEachOf(raised, async ({ flag }) => {
    const found = {
      assessedLevel: 'high',
      reach: 'item',
      reason: 'The post that is named has eleven people.',
    } as const;
    await succeeded(moveFlag(protection, flag.id, { event: 'triage', ...found }));
    await succeeded(
      moveFlag(protection, flag.id, { event: 'mitigate', reason: 'Asked by the code whom it may reach.' }),
    );
  });
}

async function weighPosts({ crew, clock, codes, program }: Posts, round: OpenRound, items: readonly Item[]) {
  const { officer, manager, chief } = crew;
  const texts = themeTexts('post-themes.yaml');
  const themes = await addThemes(officer, round.slug, texts);
  const coded = items.filter(hasReached('coded'));
  const coding = { themes, codes, ofChoices: 'waiting' };
  const points = (await forEachOf(coded, (item) => codeItem(crew, item, coding))).flat();
  await forEachOf(items.filter(hasReached('considered')), (item) => consider(crew, item));
  clock.goTo(-12);
  const [fees, herds] = [await decisionFor('fees'), await decisionFor('herds')];
  const ofVoice = (id: string) =>
    points.filter(({ itemId }) => items.some((one) => one.id === itemId && one.voice.id === id));
  const decided = [...ofVoice('en-1'), ...ofVoice('fr-1'), ...ofVoice('ar-1')];
  const disposals = {
    waiting: { kind: 'incorporated', decisionId: fees },
    herds: { kind: 'incorporated', decisionId: herds },
  } as const;
  await dispose(manager, decided, ({ theme }) => theme, disposals);
  // A reason that may be given and closes nothing: it goes to the chief of mission.
  const tension = { kind: 'not_incorporated', reason: 'partner_tension' } as const;
  await succeeded(disposePoints(manager, ofVoice('ar-2').map(({ id }) => id), tension)); // prettier-ignore
  await propose(manager, fees);
  await sign(chief, fees);
  await propose(manager, herds);
  const [draft] = await draftThemeAnswer(
    crew,
    present(themes.get('waiting'), 'a theme'),
    texts.waiting!,
    ofVoice('en-1'),
  );
  await submitAnswers(crew, [present(draft, 'a draft')]);

  function decisionFor(name: string): Promise<string> {
    const text = present(decisionTexts('post-decisions.yaml')[name], name);
    return prepareDecision({ manager, clock, program, roundId: round.id, themes }, text, clock.day(30));
  }
}
