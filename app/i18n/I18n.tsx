import type { i18n } from 'i18next';
import { createContext, useContext, type ReactNode } from 'react';
import { I18nContext, I18nextProvider } from 'react-i18next';
import { directionOf, type Direction } from '~/i18n/direction';
import { formatsOf, type Formats } from '~/i18n/format';
import { remembered } from '~/i18n/remembered';
import type { Translate } from '~/i18n/translate';
import { urlTag } from '~/i18n/languages';

const LanguageContext = createContext<string | null>(null);

/** Gives everything below it one language and its texts. Pages are rendered on the server, one language a request. */
export function LanguageProvider(props: { lang: string; instance: i18n; children: ReactNode }) {
  return (
    <LanguageContext.Provider value={urlTag(props.lang)}>
      <I18nextProvider i18n={props.instance}>{props.children}</I18nextProvider>
    </LanguageContext.Provider>
  );
}

export interface Text extends Formats {
  t: Translate;
  /** As it stands in URLs and in `lang`: `fa-af`. */
  lang: string;
  dir: Direction;
}

const MOST_PLAIN_TEXTS = 4_000;

/** Made once for each area of a language: an instance keeps its language and its texts. */
const made = new WeakMap<i18n, Map<string, Text>>();

function textOf(instance: i18n, lang: string, area: string): Text {
  const ofInstance = made.get(instance) ?? new Map<string, Text>();
  made.set(instance, ofInstance);
  const key = `${lang} ${area}`;
  const known = ofInstance.get(key);
  if (known) return known;
  const translate = instance.getFixedT(instance.language, area) as Translate;
  // Most texts take no values, and then are the same each time.
  const plain = remembered((name) => translate(name), MOST_PLAIN_TEXTS);
  const t: Translate = (name, values) => (values ? translate(name, values) : plain(name));
  const text = { t, lang, dir: directionOf(lang), ...formatsOf(lang) };
  ofInstance.set(key, text);
  return text;
}

/**
 * Texts of an area (`common` when none is named) and the formats of the page's language. `useTranslation` would copy the
 * instance for every component of every page, so that a page can see its language change: none does here.
 */
export function useText(area = 'common'): Text {
  const lang = useContext(LanguageContext);
  const { i18n: instance } = (useContext(I18nContext) ?? {}) as { i18n?: i18n };
  if (lang === null || !instance) throw new Error('useText needs a LanguageProvider above it');
  return textOf(instance, lang, area);
}
