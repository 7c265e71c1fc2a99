import type { Staff } from '~/auth/staff.server';
import { importCodebook } from '~/feedback/codebook-commands.server';
import { readCodebook } from '~/feedback/codebook-file';
import { codesOfMission } from '~/feedback/codebook-store.server';
import { addTheme } from '~/feedback/theme-commands.server';
import { readForDesk } from '~/auth/desk-reading.server';
import { codingFramework } from './sources';
import { succeeded } from './succeeded';
import type { ThemeText } from './texts';

/** The coding framework of the IFRC becomes the mission's codebook. Gives its codes by their labels. */
export async function takeCodebook(officer: Staff): Promise<ReadonlyMap<string, string>> {
  const reading = readCodebook(codingFramework());
  if (!reading.ok) throw new Error(`the coding framework cannot be read: ${JSON.stringify(reading.problems[0])}`);
  const actor = { role: 'admin', accountId: null, missionId: officer.missionId };
  await succeeded(importCodebook(actor, reading.codebook));
  const codes = await readForDesk(officer, (db) => codesOfMission(db));
  return new Map(codes.map(({ label, id }) => [label, id]));
}

/** Gives the themes' ids by the names they have in the story. */
export async function addThemes(
  officer: Staff,
  roundSlug: string,
  themes: Readonly<Record<string, ThemeText>>,
): Promise<ReadonlyMap<string, string>> {
  const made = new Map<string, string>();
  for (const [name, { title }] of Object.entries(themes)) {
    made.set(name, (await succeeded(addTheme(officer, roundSlug, { title, description: {} }))).id);
  }
  return made;
}
