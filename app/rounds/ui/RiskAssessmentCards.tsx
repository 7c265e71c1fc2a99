import { useText } from '~/i18n/I18n';
import { useFormState } from '~/programs/ui/form-state';
import type { AssessmentView, EditionView } from '~/rounds/risk-assessment-view.server';
import { Button } from '~/ui/Button';
import { Card } from '~/ui/Card';
import { ErrorSummary } from '~/ui/ErrorSummary';
import { HiddenFields } from '~/ui/HiddenFields';
import { Note } from '~/ui/Note';
import { SummaryList } from '~/ui/SummaryList';
import { Tag } from '~/ui/Tag';

/** Whether the assessment lets the round open today, and if not, why. */
export function AssessmentStandingNote({ fault }: Pick<AssessmentView, 'fault'>) {
  const { t } = useText('risk');
  if (!fault) return <Note title={t('holds')}>{t('holds_says')}</Note>;
  return (
    <Note weight="care" title={t('holds_not')}>
      {t(`rounds:gate_reason.${fault}`)}
    </Note>
  );
}

/** One edition: what everybody at the desk may see, and its words for whom they were opened. */
export function EditionCard({ edition, mayRead }: { edition: EditionView; mayRead: boolean }) {
  const { t, date, list } = useText('risk');
  const { hazards, residual, heard, words, signedOn, civicSpace } = edition;
  const gone = mayRead ? t('words_gone') : t('words_closed');
  return (
    <Card title={t('edition', { number: edition.edition })}>
      <p className="row">
        <Tag tone={signedOn ? 'good' : 'wait'}>{t(`state.${edition.state}`)}</Tag>
        {edition.yours && <Tag>{t('written_by_you')}</Tag>}
        {edition.signedByYou && <Tag>{t('signed_by_you')}</Tag>}
      </p>
      <SummaryList
        rows={[
          { term: t('drafted_on'), value: date(edition.draftedOn) },
          ...(signedOn ? [{ term: t('signed_on'), value: date(signedOn) }] : []),
          ...(civicSpace ? [{ term: t('rated'), value: t(`vocabulary:civic_space.${civicSpace}`) }] : []),
          { term: t('hazards'), value: list(hazards.map((one) => t(`vocabulary:risk_kind.${one}`))) },
          { term: t('residual'), value: t(`vocabulary:risk_level.${residual}`) },
          { term: t('heard'), value: t(`heard_is.${heard}`) },
          ...(['exposed', 'mitigations', 'told'] as const).map((name) => ({
            term: t(`part.${name}`),
            value: words ? <span dir="auto">{words[name]}</span> : <span className="soft">{gone}</span>,
          })),
        ]}
      />
    </Card>
  );
}

interface SignProps extends Pick<AssessmentView, 'signing' | 'draftVersion'> {
  token: string;
}

/** The signature of a protection officer under the draft that the page shows; or why it cannot be given. */
export function SignAssessment({ token, signing, draftVersion }: SignProps) {
  const { t } = useText('risk');
  const form = useFormState('sign');
  if (!signing && !form.cameBack) return null;
  return (
    <Card title={t('sign')}>
      <ErrorSummary errors={form.summary} />
      <p>{t('sign_says')}</p>
      {signing?.refusal && <p className="soft">{t(`refusals:${signing.refusal}`)}</p>}
      {signing && !signing.refusal && (
        <form method="post">
          <HiddenFields values={{ token, intent: 'sign', seen: String(draftVersion) }} />
          <Button>{t('sign')}</Button>
        </form>
      )}
    </Card>
  );
}
