import { useText } from '~/i18n/I18n';
import { pickText, type LocalizedText } from '~/i18n/localized-text';

interface WordsProps {
  text: LocalizedText;
  /** The language wanted first; that of the page if left out. */
  lang?: string;
  /** Tried next, before any other. */
  source?: string;
}

/** Words people wrote, in the reader's language where they exist in it, marked with the language they are really in. */
export function Words({ text, lang, source }: WordsProps) {
  const page = useText();
  const picked = pickText(text, lang ?? page.lang, source ? [source] : undefined);
  if (!picked) return null;
  return (
    <bdi lang={picked.lang} dir={picked.dir}>
      {picked.text}
    </bdi>
  );
}

/** The same as a paragraph of its own, line ends kept. */
export function WordsParagraph({ text, lang, source }: WordsProps) {
  const page = useText();
  const picked = pickText(text, lang ?? page.lang, source ? [source] : undefined);
  if (!picked) return null;
  return (
    <p className="words" lang={picked.lang} dir={picked.dir}>
      {picked.text}
    </p>
  );
}
