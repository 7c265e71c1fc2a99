import type { Staff } from '~/auth/staff.server';
import { codePoint, describePoint } from '~/feedback/coding-commands.server';
import { firstLook, moveItem } from '~/feedback/item-commands.server';
import { itemForDesk, type DeskItem } from '~/feedback/item-store.server';
import { markPoints } from '~/feedback/point-commands.server';
import { addTheme } from '~/feedback/theme-commands.server';
import { reviewTranslation, saveTranslation } from '~/feedback/translation-commands.server';
import { readForDesk } from '~/auth/desk-reading.server';
import { someone } from './people';
import { succeeded } from './rounds';

interface RoundAtWork {
  id: string;
  slug: string;
  officer: Staff;
}

/** An item as somebody sees it now. Fails where they may not open it. */
export async function itemAs(staff: Staff, id: string): Promise<DeskItem> {
  const item = await readForDesk(staff, (db) => itemForDesk(db, staff, id));
  if (!item) throw new Error('this item may not be opened');
  return item;
}

/** An item that the round's officer has looked at and let through. */
export async function screened({ officer }: RoundAtWork, id: string): Promise<void> {
  succeeded(await firstLook(officer, id, { readsLanguage: true }));
  succeeded(await moveItem(officer, id, 'screen'));
}

/** A screened item ready for coding; one in another language gets a translation that a second speaker confirmed. */
export async function translated(round: RoundAtWork, id: string, translation = 'What was said, in English.') {
  await screened(round, id);
  const item = await itemAs(round.officer, id);
  if (item.body === null || item.language === item.round.sourceLanguage) {
    succeeded(await moveItem(round.officer, id, 'need_no_translation'));
    return;
  }
  const second = await someone({ id: item.missionId }, 'translator');
  succeeded(await saveTranslation(round.officer, id, translation));
  const { translation: draft } = await itemAs(second, id);
  succeeded(await reviewTranslation(second, id, draft?.id ?? ''));
}

/** An item with so many points: one is the whole answer, more are its first sentences, one each. Gives their ids. */
export async function withPoints(round: RoundAtWork, id: string, points = 1): Promise<string[]> {
  await translated(round, id);
  const { body, points: there } = await itemAs(round.officer, id);
  if (body === null) return there.map((point) => point.id);
  if (points === 1) return succeeded(await markPoints(round.officer, id, { whole: true, pieces: [] }));
  const ids: string[] = [];
  for (let piece = 0; piece < points; piece += 1) {
    ids.push(...succeeded(await markPoints(round.officer, id, { whole: false, pieces: [piece] })));
  }
  return ids;
}

/** An item under consideration, each of its points described and under a theme. Gives the points' ids. */
export async function considered(
  round: RoundAtWork,
  id: string,
  options: { points?: number; theme?: string } = {},
): Promise<string[]> {
  const ids = await withPoints(round, id, options.points ?? 1);
  const theme = options.theme ?? (await aTheme(round)).id;
  for (const point of ids) {
    succeeded(
      await describePoint(round.officer, point, { summary: 'Patrols at night', understanding: 'Patrols at night' }),
    );
    succeeded(await codePoint(round.officer, point, { codes: [], themes: [theme] }));
  }
  succeeded(await moveItem(round.officer, id, 'code'));
  succeeded(await moveItem(round.officer, id, 'consider'));
  return ids;
}

/** A theme of the round, in three languages. */
export async function aTheme(round: RoundAtWork, title = 'Night operations'): Promise<{ id: string }> {
  return succeeded(
    await addTheme(round.officer, round.slug, {
      title: { en: title, fr: 'Opérations de nuit', ar: 'العمليات الليلية' },
      description: {},
    }),
  );
}
