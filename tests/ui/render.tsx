import type { ReactElement } from 'react';
import { renderToStaticMarkup } from 'react-dom/server';
import { LanguageProvider } from '~/i18n/I18n';
import { textsOf } from '~/i18n/instances.server';

/** A component as a page would send it, in a language. */
export function html(element: ReactElement, lang = 'en'): string {
  return renderToStaticMarkup(
    <LanguageProvider lang={lang} instance={textsOf(lang)}>
      {element}
    </LanguageProvider>,
  );
}

/** The text a reader would hear or see, without mark-up. */
export function textOf(markup: string): string {
  return markup
    .replace(/<[^>]+>/g, '')
    .replace(/&#x27;/g, "'")
    .replace(/&quot;/g, '"')
    .replace(/&lt;/g, '<')
    .replace(/&gt;/g, '>')
    .replace(/&amp;/g, '&');
}
