import type { ReactNode } from 'react';
import { useText } from '~/i18n/I18n';
import { languageName } from '~/i18n/language-names';
import { pickText, type LocalizedText } from '~/i18n/localized-text';
import { languageSubtag } from '~/i18n/tags';
import { WordDiff } from '~/ui/WordDiff';

interface ChangeTextProps {
  number: string;
  title: LocalizedText;
  before: LocalizedText;
  after: LocalizedText;
  source: string;
  children?: ReactNode;
}

/** The language of both texts: the reader's where both are in it, else the source's, else any that both have. */
function sharedLanguage(before: LocalizedText, after: LocalizedText, lang: string, source: string) {
  const picked = pickText(after, lang, [source]);
  const both = [lang, source, ...Object.keys(after)].find((tag) => {
    const [one, other] = [pickText(before, tag, []), pickText(after, tag, [])];
    return one?.lang === other?.lang && languageSubtag(one?.lang ?? '') === languageSubtag(tag);
  });
  return both ? (pickText(after, both, [])?.lang ?? both) : (picked?.lang ?? source);
}

/** What a program says now and said before, word by word, with the language it is really in. */
export function ChangeText({ number, title, before, after, source, children }: ChangeTextProps) {
  const { t, lang } = useText('reports');
  const language = sharedLanguage(before, after, lang, source);
  const name = pickText(title, lang, [source]);
  const foreign = languageSubtag(language) !== languageSubtag(lang);
  return (
    <div className="stack tight">
      <p className="small soft">
        {t('element', { number })}{' '}
        {name && (
          <bdi lang={name.lang} dir={name.dir}>
            {name.text}
          </bdi>
        )}
        {foreign && <> · {t('common:in_language', { language: languageName(language, lang) })}</>}
      </p>
      <WordDiff
        before={pickText(before, language, [source])?.text ?? ''}
        after={pickText(after, language, [source])?.text ?? ''}
        lang={language}
      />
      {children}
    </div>
  );
}
