import type { LocalizedText } from '~/i18n/localized-text';
import type { Db } from '~/platform/db.server';

export interface Code {
  id: string;
  kind: string;
  category: string;
  label: string;
}

/** All codes of the mission's codebooks, in the order of the books. */
export async function codesOfMission(db: Db): Promise<Code[]> {
  return db.code.findMany({
    select: { id: true, kind: true, category: true, label: true },
    orderBy: [{ codebookId: 'asc' }, { position: 'asc' }],
  });
}

export async function codesExist(db: Db, ids: readonly string[]): Promise<boolean> {
  return ids.length === 0 || (await db.code.count({ where: { id: { in: [...ids] } } })) === ids.length;
}

/** Whether the mission has this edition of a codebook already. */
export async function codebookExists(db: Db, { slug, edition }: { slug: string; edition: string }): Promise<boolean> {
  return (await db.codebook.count({ where: { slug, edition } })) > 0;
}

export interface Theme {
  id: string;
  roundId: string;
  title: LocalizedText;
  description: LocalizedText;
  version: number;
}

const THEME = { id: true, roundId: true, title: true, description: true, version: true } as const;

const asTheme = (row: Omit<Theme, 'title' | 'description'> & { title: unknown; description: unknown }): Theme => ({
  ...row,
  title: row.title as LocalizedText,
  description: row.description as LocalizedText,
});

/** A round's own themes, in the order they were made. */
export async function themesOfRound(db: Db, roundId: string): Promise<Theme[]> {
  const rows = await db.theme.findMany({ where: { roundId }, select: THEME, orderBy: { id: 'asc' } });
  return rows.map(asTheme);
}

export async function themeById(db: Db, id: string): Promise<Theme | null> {
  const row = await db.theme.findUnique({ where: { id }, select: THEME });
  return row && asTheme(row);
}

export async function themesOfRoundExist(db: Db, roundId: string, ids: readonly string[]): Promise<boolean> {
  return ids.length === 0 || (await db.theme.count({ where: { roundId, id: { in: [...ids] } } })) === ids.length;
}

/** How many points of items not set apart each theme of a round has. Themes without points are left out. */
export async function pointsByTheme(db: Db, roundId: string): Promise<Map<string, number>> {
  const rows = await db.coding.groupBy({
    by: ['themeId'],
    where: {
      theme: { roundId },
      point: { state: { not: 'removed' }, item: { sensitive: false, state: { not: 'withdrawn' } } },
    },
    _count: true,
  });
  return new Map(rows.flatMap(({ themeId, _count }) => (themeId ? [[themeId, _count] as const] : [])));
}
