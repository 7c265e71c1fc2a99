import type { ReactNode } from 'react';
import { useText } from '~/i18n/I18n';
import { pickText } from '~/i18n/localized-text';
import type { Day } from '~/platform/day';
import { revisionInForce, type ElementRevision, type ProgramElement } from '~/programs/program';
import { Words, WordsParagraph } from '~/programs/ui/Words';
import { Tag } from '~/ui/Tag';
import { WordDiff } from '~/ui/WordDiff';

interface ElementProps {
  element: ProgramElement;
  today: Day;
  /** What can be done with it. */
  children?: ReactNode;
}

/** An element of a program: the text in force, what is yet to take effect, and every change it went through. */
export function ElementTexts({ element, today, children }: ElementProps) {
  const { t, date } = useText('programs');
  const inForce = revisionInForce(element, today);
  const coming = element.revisions.filter((one) => inForce && one.revision > inForce.revision);
  return (
    <section className="card" id={`element-${element.id}`}>
      <h3>
        <bdi>{element.number}</bdi> <Words text={element.title} />
      </h3>
      {inForce && <WordsParagraph text={inForce.text} />}
      {inForce && <p className="small soft">{t('in_force_since', { date: date(inForce.effectiveOn) })}</p>}
      {coming.length > 0 && <Tag tone="wait">{t('coming', { date: date(coming[0]!.effectiveOn) })}</Tag>}
      {element.revisions.length > 1 && <History revisions={element.revisions} />}
      {children}
    </section>
  );
}

function History({ revisions }: { revisions: readonly ElementRevision[] }) {
  const { t } = useText('programs');
  return (
    <details>
      <summary>{t('changes', { count: revisions.length - 1 })}</summary>
      <ol className="stack" role="list">
        {revisions.slice(0, -1).map((revision, index) => (
          <li key={revision.id}>
            <Change revision={revision} before={revisions[index + 1]!} />
          </li>
        ))}
      </ol>
    </details>
  );
}

/** One change, word by word, in the first language that both texts have. */
function Change({ revision, before }: { revision: ElementRevision; before: ElementRevision }) {
  const { t, lang, date, number } = useText('programs');
  const after = pickText(revision.text, lang);
  const former = after && pickText(before.text, after.lang, []);
  return (
    <>
      <p className="small soft">
        {t('revision', { number: number(revision.revision), date: date(revision.effectiveOn) })}
        {' · '}
        {revision.decisionId ? t('by_decision') : t('by_staff')}
      </p>
      {after && former?.lang === after.lang && <WordDiff before={former.text} after={after.text} lang={after.lang} />}
      {after && former?.lang !== after.lang && <WordsParagraph text={revision.text} />}
    </>
  );
}
