import { useText } from '~/i18n/I18n';
import { AnswerView } from '~/routes/return/answer-view';
import { CheckInView } from '~/routes/return/check-in-view';
import { DisputeView } from '~/routes/return/dispute-view';
import type { VisitPage } from '~/routes/return/return-page';
import { SafetyView } from '~/routes/return/safety-view';
import { StatusView } from '~/routes/return/status-view';
import { ErasedView, WithdrawalView, WithdrawnView } from '~/routes/return/withdraw-view';
import { WordsView } from '~/routes/return/words-view';
import { ErrorSummary } from '~/ui/ErrorSummary';
import { Note } from '~/ui/Note';

/** Whichever page behind the code it is, under what is wrong with the form just sent or what was just done. */
export function VisitPages({ token, ...result }: VisitPage & { token: string }) {
  const { t } = useText('return');
  const errors = result.errors.map(({ field, key, values }) => ({ field, message: t(key, values) }));
  const whole = result.refusal ? [{ message: t(`refusals:${result.refusal}`) }] : [];
  return (
    <>
      <ErrorSummary errors={[...whole, ...errors]} />
      {result.notice && (
        <Note>
          <p role="status">{t(`notice.${result.notice}`)}</p>
        </Note>
      )}
      <View {...result} token={token} />
    </>
  );
}

function View({ page, token, ...result }: VisitPage & { token: string }) {
  const { t } = useText('return');
  const errorOf = (field: string) => {
    const error = result.errors.find((one) => one.field === field);
    return error && t(error.key, error.values);
  };
  const props = {
    door: { token, ticket: result.ticket },
    errorOf,
    valueOf: (name: string) => result.values[name]?.[0],
  };
  switch (page.view) {
    case 'status':
      return <StatusView {...page} {...props} />;
    case 'answer':
      return <AnswerView {...page} {...props} />;
    case 'words':
      return <WordsView {...page} {...props} />;
    case 'dispute':
      return <DisputeView {...page} {...props} />;
    case 'safety':
      return <SafetyView {...page} {...props} />;
    case 'check_in':
      return <CheckInView {...page} {...props} />;
    case 'withdrawal':
      return <WithdrawalView {...page} {...props} />;
    case 'withdrawn':
      return <WithdrawnView {...page} />;
    case 'erased':
      return <ErasedView />;
  }
}
