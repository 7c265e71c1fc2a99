import { z } from 'zod';
import { MOST_OF_A_BATCH } from '~/rounds/invitation';

/** `entry` is a pseudonym of the vault; empty for what the office hands out itself. */
export const InvitationForm = z.object({
  intent: z.literal('issue'),
  count: z.coerce.number().int().min(1).max(MOST_OF_A_BATCH),
  entry: z.uuid().optional(),
});
export type InvitationWish = Omit<z.output<typeof InvitationForm>, 'intent'>;
