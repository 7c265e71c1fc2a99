import { z } from 'zod';
import { localizedInput } from '~/programs/localized-input';

export const THEME_LIMITS = { title: 120, description: 1_000 } as const;

const theme = {
  title: localizedInput(THEME_LIMITS.title),
  description: localizedInput(THEME_LIMITS.description, { optional: true }),
};

/** The forms of a round's themes. */
export const ThemeForms = z.discriminatedUnion('intent', [
  z.object({ intent: z.literal('add'), ...theme }),
  z.object({ intent: z.literal('edit'), themeId: z.uuid(), ...theme }),
]);
export type ThemeForm = z.output<typeof ThemeForms>;
export type ThemeWords = Pick<ThemeForm, 'title' | 'description'>;
