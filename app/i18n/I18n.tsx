import type { i18n } from 'i18next';
import { createContext, useContext, type ReactNode } from 'react';
import { I18nextProvider, useTranslation } from 'react-i18next';
import { directionOf, type Direction } from '~/i18n/direction';
import { formatsOf, type Formats } from '~/i18n/format';
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

/** Texts of an area (`common` when none is named) and the formats of the page's language. */
export function useText(area = 'common'): Text {
  const lang = useContext(LanguageContext);
  if (lang === null) throw new Error('useText needs a LanguageProvider above it');
  const { t } = useTranslation(area, { useSuspense: false });
  return { t: t as Translate, lang, dir: directionOf(lang), ...formatsOf(lang) };
}
