import { useRefused } from '~/auth/ui/refused-view';
import { useText } from '~/i18n/I18n';
import { Button } from '~/ui/Button';
import { ErrorSummary } from '~/ui/ErrorSummary';
import { HiddenFields } from '~/ui/HiddenFields';

interface AccountActionsProps {
  mayDisable: boolean;
  mayInviteAgain: boolean;
  token: string;
}

/** What can be done with an account as a whole, and what was refused of anything on its page. */
export function AccountActions({ mayDisable, mayInviteAgain, token }: AccountActionsProps) {
  const { t } = useText('admin');
  const { errors } = useRefused();
  return (
    <>
      <ErrorSummary errors={errors} />
      {mayInviteAgain && (
        <form method="post" className="stack tight">
          <p>{t('invite_again_text')}</p>
          <HiddenFields values={{ token, intent: 'invite_again' }} />
          <div>
            <Button look="quiet">{t('invite_again')}</Button>
          </div>
        </form>
      )}
      {mayDisable && (
        <details>
          <summary>{t('disable')}</summary>
          <form method="post" className="stack tight">
            <p>{t('disable_text')}</p>
            <HiddenFields values={{ token, intent: 'disable' }} />
            <div>
              <Button look="stop">{t('disable')}</Button>
            </div>
          </form>
        </details>
      )}
    </>
  );
}
