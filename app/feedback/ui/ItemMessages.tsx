import { useText } from '~/i18n/I18n';
import { languageName } from '~/i18n/language-names';
import { LIMITS } from '~/feedback/item-input';
import type { DeskMessage } from '~/feedback/item-facts';
import type { ItemView } from '~/feedback/item-view';
import { useFormState } from '~/programs/ui/form-state';
import { Button } from '~/ui/Button';
import { ErrorSummary } from '~/ui/ErrorSummary';
import { HiddenFields } from '~/ui/HiddenFields';
import { InTheirWords } from '~/ui/InTheirWords';
import { Tag } from '~/ui/Tag';
import { TextArea } from '~/ui/TextArea';

interface Props {
  item: ItemView;
  token: string;
}

/** What was said between desk and sender about this item, and the form to ask something. */
export function ItemMessages({ item, token }: Props) {
  const { t } = useText('feedback');
  const { cameBack } = useFormState('ask');
  const messages = item.context?.messages ?? [];
  const asks = item.may.ask || cameBack;
  if (!asks && messages.length === 0) return null;
  return (
    <section className="stack" id="messages">
      <h2>{t('messages')}</h2>
      {messages.map((message) => (
        <Message key={message.id} {...{ message, token }} mayRead={item.may.ask} />
      ))}
      {asks && <AskForm {...{ item, token }} />}
    </section>
  );
}

function Message({ message, token, mayRead }: { message: DeskMessage; token: string; mayRead: boolean }) {
  const { t, date } = useText('feedback');
  const unread = message.direction === 'in' && !message.read;
  return (
    <div className="stack tight">
      <p className="small soft">
        {t(`vocabulary:message_kind.${message.kind}`)} · {date(message.day)}{' '}
        {unread && <Tag tone="wait">{t('unread')}</Tag>}
      </p>
      <InTheirWords lang={message.language}>{message.text ?? t('words_gone')}</InTheirWords>
      {unread && mayRead && (
        <form method="post">
          <HiddenFields values={{ token, intent: 'read', messageId: message.id }} />
          <Button look="quiet">{t('mark_read')}</Button>
        </form>
      )}
    </div>
  );
}

function AskForm({ item, token }: Props) {
  const { t, lang } = useText('feedback');
  const form = useFormState('ask');
  return (
    <details open={form.summary.length > 0}>
      <summary>{t('ask_sender')}</summary>
      <form method="post" className="stack">
        <ErrorSummary errors={form.summary} />
        <HiddenFields values={{ token, intent: 'ask' }} />
        <TextArea
          name="message"
          label={t('your_question', { language: languageName(item.answerLanguage, lang) })}
          hint={t('ask_hint')}
          limit={LIMITS.message}
          rows={4}
          textLang={item.answerLanguage}
          autoDir
          private
          value={form.value('message')}
          error={form.error('message')}
        />
        <Button>{t('send_question')}</Button>
      </form>
    </details>
  );
}
