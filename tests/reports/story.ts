import { draftAnswer } from '~/decisions/answer-commands.server';
import { moveAnswer } from '~/decisions/approve-commands.server';
import { disposePoint, disposePoints } from '~/decisions/disposition-commands.server';
import { respondRound } from '~/decisions/respond-commands.server';
import { moveRound } from '~/rounds/move-commands.server';
import { aDecision, signed } from '../support/decisions';
import { aTheme, considered } from '../support/items';
import { aMission } from '../support/people';
import { anOpenRound, succeeded, type OpenRound } from '../support/rounds';
import { aSubmission, type SubmissionWish } from '../support/submissions';

export const WORDS = 'They come after midnight and knock on every door.';
export const PROOF = 'Law 12 of 2019, article 3: patrols are for parliament to decide.';
export const ANSWER = 'From now on a written order is needed after 22:00.';
export const PREPARED = {
  introduction: { en: 'Thank you.', fr: 'Merci.', ar: 'شكرًا لكم.' },
  youSaid: { en: 'Patrols frighten you.', fr: 'Les patrouilles vous font peur.', ar: 'الدوريات تخيفكم.' },
};

export interface Told {
  item: string;
  point: string;
  submission: string;
  code: string;
}

export interface Story {
  mission: { id: string };
  round: OpenRound;
  theme: string;
  decision: string;
  takenUp: Told[];
  refused: Told[];
}

/** A round in which these many were taken up and refused, each with one point, weighed and not answered yet. */
export async function aWeighedRound(takenUp: number, refused: number, wish: SubmissionWish = {}): Promise<Story> {
  const mission = await aMission();
  const round = await anOpenRound(mission);
  const theme = (await aTheme(round)).id;
  const question = round.questions.find(({ kind }) => kind === 'long_text')!.id;
  const tell = async (): Promise<Told> => {
    const { id, code, items } = await aSubmission(round, { ...wish, answers: { [question]: WORDS } });
    const [point] = await considered(round, items[0]!, { theme });
    return { item: items[0]!, point: point!, submission: id, code };
  };
  const all: Told[] = [];
  for (let count = 0; count < takenUp + refused; count += 1) all.push(await tell());
  const story = { takenUp: all.slice(0, takenUp), refused: all.slice(takenUp) };
  const decision = await aDecision(round);
  for (const { point } of story.takenUp) {
    succeeded(
      await disposePoint(round.officer, point, { kind: 'incorporated', decisionId: decision, relation: 'caused' }),
    );
  }
  await signed(round, decision);
  const points = story.refused.map(({ point }) => point);
  if (points.length > 0) {
    const refusal = { kind: 'not_incorporated', reason: 'legal_bar', proof: PROOF } as const;
    succeeded(await disposePoints(round.officer, points, refusal));
  }
  return { mission, round, theme, decision, ...story };
}

/** The same, answered by one answer for the theme, closed and marked as responded. */
export async function aRespondedRound(takenUp: number, refused: number, wish: SubmissionWish = {}): Promise<Story> {
  const story = await aWeighedRound(takenUp, refused, wish);
  await answered(story, [...story.takenUp, ...story.refused]);
  const { round } = story;
  succeeded(await moveRound(round.chief, round.id, 'close', { unmet: [] }));
  succeeded(await moveRound(round.chief, round.id, 'begin_synthesis', { unmet: [] }));
  succeeded(await respondRound(round.chief, round.id));
  return story;
}

export async function answered({ round, theme }: Story, told: readonly Told[]): Promise<void> {
  const pointIds = told.map(({ point }) => point);
  const text = { language: 'en', text: ANSWER, translation: 'original' as const, pointIds };
  const { id } = succeeded(await draftAnswer(round.officer, { themeId: theme }, text));
  succeeded(await moveAnswer(round.officer, id, { event: 'submit' }));
  succeeded(await moveAnswer(round.chief, id, { event: 'approve' }));
}
