import type { LocalizedText } from '~/i18n/localized-text';
import type { Staff } from '~/auth/staff.server';
import { COMMAND_LINE } from '~/auth/granter';
import { createMission, setRetention } from '~/missions/mission-commands.server';
import { addElement } from '~/programs/element-commands.server';
import { enrolProgram } from '~/programs/program-commands.server';
import type { StoryClock } from './clock';
import { succeeded } from './succeeded';
import type { MissionText, ProgramText } from './texts';

export interface EnrolledProgram {
  id: string;
  slug: string;
  /** Ids of its elements by their number. */
  elements: Readonly<Record<string, string>>;
}

export function foundMission({ slug, name, countryCode, timeZone, restDays }: MissionText) {
  return succeeded(createMission(COMMAND_LINE, { slug, name, countryCode, timeZone, restDays }));
}

/** The chief settles what becomes of words in the end, or no round could open. */
export function settleRetention(chief: Staff, mission: { id: string }, { retention }: MissionText) {
  return succeeded(setRetention(chief, mission.id, retention));
}

export interface Country {
  code: string;
  name: LocalizedText;
  civicSpace: 'narrowed' | 'obstructed';
}

/** Enrols a program at its real stage, with its elements as they stood. */
export async function enrol(
  officer: Staff,
  clock: StoryClock,
  country: Country,
  text: ProgramText,
): Promise<EnrolledProgram> {
  const { title, description, stage, assistanceType, unitType } = text;
  const rating = {
    country: country.code,
    countryName: country.name,
    civicSpace: country.civicSpace,
    civicSpaceSource: 'Regional desk, yearly rating (invented)',
    civicSpaceOn: clock.day(-300),
  };
  const program = await succeeded(
    enrolProgram(officer, { title, description, stage, assistanceType, unitType, ...rating }),
  );
  const elements: Record<string, string> = {};
  for (const [number, element] of Object.entries(text.elements)) {
    const added = addElement(officer, program.id, { number, ...element, effectiveOn: clock.day(-400) });
    elements[number] = (await succeeded(added)).id;
  }
  return { ...program, elements };
}
