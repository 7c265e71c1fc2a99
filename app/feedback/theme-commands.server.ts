import { v7 } from 'uuid';
import type { Staff } from '~/auth/staff.server';
import { themeById } from '~/feedback/codebook-store.server';
import type { ThemeWords } from '~/feedback/theme-input';
import { done, refuse, type Result } from '~/platform/result';
import { readForDesk } from '~/auth/desk-reading.server';
import { born, next } from '~/record/fact';
import { expectOne, recordChange } from '~/record/record-change.server';
import { roundForDesk } from '~/rounds/round-store.server';

/** A new theme of a round, in the desk's own words; points are gathered under it for one answer. */
export async function addTheme(staff: Staff, roundSlug: string, words: ThemeWords): Promise<Result<{ id: string }>> {
  const round = await readForDesk(staff, (db) => roundForDesk(db, roundSlug));
  if (!round) return refuse('round.not_found');
  const over = { programId: round.programId, roundId: round.id };
  if (!staff.may('item.code', over)) return refuse('workflow.not_allowed');
  const id = v7();
  const { title, description } = words;
  await recordChange(staff.actor('item.code', over), [born('theme.added', id, { round: round.id })], (tx) =>
    tx.theme.create({
      data: { id, missionId: round.missionId, roundId: round.id, title, description },
      select: { id: true },
    }),
  );
  return done({ id });
}

/** Rewords a theme; the points under it stay. */
export async function editTheme(staff: Staff, roundSlug: string, themeId: string, words: ThemeWords): Promise<Result> {
  const { round, theme } = await readForDesk(staff, async (db) => ({
    round: await roundForDesk(db, roundSlug),
    theme: await themeById(db, themeId),
  }));
  if (!round || !theme || theme.roundId !== round.id) return refuse('theme.not_found');
  const over = { programId: round.programId, roundId: round.id };
  if (!staff.may('item.code', over)) return refuse('workflow.not_allowed');
  const { title, description } = words;
  await recordChange(staff.actor('item.code', over), [next('theme.edited', theme)], async (tx) =>
    expectOne(
      await tx.theme.updateMany({
        where: { id: theme.id, version: theme.version },
        data: { title, description, version: { increment: 1 } },
      }),
    ),
  );
  return done();
}
