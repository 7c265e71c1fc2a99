import { useText } from '~/i18n/I18n';
import { SAYING_KINDS } from '~/participants/visit';
import { MESSAGE_LIMIT } from '~/participants/visit-input';
import type { FormProps, ShownVisit } from '~/routes/return/return-page';
import { VisitForm } from '~/routes/return/visit-form';
import { Button } from '~/ui/Button';
import { RadioGroup } from '~/ui/ChoiceGroup';
import { InTheirWords } from '~/ui/InTheirWords';
import { TextArea } from '~/ui/TextArea';

/** Messages both ways, and the form to write another. What the participant wrote is named by its day alone. */
export function MessagesPart({ visit, ...form }: { visit: ShownVisit } & FormProps) {
  const { t, date } = useText('return');
  return (
    <section className="stack">
      <h2>{t('messages.heading')}</h2>
      {visit.messages.length === 0 && <p className="soft">{t('messages.none')}</p>}
      <ol className="stack">
        {visit.messages.map((message) =>
          message.direction === 'in' ? (
            <li key={message.id}>{t('messages.you_wrote', { date: date(message.day) })}</li>
          ) : (
            <li key={message.id}>
              <p>{t('messages.we_wrote', { date: date(message.day) })}</p>
              {message.text === null ? (
                <p className="soft">{t('messages.gone')}</p>
              ) : (
                <InTheirWords lang={message.language}>{message.text}</InTheirWords>
              )}
            </li>
          ),
        )}
      </ol>
      <SayForm {...form} />
    </section>
  );
}

function SayForm({ door, errorOf, valueOf }: FormProps) {
  const { t } = useText('return');
  return (
    <VisitForm door={door} intent="say">
      <RadioGroup
        name="kind"
        label={t('say.kind')}
        choices={SAYING_KINDS.map((kind) => ({ value: kind, label: t(`say.kinds.${kind}`) }))}
        value={valueOf('kind') ?? 'addition'}
        error={errorOf('kind')}
        private
      />
      <TextArea
        name="text"
        label={t('say.text')}
        hint={t('say.hint')}
        value={valueOf('text')}
        error={errorOf('text')}
        limit={MESSAGE_LIMIT}
        autoDir
        private
      />
      <div>
        <Button>{t('say.send')}</Button>
      </div>
    </VisitForm>
  );
}
