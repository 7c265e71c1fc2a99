import type { Country } from '~/programs/country';
import type { Program } from '~/programs/program';
import type { Round } from '~/rounds/round';

export type RoundSize = 'listening' | 'standard' | 'full';

/** People expected up to whom a round can be a listening round, and above whom it is a full one. */
export const LISTENING_PEOPLE = 25;
export const FULL_PEOPLE = 500;

/**
 * The size of a round: computed, never chosen (GUIDELINES, Proportion). It says how much must be in place before people
 * are asked; consent, safe way in and answer are the same in all sizes. Civic space `repressed` or `closed`, units for
 * internal security or of an elite or secret kind, or more than 500 people make it `full`.
 */
export function sizeOf(
  round: Pick<Round, 'expectedPeople' | 'languages' | 'decidesLethal'>,
  program: Pick<Program, 'unitType'>,
  country: Pick<Country, 'civicSpace'>,
): RoundSize {
  const narrow = country.civicSpace === 'repressed' || country.civicSpace === 'closed';
  const sensitiveUnit = program.unitType === 'internal_security' || program.unitType === 'elite_secret';
  if (narrow || sensitiveUnit || round.expectedPeople > FULL_PEOPLE) return 'full';
  const small = round.expectedPeople <= LISTENING_PEOPLE && round.languages.length === 1;
  return small && !round.decidesLethal ? 'listening' : 'standard';
}
