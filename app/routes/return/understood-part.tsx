import { useText } from '~/i18n/I18n';
import { directionOf } from '~/i18n/direction';
import type { VisitedUnderstanding } from '~/participants/visit';
import type { Door, ShownVisit } from '~/routes/return/return-page';
import { VisitButton } from '~/routes/return/visit-form';
import { Card } from '~/ui/Card';

/** What we understood, one neutral line a point, each to confirm or to dispute. */
export function UnderstoodPart({ visit, door }: { visit: ShownVisit; door: Door }) {
  const { t } = useText('return');
  const lines = visit.understandings.filter(({ text }) => text !== null);
  if (lines.length === 0) return null;
  return (
    <section className="stack">
      <h2>{t('understood.heading')}</h2>
      <p>{t('understood.lead')}</p>
      {lines.map((line) => (
        <Card key={line.id}>
          <p lang={line.language} dir={directionOf(line.language)}>
            {line.text}
          </p>
          <Reaction line={line} door={door} />
        </Card>
      ))}
    </section>
  );
}

function Reaction({ line, door }: { line: VisitedUnderstanding; door: Door }) {
  const { t } = useText('return');
  const fields = { understanding: line.id };
  if (line.reaction === 'disputed') return <p className="soft">{t('understood.disputed')}</p>;
  return (
    <div className="row">
      {line.reaction === 'confirmed' ? (
        <p className="soft">{t('understood.confirmed')}</p>
      ) : (
        <VisitButton door={door} intent="confirm" fields={fields}>
          {t('understood.confirm')}
        </VisitButton>
      )}
      <VisitButton door={door} intent="dispute_form" fields={fields}>
        {t('understood.dispute')}
      </VisitButton>
    </div>
  );
}
