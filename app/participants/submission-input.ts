import { z } from 'zod';
import { findLanguageByName } from '~/i18n/language-names';
import { canonicalTag } from '~/i18n/tags';
import { IDENTITY_LIMITS } from '~/vault/identity';
import { CONSENT_USES } from './consent';
import { ATTRIBUTIONS, ORG_TYPES, TOLERANCES, type Attribution } from './submission';

/** The choice of a language that is not in the round's list; its name is typed beside it. */
export const OTHER_LANGUAGE = 'other';
/** BCP 47 for a language nobody could name: nobody is kept from answering by a list of ours. */
export const UNDETERMINED = 'und';
const LONGEST_NAME = 80;

/** The tag of a language typed by name, in any script, or by tag; undetermined when left empty; null when unknown. */
function namedTag(typed: string): string | null {
  if (typed.trim() === '') return UNDETERMINED;
  return findLanguageByName(typed, 1)[0]?.tag ?? null;
}

const identityField = (field: keyof typeof IDENTITY_LIMITS) => z.string().trim().max(IDENTITY_LIMITS[field]).optional();

interface IdentityFields {
  known_as: Attribution;
  name?: string | undefined;
  organisation?: string | undefined;
  contact?: string | undefined;
}

/** What is wrong with how somebody wants to be known: the field, and the text that says it. */
function identityFault(form: IdentityFields, offered: readonly Attribution[]): [string, string] | null {
  if (!offered.includes(form.known_as)) return ['known_as', 'respond:known_gone'];
  const typed = form.name || form.organisation || form.contact;
  // A name that was typed is neither kept against the choice nor dropped without a word.
  if (form.known_as === 'anonymous' && typed) return ['known_as', 'respond:known_unclear'];
  return form.known_as === 'named' && !form.name && !form.organisation ? ['name', 'respond:name_needed'] : null;
}

/**
 * The fields of a respond form beside the answers themselves. `languages` are the round's; any other language of the
 * words may be named. The answer we owe comes in one of the round's. `offered` is how one may be known in this round.
 */
export function submissionFields(languages: readonly string[], offered: readonly Attribution[]) {
  return z
    .object({
      known_as: z.enum(ATTRIBUTIONS),
      name: identityField('name'),
      organisation: identityField('organisation'),
      contact: identityField('contact'),
      tolerance: z.enum(TOLERANCES),
      org_type: z.enum(ORG_TYPES).optional(),
      language: z.enum([OTHER_LANGUAGE, ...languages]),
      other_language: z.string().max(LONGEST_NAME).optional(),
      answer_language: z.enum(languages as [string, ...string[]]).optional(),
      consent: z.array(z.enum(CONSENT_USES)).optional(),
      words_shown: z.literal('yes').optional(),
      no_code: z.literal('yes').optional(),
      invitation: z.string().max(256).optional(),
    })
    .transform((form, context) => {
      const fault = identityFault(form, offered);
      if (fault) context.addIssue({ code: 'custom', path: [fault[0]], message: fault[1] });
      const other = form.language === OTHER_LANGUAGE;
      const tag = other ? namedTag(form.other_language ?? '') : canonicalTag(form.language);
      if (tag !== null) return fault ? z.NEVER : { ...form, language: tag };
      context.addIssue({ code: 'custom', path: ['other_language'], message: 'respond:unknown_language' });
      return z.NEVER;
    });
}

export type SubmissionFields = z.output<ReturnType<typeof submissionFields>>;
