import { directionOf } from '~/i18n/direction';
import { useText } from '~/i18n/I18n';
import { languageName } from '~/i18n/language-names';
import type { HintedPiece, MaskableText } from '~/feedback/redaction-view';
import { ChoiceCard } from '~/ui/ChoiceGroup';
import { fieldId } from '~/ui/field';

/** What a text is called beside its words. */
export function useTextName(): (text: Pick<MaskableText, 'isOriginal' | 'isDraft' | 'language'>) => string {
  const { t, lang } = useText('masks');
  return ({ isOriginal, isDraft, language }) => {
    const name = { language: languageName(language, lang) };
    if (isOriginal) return t('original', name);
    return t(isDraft ? 'version_draft' : 'version', name);
  };
}

interface WordTicksProps {
  text: MaskableText;
  ticked: readonly string[];
  absent: boolean;
  /** The first text's first box carries the field's id, so that an error summary leads to it. */
  isFirst: boolean;
}

/** One text word by word, each with a box; the words stay in the line and in their own direction. */
export function WordTicks({ text, ticked, absent, isFirst }: WordTicksProps) {
  const { t, number } = useText('masks');
  const nameOf = useTextName();
  if (text.text === null) return <p className="soft">{t('gone')}</p>;
  return (
    <fieldset>
      <legend>{nameOf(text)}</legend>
      <p className="ticks" lang={text.language} dir={directionOf(text.language)}>
        {text.pieces.map((piece, index) => (
          <label key={piece.start}>
            <input
              id={isFirst && index === 0 ? fieldId('pieces') : undefined}
              type="checkbox"
              name="pieces"
              value={`${text.id}:${index}`}
              defaultChecked={ticked.includes(`${text.id}:${index}`)}
              autoComplete="off"
            />
            <sup aria-hidden="true">{number(index + 1)}</sup>
            <Word piece={piece} />{' '}
          </label>
        ))}
      </p>
      <ChoiceCard
        id={isFirst ? fieldId('absent') : `${fieldId('absent')}-${text.id}`}
        type="checkbox"
        name="absent"
        value={text.id}
        label={t('absent')}
        hint={t('absent_hint')}
        checked={absent}
        isPrivate
      />
    </fieldset>
  );
}

/** A word, marked where it looks like something that tells of somebody. */
function Word({ piece: { text, hint } }: { piece: HintedPiece }) {
  const { t } = useText('masks');
  if (!hint) return <bdi>{text.trim()}</bdi>;
  return (
    <bdi>
      <mark>{text.trim()}</mark>
      <span className="hidden"> {t(`vocabulary:hint_kind.${hint}`)}</span>
    </bdi>
  );
}
