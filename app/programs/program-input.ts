import { z } from 'zod';
import type { LocalizedText } from '~/i18n/localized-text';
import { CIVIC_SPACE, countryName } from '~/programs/country';
import { localizedInput } from '~/programs/localized-input';
import { ASSISTANCE_TYPES, ELEMENT_TEXT, PROGRAM_STAGES, UNIT_TYPES } from '~/programs/program';

const TITLE = 200;
const DESCRIPTION = 4_000;

const rating = {
  civicSpace: z.enum(CIVIC_SPACE),
  civicSpaceSource: z.string().trim().min(1).max(200),
  civicSpaceOn: z.iso.date(),
};

export const RateCountry = z.object(rating);
export type CountryRating = z.output<typeof RateCountry>;

const described = {
  title: localizedInput(TITLE),
  description: localizedInput(DESCRIPTION, { optional: true }),
  assistanceType: z.enum(ASSISTANCE_TYPES),
  unitType: z.enum(UNIT_TYPES),
};

export const EnrolProgram = z.object({
  ...described,
  ...rating,
  country: z
    .string()
    .trim()
    .toUpperCase()
    .regex(/^[A-Z]{2}$/, { error: 'invalid_choice' })
    .refine((code) => countryName(code, 'en') !== null, { error: 'invalid_choice' }),
  stage: z.enum(PROGRAM_STAGES),
});
/** `countryName` is for places that ISO 3166 does not know, such as invented ones; forms do not ask for it. */
export type ProgramEnrolment = z.output<typeof EnrolProgram> & { countryName?: LocalizedText };

export const EditProgram = z.object(described);
export type ProgramEdit = z.output<typeof EditProgram>;

export const AddElement = z.object({
  number: z
    .string()
    .trim()
    .min(1)
    .max(20)
    .regex(/^[0-9A-Za-z]+([.\-/][0-9A-Za-z]+)*$/, { error: 'programs:number_form' }),
  title: localizedInput(TITLE),
  text: localizedInput(ELEMENT_TEXT),
  effectiveOn: z.iso.date(),
});
export type ElementAddition = z.output<typeof AddElement>;

export const ReviseElement = z.object({
  elementId: z.uuid(),
  text: localizedInput(ELEMENT_TEXT),
  effectiveOn: z.iso.date(),
});
export type ElementRevisionInput = z.output<typeof ReviseElement>;

/** The forms of a program's page. */
export const ProgramForms = z.discriminatedUnion('intent', [
  EditProgram.extend({ intent: z.literal('edit') }),
  RateCountry.extend({ intent: z.literal('rate') }),
  AddElement.extend({ intent: z.literal('add') }),
  ReviseElement.extend({ intent: z.literal('revise') }),
]);
