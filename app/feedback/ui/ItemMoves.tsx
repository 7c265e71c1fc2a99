import { useText } from '~/i18n/I18n';
import { languageName } from '~/i18n/language-names';
import type { PlainEvent } from '~/feedback/item';
import type { ItemView } from '~/feedback/item-view';
import type { OpenEvent } from '~/workflow/workflow';
import { useFormState } from '~/programs/ui/form-state';
import { Button } from '~/ui/Button';
import { Card } from '~/ui/Card';
import { Checkbox } from '~/ui/Checkbox';
import { ErrorSummary } from '~/ui/ErrorSummary';
import { HiddenFields } from '~/ui/HiddenFields';

const LOOKS: Partial<Record<PlainEvent, 'quiet' | 'stop'>> = { quarantine: 'stop', reopen: 'quiet' };

/** What the reader can do with an item now, as buttons; where something stands against it, what. */
export function ItemMoves({ item, token }: { item: ItemView; token: string }) {
  const { t } = useText('feedback');
  const form = useFormState('move');
  const possible = item.events.filter(({ refusal }) => refusal === null);
  const nothing = possible.length === 0 && !item.may.first_look;
  // What stands against the next step is said beside this, in words.
  if (nothing && item.events.length > 0 && !form.cameBack) return null;
  return (
    <Card title={t('next_step')}>
      <ErrorSummary errors={form.summary} />
      <div className="stack">
        {item.may.first_look && <FirstLook item={item} token={token} />}
        {possible.map(({ event }) => (
          <form method="post" key={event}>
            <HiddenFields values={{ token, intent: 'move', event }} />
            <Button look={LOOKS[event]}>{t(`vocabulary:item_event.${event}`)}</Button>
          </form>
        ))}
        {nothing && <p className="soft">{t('nothing_for_you')}</p>}
      </div>
    </Card>
  );
}

/** Why an event that could come next is not possible yet. */
export function BeforeYouGoOn({ events }: { events: readonly OpenEvent<PlainEvent>[] }) {
  const { t } = useText('feedback');
  const refused = events.filter(({ refusal }) => refusal !== null);
  if (refused.length === 0) return null;
  return (
    <Card title={t('before_you_go_on')}>
      {refused.map(({ event, refusal }) => (
        <p className="small" key={event}>
          {t('not_possible_yet', { act: t(`vocabulary:item_event.${event}`) })}{' '}
          <strong>{t(`refusals:${refusal}`)}</strong>
        </p>
      ))}
    </Card>
  );
}

function FirstLook({ item, token }: { item: ItemView; token: string }) {
  const { t, lang } = useText('feedback');
  const form = useFormState('first_look');
  return (
    <form method="post" className="stack">
      <ErrorSummary errors={form.summary} />
      <HiddenFields values={{ token, intent: 'first_look' }} />
      <Checkbox
        name="readsLanguage"
        label={t('i_read', { language: languageName(item.language, lang) })}
        hint={t('first_look_hint')}
        checked={form.value('readsLanguage') === 'yes'}
        error={form.error('readsLanguage')}
      />
      <Button>{t('vocabulary:item_event.first_look')}</Button>
    </form>
  );
}
