/** What a text may be given: `count` chooses the plural form, numbers are written in the language's digits. */
export interface TextValues {
  count?: number;
  [name: string]: string | number | undefined;
}

/** A text by its key: `t('save')` in its own area, `t('forms:required')` in any. Years and codes are given as strings. */
export type Translate = (key: string, values?: TextValues) => string;
