import type { Staff } from '~/auth/staff.server';
import type { Answer } from '~/decisions/answer';
import { answersOfRound } from '~/decisions/answer-store.server';
import { languagesWaiting } from '~/decisions/answer-view.server';
import { tensionAttemptsOfRound } from '~/decisions/disposition-store.server';
import { pointsOfTheme, type TickPoint } from '~/decisions/linked-points.server';
import { progressByTheme, unweighedOf, type ThemeProgress } from '~/decisions/progress-store.server';
import { unmetToRespond, type RespondGate, type Unweighed } from '~/decisions/respond-gate';
import { themesOfRound } from '~/feedback/codebook-store.server';
import { seesLists } from '~/feedback/reader';
import type { LocalizedText } from '~/i18n/localized-text';
import type { Db } from '~/platform/db.server';
import type { Round } from '~/rounds/round';

export interface ThemeLine extends ThemeProgress {
  title: LocalizedText | null;
}

/** How far a round is on its way to being answered: what is undisposed, what is unanswered, theme by theme. */
export interface RoundProgress {
  themes: ThemeLine[];
  unweighed: Unweighed;
  unmet: RespondGate[];
  answers: Answer[];
  /** Whether the reader may see the items and answers themselves. */
  readsItems: boolean;
  /** Times that `partner_tension` was given as a reason in this round. */
  tension: number;
}

export async function roundProgress(db: Db, staff: Staff, round: Round): Promise<RoundProgress> {
  const titles = new Map((await themesOfRound(db, round.id)).map(({ id, title }) => [id, title]));
  const unweighed = await unweighedOf(db, round.id);
  const progress = await progressByTheme(db, round.id);
  const over = { roundId: round.id, programId: round.programId };
  const readsItems = seesLists(staff.roles) && staff.may('item.read', over);
  return {
    themes: progress.map((one) => ({ ...one, title: (one.themeId && titles.get(one.themeId)) || null })),
    unweighed,
    unmet: unmetToRespond(unweighed),
    answers: readsItems ? await answersOfRound(db, round.id) : [],
    readsItems,
    tension: await tensionAttemptsOfRound(db, round.id),
  };
}

/** A theme to be answered: the points that can be covered, and the languages their senders wait for. */
export interface ThemeToAnswer {
  id: string;
  title: LocalizedText;
  points: TickPoint[];
  waiting: Record<string, number>;
}

export async function themeToAnswer(
  db: Db,
  staff: Staff,
  round: Round,
  themeId: string | null,
): Promise<ThemeToAnswer | null> {
  const theme = (await themesOfRound(db, round.id)).find(({ id }) => id === themeId);
  if (!theme) return null;
  const points = (await pointsOfTheme(db, round.id, theme.id)).filter(({ state }) => state === 'disposed');
  const waiting = await languagesWaiting(
    db,
    staff,
    points.map(({ id }) => id),
  );
  return { id: theme.id, title: theme.title, points, waiting };
}
