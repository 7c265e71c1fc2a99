import type { LocalizedText } from '~/i18n/localized-text';
import { readIn } from '~/platform/db.server';
import { runtime } from '~/platform/runtime.server';

export interface ScopeChoice {
  scope: 'program' | 'round';
  id: string;
  title: LocalizedText;
}

/** The programs and rounds of a mission that a role may be limited to, by title alone. */
export async function scopesOf(missionId: string): Promise<ScopeChoice[]> {
  return readIn(runtime().databases.prisma.desk, { mission: missionId }, async (db) => {
    const select = { id: true, title: true } as const;
    const [programs, rounds] = [
      await db.program.findMany({ where: { missionId }, select, orderBy: { slug: 'asc' } }),
      await db.round.findMany({ where: { missionId }, select, orderBy: { slug: 'asc' } }),
    ];
    const choices = (scope: ScopeChoice['scope'], rows: typeof programs): ScopeChoice[] =>
      rows.map(({ id, title }) => ({ scope, id, title: title as LocalizedText }));
    return [...choices('program', programs), ...choices('round', rounds)];
  });
}
