import { z } from 'zod';
import { localizedInput } from '~/programs/localized-input';
import { WORDS_LIMITS } from '~/reports/publication';

export const PublicationForms = z.discriminatedUnion('intent', [
  z.object({
    intent: z.literal('prepare'),
    introduction: localizedInput(WORDS_LIMITS.introduction),
    youSaid: localizedInput(WORDS_LIMITS.youSaid),
  }),
  z.object({ intent: z.literal('drop_quote'), quote: z.uuid() }),
  z.object({
    intent: z.literal('publish'),
    acceptMissing: z
      .literal('yes')
      .optional()
      .transform((sent) => sent === 'yes'),
  }),
]);
export type PublicationForm = z.output<typeof PublicationForms>;
