import type { Staff } from '~/auth/staff.server';
import { seesLists } from '~/feedback/reader';
import type { Round } from '~/rounds/round';
import type { RoundWorkProps } from '~/routes/desk/round-work';

/** What somebody may open of the work on a round; nothing before people could answer it. */
export function roundWork(staff: Staff, round: Round): RoundWorkProps['may'] {
  const over = { roundId: round.id, programId: round.programId };
  const opened = round.openedOn !== null;
  const items = opened && seesLists(staff.roles) && staff.may('item.read', over);
  return { items, answers: items, publication: opened && staff.may('publication.prepare', over) };
}
