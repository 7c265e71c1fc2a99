import { useText } from '~/i18n/I18n';
import { pickText } from '~/i18n/localized-text';
import { offersCheckIn } from '~/participants/check-in';
import { STAGES, stageOfAll, hasAnswer, type VisitedItem } from '~/participants/visit';
import { paths } from '~/routes/paths';
import { DemandsPart } from '~/routes/return/demands-part';
import { MessagesPart } from '~/routes/return/messages-part';
import type { FormProps, ShownVisit } from '~/routes/return/return-page';
import { UnderstoodPart } from '~/routes/return/understood-part';
import { VisitButton, VisitLanguages } from '~/routes/return/visit-form';
import { Timeline } from '~/ui/Timeline';

/** Where a submission stands, without a word of what was written (SECURITY.md §2). */
export function StatusView({ visit, ...form }: { visit: ShownVisit } & FormProps) {
  const { t } = useText('return');
  const { door } = form;
  return (
    <>
      <Standing visit={visit} />
      <CheckInPart visit={visit} door={door} />
      <DemandsPart demands={visit.demands} />
      <section className="stack">
        <h2>{t('items.heading')}</h2>
        <ol className="stack">
          {visit.items.map((item) => (
            <ItemLine key={item.id} item={item} visit={visit} door={door} />
          ))}
        </ol>
      </section>
      <UnderstoodPart visit={visit} door={door} />
      <MessagesPart visit={visit} {...form} />
      <section className="stack">
        <h2>{t('more.heading')}</h2>
        {visit.submission.wordsShown && (
          <VisitButton door={door} intent="words">
            {t('more.words')}
          </VisitButton>
        )}
        <VisitButton door={door} intent="safety">
          {t('more.safety')}
        </VisitButton>
        <VisitButton door={door} intent="withdrawal">
          {t('more.withdraw')}
        </VisitButton>
        <p className="small soft">{t('more.ticket')}</p>
      </section>
      <VisitLanguages door={door} intent="status" />
    </>
  );
}

/** Offered after the round, high on the page: who was harmed should not have to look for it. */
function CheckInPart({ visit, door }: { visit: ShownVisit; door: FormProps['door'] }) {
  const { t } = useText('return');
  if (!offersCheckIn(visit.round?.state)) return null;
  const waits = visit.reprisal && visit.reprisal.told.length > 0;
  return (
    <section className="stack">
      <h2>{t('check_in.heading')}</h2>
      <p>{t(waits ? 'check_in.words_wait' : 'check_in.offer')}</p>
      <VisitButton door={door} intent="check_in_form">
        {t('check_in.open')}
      </VisitButton>
    </section>
  );
}

function Standing({ visit }: { visit: ShownVisit }) {
  const { t, lang, date } = useText('return');
  const { submission, round, items } = visit;
  const now = STAGES.indexOf(stageOfAll(items.map(({ state }) => state)));
  const title = round && pickText(round.title, lang, [round.sourceLanguage]);
  const notes: Record<string, string | undefined> = {
    received: date(submission.day),
    answered: round && now < STAGES.length - 1 ? t('stage.answer_by', { date: date(round.answerBy) }) : undefined,
  };
  return (
    <section className="stack">
      <h1>{t('status.heading')}</h1>
      {title && (
        <p>
          <a href={paths.round(lang, round.slug)} lang={title.lang} dir={title.dir}>
            {title.text}
          </a>
        </p>
      )}
      {round?.state === 'cancelled' && <p>{t('status.cancelled')}</p>}
      <Timeline
        milestones={STAGES.map((stage, index) => ({
          label: t(`stage.${stage}`),
          note: notes[stage],
          state: index < now ? 'done' : index === now ? 'now' : 'to_do',
        }))}
      />
    </section>
  );
}

function ItemLine({ item, visit, door }: { item: VisitedItem; visit: ShownVisit; door: FormProps['door'] }) {
  const { t, lang, date } = useText('return');
  const question = item.question && pickText(item.question, lang, [visit.round?.sourceLanguage ?? 'en']);
  return (
    <li>
      {question && (
        <p className="soft" lang={question.lang} dir={question.dir}>
          {question.text}
        </p>
      )}
      <p>
        {t(`item.${item.state}`)} <span className="soft">{t('items.since', { date: date(item.stateSince) })}</span>
      </p>
      {hasAnswer(item.state) && (
        <VisitButton door={door} intent="answer" fields={{ item: item.id }} look="main">
          {t('items.read_answer')}
        </VisitButton>
      )}
    </li>
  );
}
