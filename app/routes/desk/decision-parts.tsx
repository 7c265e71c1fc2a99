import type { DecisionView } from '~/decisions/decision-view.server';
import { RELATIONS } from '~/decisions/disposition';
import { ChangeForm, CommitmentForm, EditForm } from '~/decisions/ui/DecisionForms';
import { DispositionFields } from '~/decisions/ui/DispositionFields';
import { PointTicks } from '~/decisions/ui/PointTicks';
import { useText } from '~/i18n/I18n';
import { useFormState } from '~/programs/ui/form-state';
import { Words } from '~/programs/ui/Words';
import type { DisposalChoices } from '~/decisions/disposition-view.server';
import type { TickPoint } from '~/decisions/linked-points.server';
import type { LocalizedText } from '~/i18n/localized-text';
import { paths, withQuery } from '~/routes/paths';
import { Button } from '~/ui/Button';
import { Card } from '~/ui/Card';
import { ErrorSummary } from '~/ui/ErrorSummary';
import { HiddenFields } from '~/ui/HiddenFields';
import { Note } from '~/ui/Note';
import { Select } from '~/ui/Select';

/** One press, one act. */
export function ButtonForm({ token, fields, label }: { token: string; fields: Record<string, string>; label: string }) {
  return (
    <form method="post">
      <HiddenFields values={{ token, ...fields }} />
      <button type="submit" className="plain">
        {label}
      </button>
    </form>
  );
}

/** What the act before did, where the page alone would not tell. */
export function Said({ what, count }: { what: string | null; count: number }) {
  const { t } = useText('decisions');
  if (what === 'disposed') {
    return (
      <Note>
        <p>{t('said_disposed', { count })}</p>
      </Note>
    );
  }
  return what === 'escalated' ? (
    <Note weight="care">
      <p>{t('said_escalated', { count })}</p>
    </Note>
  ) : null;
}

interface OpenFormProps extends Omit<ThemeFormsProps, 'theme'> {
  theme: ThemeFormsProps['theme'] | null;
  element: string;
  today: string;
}

/** The one form that the address asks for. */
export function OpenForm({ element, today, theme, ...page }: OpenFormProps) {
  const { view, token, form } = page;
  const { lang } = useText('decisions');
  const props = { view, token, backHref: paths.deskDecision(lang, view.decision.id) };
  const { cameBack } = useFormState(form ?? 'edit');
  const mayWrite = (view.mayEdit && view.decision.state === 'draft') || cameBack;
  if (theme) return <ThemeForms {...page} theme={theme} />;
  if (!mayWrite) return null;
  if (form === 'edit') return <EditForm {...props} />;
  if (form === 'change') return <ChangeForm {...props} elementId={element} today={today} />;
  return form === 'commit' ? <CommitmentForm {...props} /> : null;
}

interface ThemeFormsProps {
  view: DecisionView;
  token: string;
  /** Which form of the page is wanted, by its name in the address. */
  form: string | null;
  theme: { id: string; title: LocalizedText };
  points: readonly TickPoint[];
  choices: DisposalChoices;
}

/** The points of a theme, to be disposed of together by ticking them, or the theme linked as a whole. */
function ThemeForms({ view, token, theme, points, choices, form: wanted }: ThemeFormsProps) {
  const { t, lang } = useText('decisions');
  const form = useFormState('dispose');
  const here = paths.deskDecision(lang, view.decision.id);
  return (
    <Card
      title={
        <>
          {t('theme')} <Words text={theme.title} source={view.round.sourceLanguage} />
        </>
      }
    >
      {view.mayEdit && wanted !== 'link' && (
        <p>
          <a href={withQuery(here, { theme: theme.id, form: 'link' })}>{t('link_theme')}</a>
        </p>
      )}
      {view.mayEdit && wanted === 'link' && <LinkTheme {...{ view, token, theme }} />}
      {(view.mayDispose || form.cameBack) && wanted !== 'link' && (
        <form method="post" className="stack">
          <ErrorSummary errors={form.summary} />
          <HiddenFields values={{ token, intent: 'dispose' }} />
          <PointTicks
            points={points}
            label={t('tick_points')}
            hint={t('tick_points_hint')}
            ticked={form.values('pointIds')}
            error={form.error('pointIds')}
          />
          <DispositionFields form={form} choices={choices} decisionId={view.decision.id} />
          <div className="row">
            <Button>{t('dispose_ticked')}</Button>
            <a href={here}>{t('cancel')}</a>
          </div>
        </form>
      )}
    </Card>
  );
}

/** Says what the decision has to do with the theme as a whole. */
function LinkTheme({ view, token, theme }: Pick<ThemeFormsProps, 'view' | 'token' | 'theme'>) {
  const { t } = useText('decisions');
  const form = useFormState('link');
  const isLinked = view.decision.links.some(({ themeId }) => themeId === theme.id);
  if (isLinked) return <p className="soft">{t('theme_linked')}</p>;
  return (
    <form method="post" className="stack">
      <ErrorSummary errors={form.summary} />
      <HiddenFields values={{ token, intent: 'link', themeId: theme.id }} />
      <Select
        name="relation"
        label={t('link_theme')}
        hint={view.decision.state === 'signed' ? t('link_after_signature') : t('link_theme_hint')}
        options={RELATIONS.map((value) => ({ value, label: t(`vocabulary:relation.${value}`) }))}
        value={form.value('relation')}
        error={form.error('relation')}
      />
      <div className="row">
        <Button look="quiet">{t('link')}</Button>
      </div>
    </form>
  );
}
