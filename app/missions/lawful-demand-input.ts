import { z } from 'zod';
import { AUTHORITIES, DEMAND_SCOPES, GIVEN_KINDS, LEGAL_BASES, type Given } from '~/missions/lawful-demand';

/** Characters of what is written about a demand; shown beside the fields. */
export const DEMAND_TEXT = 2_000;

const words = z.string().trim().min(1).max(DEMAND_TEXT);
const gagUntil = z.iso
  .date()
  .optional()
  .transform((day) => day ?? null);

/** A demand as it is registered. */
export const DemandForm = z.object({
  authority: z.enum(AUTHORITIES),
  basis: z.enum(LEGAL_BASES),
  scope: z.enum(DEMAND_SCOPES),
  receivedOn: z.iso.date(),
  gagUntil,
  words,
});
export type DemandRegistration = z.output<typeof DemandForm>;

const count = z.number().int().min(0).max(1_000_000).optional();
const given = Object.fromEntries(GIVEN_KINDS.map((kind) => [kind, count])) as Record<
  (typeof GIVEN_KINDS)[number],
  typeof count
>;

/** The forms of a demand's page. */
export const DemandMoves = z.discriminatedUnion('intent', [
  z.object({ intent: z.literal('take_up'), words }),
  z.object({ intent: z.literal('narrow'), scope: z.enum(DEMAND_SCOPES), words }),
  z.object({ intent: z.literal('contest'), words }),
  z.object({
    intent: z.literal('answer'),
    words,
    given: z.object(given).transform((counts) => {
      const named = GIVEN_KINDS.flatMap((kind) => (counts[kind] ? [[kind, counts[kind]] as const] : []));
      return Object.fromEntries(named) as Given;
    }),
  }),
  z.object({ intent: z.literal('gag'), gagUntil, words }),
]);
export type DemandMove = z.output<typeof DemandMoves>;
