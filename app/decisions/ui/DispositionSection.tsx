import type { ReactNode } from 'react';
import type { Disposition } from '~/decisions/disposition';
import type { DispositionView } from '~/decisions/disposition-view.server';
import { DispositionFields } from '~/decisions/ui/DispositionFields';
import { DispositionTag } from '~/decisions/ui/StateTags';
import { useText } from '~/i18n/I18n';
import { pickText } from '~/i18n/localized-text';
import { useFormState } from '~/programs/ui/form-state';
import { Button } from '~/ui/Button';
import { ErrorSummary } from '~/ui/ErrorSummary';
import { HiddenFields } from '~/ui/HiddenFields';
import { Note } from '~/ui/Note';

interface DispositionSectionProps {
  view: DispositionView;
  token: string;
  /** The page of a decision. */
  decisionHref: (id: string) => string;
}

/** What was decided about a point, what it replaced, and the form to decide; `intent` is `dispose`. */
export function DispositionSection({ view, token, decisionHref }: DispositionSectionProps) {
  const { t } = useText('decisions');
  const [current, ...former] = view.history;
  const { cameBack } = useFormState('dispose');
  return (
    <section className="stack" id="disposition">
      <h2>{t('disposition')}</h2>
      {view.attempts > 0 && (
        <Note weight="care" title={t('tension_title', { count: view.attempts })}>
          <p>{t('tension_says')}</p>
        </Note>
      )}
      {current ? (
        <DispositionLines disposition={current} view={view} decisionHref={decisionHref} />
      ) : (
        <p className="soft">{t('no_disposition')}</p>
      )}
      {former.length > 0 && (
        <details>
          <summary>{t('former_dispositions', { count: former.length })}</summary>
          <div className="stack">
            {former.map((one) => (
              <DispositionLines key={one.id} disposition={one} view={view} decisionHref={decisionHref} />
            ))}
          </div>
        </details>
      )}
      {(view.mayDispose || cameBack) && <DispositionForm view={view} token={token} />}
    </section>
  );
}

function DispositionForm({ view, token }: Pick<DispositionSectionProps, 'view' | 'token'>) {
  const { t } = useText('decisions');
  const form = useFormState('dispose');
  const touched = form.summary.length > 0;
  return (
    <details open={touched || view.history.length === 0}>
      <summary>{view.history.length === 0 ? t('dispose') : t('dispose_anew')}</summary>
      <ErrorSummary errors={form.summary} />
      <form method="post" action="#disposition" className="stack">
        <HiddenFields values={{ token, intent: 'dispose' }} />
        <DispositionFields form={form} choices={view} />
        <div className="row">
          <Button>{t('dispose_now')}</Button>
        </div>
      </form>
    </details>
  );
}

interface LinesProps {
  disposition: Disposition;
  view: Pick<DispositionView, 'decisions' | 'elements' | 'readsDecisions'>;
  decisionHref: (id: string) => string;
}

/** One disposition in lines: its kind, its reason with the proof, and what it rests on. */
export function DispositionLines({ disposition, view, decisionHref }: LinesProps) {
  const { t, date } = useText('decisions');
  const { kind, reason, proof, reviewOn, madeOn } = disposition;
  return (
    <dl className="pairs">
      <Line term={t('kind')}>
        <DispositionTag kind={kind} /> <span className="soft small">{date(madeOn)}</span>
      </Line>
      {reason && <Line term={t('reason')}>{t(`vocabulary:reason.${reason}`)}</Line>}
      {proof && (
        <Line term={reason ? t(`proof_label.${reason}`) : t('referred_to')}>
          <bdi className="words">{proof}</bdi>
        </Line>
      )}
      {reviewOn && <Line term={t('review_on')}>{date(reviewOn)}</Line>}
      <DecisionLine {...{ disposition, view, decisionHref }} />
      <ElementLine {...{ disposition, view }} />
    </dl>
  );
}

function DecisionLine({ disposition, view, decisionHref }: LinesProps) {
  const { t } = useText('decisions');
  const decision = view.decisions.find(({ id }) => id === disposition.decisionId);
  if (!decision) return null;
  const named = t('decision_number', { number: decision.number });
  return (
    <Line term={t('decision')}>
      {view.readsDecisions ? <a href={decisionHref(decision.id)}>{named}</a> : named}
      {decision.state !== 'signed' && <p className="small soft">{t('counts_when_signed')}</p>}
    </Line>
  );
}

function ElementLine({ disposition, view }: Omit<LinesProps, 'decisionHref'>) {
  const { t, lang } = useText('decisions');
  const element = view.elements.find(({ id }) => id === disposition.elementId);
  const title = element && pickText(element.title, lang);
  if (!element) return null;
  return (
    <Line term={t('which_element')}>
      <bdi>{element.number}</bdi>{' '}
      <bdi lang={title?.lang} dir={title?.dir}>
        {title?.text}
      </bdi>
    </Line>
  );
}

function Line({ term, children }: { term: string; children: ReactNode }) {
  return (
    <div>
      <dt>{term}</dt>
      <dd>{children}</dd>
    </div>
  );
}
