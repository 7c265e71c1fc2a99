import type { Staff } from '~/auth/staff.server';
import { overOfFlag } from '~/feedback/flag-commands.server';
import { flagById, flagsWithin, type DeskFlag } from '~/feedback/flag-store.server';
import { stepsOf, type FlagStep } from '~/feedback/flag-steps-store.server';
import { itemForDesk } from '~/feedback/item-store.server';
import { lowerThan } from '~/feedback/protection-commands.server';
import { reachOf } from '~/feedback/reader';
import { openItemTexts } from '~/feedback/text-door.server';
import { byUrgency, flagClock, type FlagClock } from '~/participants/flag-clock';
import { FLAG_WORKFLOW, OFFICER_EVENTS, type OfficerEvent } from '~/participants/risk-flag';
import type { Tolerance } from '~/participants/submission';
import { hourIndex } from '~/platform/day';
import type { Db } from '~/platform/db.server';
import { now } from '~/platform/runtime.server';

export interface FlagLine {
  flag: DeskFlag;
  clock: FlagClock;
}

/** As many flags as one page lists; what is open and late comes first, so that nothing urgent is cut off. */
const MOST = 200;

const lineOf = (flag: DeskFlag): FlagLine => ({ flag, clock: flagClock(flag, hourIndex(now())) });

/** The flags that a protection officer answers for: open ones late first, and what was closed. */
export async function flagLines(db: Db, staff: Staff): Promise<{ open: FlagLine[]; closed: FlagLine[] }> {
  const reach = reachOf(staff.roles, 'item.sensitive');
  const open = (await flagsWithin(db, reach, 'open', MOST)).map(lineOf);
  const closed = (await flagsWithin(db, reach, 'closed', MOST)).map(lineOf);
  return { open: open.sort((a, b) => byUrgency(a.clock, b.clock)), closed };
}

export interface FlagItem {
  id: string;
  state: string;
  language: string;
  sensitive: boolean;
  original: string | null;
  translation: string | null;
  choices: readonly string[];
  mayRefer: boolean;
}

export interface FlagView extends FlagLine {
  items: readonly FlagItem[];
  steps: readonly FlagStep[];
  events: readonly OfficerEvent[];
  lower: readonly Tolerance[];
  mayLift: boolean;
}

async function itemsOf(db: Db, staff: Staff, flag: DeskFlag): Promise<FlagItem[]> {
  const found: FlagItem[] = [];
  for (const { id } of flag.submission.items) {
    const item = await itemForDesk(db, staff, id);
    if (!item) continue;
    const [texts] = await openItemTexts(db, 'read', [item]);
    const { state, language, sensitive, choices } = item;
    found.push({
      id,
      state,
      language,
      sensitive,
      choices,
      original: texts?.original ?? null,
      translation: texts?.translation ?? null,
      mayRefer: sensitive && !['referred', 'response_approved', 'answer_available', 'answer_collected'].includes(state),
    });
  }
  return found;
}

/** One flag with everything its page shows; null for whoever is no protection officer there. */
export async function flagView(db: Db, staff: Staff, id: string): Promise<FlagView | null> {
  const flag = await flagById(db, id);
  if (!flag || !staff.may('item.sensitive', overOfFlag(flag))) return null;
  const stands = flag.submission.state === 'received';
  return {
    ...lineOf(flag),
    items: stands ? await itemsOf(db, staff, flag) : [],
    steps: await stepsOf(db, staff, flag.id),
    events: OFFICER_EVENTS.filter((event) => FLAG_WORKFLOW[event].from.includes(flag.state)),
    lower: stands ? lowerThan(flag.submission) : [],
    mayLift: flag.kind !== 'staff_conduct' && flag.submission.items.some(({ sensitive }) => sensitive),
  };
}
