import { useText } from '~/i18n/I18n';
import type { Refusal } from '~/platform/result';
import { useFormState } from '~/programs/ui/form-state';
import { Button } from '~/ui/Button';
import { Card } from '~/ui/Card';
import { ErrorSummary } from '~/ui/ErrorSummary';
import { HiddenFields } from '~/ui/HiddenFields';

interface ReviewCardProps {
  token: string;
  isSource: boolean;
  /** Hash of the words that the reviewer has before them. */
  seen: string;
  refusal: Refusal | null;
  previewHref: string;
}

/** The second person's part: read both, and say that they say the same. */
export function ReviewCard({ token, isSource, seen, refusal, previewHref }: ReviewCardProps) {
  const { t } = useText('rounds');
  const form = useFormState('review');
  return (
    <Card title={t('review')}>
      <ErrorSummary errors={form.summary} />
      <p>{t(isSource ? 'review_source_says' : 'review_says')}</p>
      <form method="post" className="row">
        <HiddenFields values={{ token, intent: 'review', seen }} />
        <Button disabled={refusal !== null} describedBy="why-no-review">
          {t('review_confirm')}
        </Button>
        <a href={previewHref}>{t('preview')}</a>
      </form>
      {refusal && (
        <p className="small" id="why-no-review">
          {t(`refusals:${refusal}`)}
        </p>
      )}
    </Card>
  );
}
