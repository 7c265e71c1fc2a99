import { directionOf } from '~/i18n/direction';
import { useText } from '~/i18n/I18n';
import { MESSAGE_LIMIT } from '~/participants/visit-input';
import type { FormProps, ShownVisit } from '~/routes/return/return-page';
import { VisitButton, VisitForm } from '~/routes/return/visit-form';
import { Button } from '~/ui/Button';
import { TextArea } from '~/ui/TextArea';

interface DisputeProps extends FormProps {
  visit: ShownVisit;
  item: string;
  understanding: string | null;
}

/** "That is not what I said": of one line that we understood, or of an answer. */
export function DisputeView({ visit, item, understanding, door, errorOf, valueOf }: DisputeProps) {
  const { t } = useText('return');
  const line = visit.understandings.find(({ id }) => id === understanding);
  return (
    <>
      <div className="stack">
        <h1>{line ? t('dispute.heading') : t('dispute.answer_heading')}</h1>
        <p className="lead">{t('dispute.lead')}</p>
      </div>
      {line && (
        <blockquote lang={line.language} dir={directionOf(line.language)}>
          {line.text}
        </blockquote>
      )}
      <VisitForm door={door} intent="dispute" fields={understanding ? { understanding } : { item }}>
        <TextArea
          name="text"
          label={t('dispute.text')}
          hint={t('say.hint')}
          value={valueOf('text')}
          error={errorOf('text')}
          limit={MESSAGE_LIMIT}
          autoDir
          private
        />
        <div>
          <Button>{t('dispute.send')}</Button>
        </div>
      </VisitForm>
      <VisitButton door={door} intent="status">
        {t('back')}
      </VisitButton>
    </>
  );
}
