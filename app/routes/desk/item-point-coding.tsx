import { useText } from '~/i18n/I18n';
import { CodingForm, PointLinesForm, RemovePointForm } from '~/feedback/ui/PointForms';
import { FormGone } from '~/programs/ui/FormGone';
import { Words } from '~/programs/ui/Words';
import type { PointCoding } from '~/routes/desk/item-point-coding.server';
import { paths } from '~/routes/paths';
import { InTheirWords } from '~/ui/InTheirWords';
import { Tag } from '~/ui/Tag';

interface Props {
  token: string;
  coding: PointCoding;
}

/** The section of a point's page about what it says: the passage, its two lines, its codes and themes. */
export function PointCodingSection({ token, coding }: Props) {
  const { lang } = useText('feedback');
  return (
    <section id="coding" className="stack">
      <FormGone intent="code" gone={!coding.mayCode} />
      <FormGone intent="remove" gone={!coding.mayRemove} />
      <Passage coding={coding} />
      {coding.mayDescribe && <PointLinesForm token={token} {...coding} />}
      {coding.mayCode ? (
        <CodingForm token={token} {...coding} themesHref={paths.deskRoundThemes(lang, coding.round.slug)} />
      ) : (
        <Coded coding={coding} />
      )}
      {coding.mayRemove && <RemovePointForm token={token} />}
    </section>
  );
}

function Passage({ coding }: { coding: PointCoding }) {
  const { t } = useText('feedback');
  if (coding.passage === null) return null;
  return (
    <div className={coding.translation ? 'two even' : 'stack'}>
      <section className="stack tight">
        <h2>{t('in_their_words')}</h2>
        <InTheirWords lang={coding.language}>{coding.passage}</InTheirWords>
        {coding.reaction && (
          <p>
            <Tag tone={coding.reaction === 'disputed' ? 'stop' : 'good'}>{t(`reaction.${coding.reaction}`)}</Tag>
          </p>
        )}
      </section>
      {coding.translation && (
        <section className="stack tight">
          <h2>{t('whole_translation')}</h2>
          <InTheirWords lang={coding.workingLanguage}>{coding.translation}</InTheirWords>
        </section>
      )}
    </div>
  );
}

function Coded({ coding }: { coding: PointCoding }) {
  const codes = coding.codes.filter(({ id }) => coding.chosen.codes.includes(id));
  const themes = coding.themes.filter(({ id }) => coding.chosen.themes.includes(id));
  return (
    <p className="row">
      {codes.map(({ id, label }) => (
        <Tag key={id}>{label}</Tag>
      ))}
      {themes.map(({ id, title }) => (
        <Tag key={id}>
          <Words text={title} />
        </Tag>
      ))}
    </p>
  );
}
