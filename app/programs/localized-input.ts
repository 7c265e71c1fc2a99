import { z } from 'zod';
import { SOURCE_LANGUAGE } from '~/i18n/languages';
import type { LocalizedText } from '~/i18n/localized-text';
import { WRITING_LANGUAGES } from '~/programs/writing-languages';

/** A text in several languages, one field each (`title.en`, `title.fr`, …). Blank ones are left out. `limit` in UTF-16 units. */
export function localizedInput(limit: number, { optional = false }: { optional?: boolean } = {}) {
  const fields = Object.fromEntries(
    WRITING_LANGUAGES.map((tag) => [tag, z.string().trim().max(limit).optional()]),
  ) as Record<string, z.ZodOptional<z.ZodString>>;
  return z
    .object(fields)
    .optional()
    .transform((text): LocalizedText => Object.fromEntries(Object.entries(text ?? {}).filter(([, words]) => words)))
    .superRefine((text, context) => {
      if (optional || Object.keys(text).length > 0) return;
      context.addIssue({ code: 'custom', message: 'required', path: [SOURCE_LANGUAGE] });
    });
}

/** Beside the input, for forms that show one field a language. */
export { WRITING_LANGUAGES };
