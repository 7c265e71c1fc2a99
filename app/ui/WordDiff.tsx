import { useText } from '~/i18n/I18n';
import { wordDiff } from './word-diff';

interface WordDiffProps {
  before: string;
  after: string;
  /** The language of both texts. */
  lang: string;
}

/** A text before and after, word by word. What was removed and added is also said in words, for those who do not see it. */
export function WordDiff({ before, after, lang }: WordDiffProps) {
  const { t, lang: pageLang } = useText('ui');
  return (
    <div className="words" lang={lang} dir="auto">
      {wordDiff(before, after, lang).map(({ kind, text }, index) => {
        if (kind === 'same') return text;
        const Edit = kind === 'added' ? 'ins' : 'del';
        return (
          <Edit key={index}>
            <bdi className="hidden" lang={pageLang}>
              {t(`edit.${kind}_start`)}{' '}
            </bdi>
            {text}
            <bdi className="hidden" lang={pageLang}>
              {' '}
              {t(`edit.${kind}_end`)}
            </bdi>
          </Edit>
        );
      })}
    </div>
  );
}
