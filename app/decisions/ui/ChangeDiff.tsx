import { useText } from '~/i18n/I18n';
import { pickText, type LocalizedText } from '~/i18n/localized-text';
import { WordsParagraph } from '~/programs/ui/Words';
import { WordDiff } from '~/ui/WordDiff';

interface ChangeDiffProps {
  before: LocalizedText;
  after: LocalizedText;
  /** The language the desk works in: shown where the reader's own is missing. */
  source: string;
}

/** A text before and after: word by word where both exist in one language, else one below the other. */
export function ChangeDiff({ before, after, source }: ChangeDiffProps) {
  const { t, lang } = useText('decisions');
  const [old, now] = [pickText(before, lang, [source]), pickText(after, lang, [source])];
  if (old && now && old.lang === now.lang) return <WordDiff before={old.text} after={now.text} lang={now.lang} />;
  return (
    <div className="stack tight">
      <p className="small soft">{t('text_before')}</p>
      <WordsParagraph text={before} source={source} />
      <p className="small soft">{t('text_after')}</p>
      <WordsParagraph text={after} source={source} />
    </div>
  );
}
