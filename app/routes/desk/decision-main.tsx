import { isBackFilled, isEditable } from '~/decisions/decision';
import type { DecisionView } from '~/decisions/decision-view.server';
import { ChangesShown, DecisionTextsShown } from '~/decisions/ui/DecisionBody';
import { CommitmentTable } from '~/decisions/ui/CommitmentTable';
import { LinkList } from '~/decisions/ui/LinkList';
import { useText } from '~/i18n/I18n';
import { Words } from '~/programs/ui/Words';
import { ButtonForm } from '~/routes/desk/decision-parts';
import { paths, withQuery } from '~/routes/paths';

interface DecisionMainProps {
  view: DecisionView;
  token: string;
  today: string;
}

/** The decision itself: its words, what it changes, what it promises, and what led to it. */
export function DecisionMain({ view, token, today }: DecisionMainProps) {
  const { t, lang } = useText('decisions');
  const { decision, round } = view;
  const here = paths.deskDecision(lang, decision.id);
  const mayWrite = view.mayEdit && isEditable(decision);
  const mayUnlink = view.mayEdit && !isBackFilled(decision);
  return (
    <div className="stack">
      <DecisionTextsShown view={view} />
      {mayWrite && (
        <p>
          <a href={withQuery(here, { form: 'edit' })}>{t('edit')}</a>
        </p>
      )}
      <h2>{t('changes')}</h2>
      <ChangesShown
        view={view}
        actions={(one, conflict) =>
          mayWrite && (
            <div className="row">
              <a href={withQuery(here, { form: 'change', element: one.elementId })}>{t('edit_change')}</a>
              {conflict && (
                <ButtonForm token={token} fields={{ intent: 'rebase_change', changeId: one.id }} label={t('rebase')} />
              )}
              <ButtonForm token={token} fields={{ intent: 'drop_change', changeId: one.id }} label={t('drop_change')} />
            </div>
          )
        }
      />
      {mayWrite && <AddChangeLinks view={view} />}
      <h2>{t('commitments')}</h2>
      <CommitmentTable
        commitments={view.commitments}
        caption={t('commitments')}
        today={today}
        source={() => round.sourceLanguage}
        empty={t('no_commitments')}
      />
      {mayWrite && (
        <p>
          <a href={withQuery(here, { form: 'commit' })}>{t('add_commitment')}</a>
        </p>
      )}
      <h2>{t('links')}</h2>
      <LinkList
        view={view}
        pointHref={(id) => paths.deskPoint(lang, id)}
        actions={
          mayUnlink
            ? (link) => (
                <ButtonForm token={token} fields={{ intent: 'drop_link', linkId: link.id }} label={t('drop_link')} />
              )
            : undefined
        }
      />
      {(view.mayEdit || view.mayDispose) && <ThemeLinks view={view} />}
    </div>
  );
}

/** The elements that a change can still be added for. */
function AddChangeLinks({ view }: Pick<DecisionMainProps, 'view'>) {
  const { t, lang } = useText('decisions');
  const here = paths.deskDecision(lang, view.decision.id);
  const free = view.elements.filter(({ id }) => !view.decision.changes.some((one) => one.elementId === id));
  if (free.length === 0) return null;
  return (
    <details>
      <summary>{t('add_change')}</summary>
      <ul>
        {free.map(({ id, number, title }) => (
          <li key={id}>
            <a href={withQuery(here, { form: 'change', element: id })}>
              <bdi>{number}</bdi> <Words text={title} source={view.round.sourceLanguage} />
            </a>
          </li>
        ))}
      </ul>
    </details>
  );
}

/** From here points are linked and disposed of theme by theme. */
function ThemeLinks({ view }: Pick<DecisionMainProps, 'view'>) {
  const { t, lang } = useText('decisions');
  const here = paths.deskDecision(lang, view.decision.id);
  if (view.themes.length === 0) return <p className="soft">{t('no_themes')}</p>;
  return (
    <section className="stack tight">
      <h3>{t('by_theme')}</h3>
      <p className="soft small">{t('by_theme_lead')}</p>
      <ul>
        {view.themes.map(({ id, title }) => (
          <li key={id}>
            <a href={withQuery(here, { theme: id })}>
              <Words text={title} source={view.round.sourceLanguage} />
            </a>
          </li>
        ))}
      </ul>
    </section>
  );
}
