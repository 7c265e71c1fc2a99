import { z } from 'zod';

/** RFC 5321 allows no longer address. */
const LONGEST = 254;

/**
 * An address as mail servers take it, without white space around it; display names, lists and anything that could end a
 * line of a mail's head are refused. The domain is kept in small letters: it is the same domain.
 */
export const newsFields = z.object({
  address: z
    .string()
    .trim()
    .min(1)
    .max(LONGEST)
    .pipe(z.email())
    .transform((address) => {
      const at = address.lastIndexOf('@');
      return `${address.slice(0, at)}@${address.slice(at + 1).toLowerCase()}`;
    }),
});
