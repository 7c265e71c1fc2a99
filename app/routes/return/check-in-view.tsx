import { useText } from '~/i18n/I18n';
import { CHECK_IN_ANSWERS, saysSomethingHappened } from '~/participants/check-in';
import { FLAG_LEVELS } from '~/participants/risk-flag';
import type { VisitedReprisal } from '~/participants/reprisal';
import { MESSAGE_LIMIT } from '~/participants/visit-input';
import type { FormProps, ShownVisit } from '~/routes/return/return-page';
import { VisitButton, VisitForm, VisitLanguages } from '~/routes/return/visit-form';
import { Button } from '~/ui/Button';
import { Checkbox } from '~/ui/Checkbox';
import { RadioGroup } from '~/ui/ChoiceGroup';
import { InTheirWords } from '~/ui/InTheirWords';
import { Note } from '~/ui/Note';
import { TextArea } from '~/ui/TextArea';
import { TextField } from '~/ui/TextField';

/** After the round: whether something happened to anybody because they spoke. Past the office concerned (G04). */
export function CheckInView({ visit, ...form }: { visit: ShownVisit } & FormProps) {
  const { t } = useText('return');
  const { door } = form;
  return (
    <>
      <div className="stack">
        <h1>{t('check_in.heading')}</h1>
        <p className="lead">{t('check_in.lead')}</p>
      </div>
      <Note weight="care">
        <p>{t('flag.no_emergency_line')}</p>
        <p>{t('check_in.limits')}</p>
      </Note>
      {visit.reprisal && <CasePart visit={visit} reprisal={visit.reprisal} {...form} />}
      <AnswerPart visit={visit} {...form} />
      <VisitButton door={door} intent="status">
        {t('back')}
      </VisitButton>
      <VisitLanguages door={door} intent="check_in_form" />
    </>
  );
}

function AnswerPart({ visit, door, errorOf, valueOf }: { visit: ShownVisit } & FormProps) {
  const { t, date } = useText('return');
  const { checkIn, reprisal } = visit;
  const told = checkIn !== null && saysSomethingHappened(checkIn.answer);
  const answers = CHECK_IN_ANSWERS.filter((one) => !told || saysSomethingHappened(one));
  return (
    <section className="stack">
      <h2>{t(reprisal ? 'check_in.more' : 'check_in.tell')}</h2>
      {checkIn && (
        <p>{t('check_in.answered', { answer: t(`check_in_answer.${checkIn.answer}`), date: date(checkIn.day) })}</p>
      )}
      <VisitForm door={door} intent="check_in">
        <RadioGroup
          name="answer"
          label={t('check_in.question')}
          choices={answers.map((one) => ({ value: one, label: t(`check_in_answer.${one}`) }))}
          value={valueOf('answer') ?? (told ? checkIn.answer : undefined)}
          error={errorOf('answer')}
          private
        />
        <RadioGroup
          name="level"
          label={t('flag.level')}
          hint={t('check_in.level_hint')}
          choices={FLAG_LEVELS.map((level) => ({ value: level, label: t(`flag_level.${level}`) }))}
          value={valueOf('level') ?? 'high'}
          error={errorOf('level')}
          private
        />
        <TextArea
          name="text"
          label={t('check_in.text')}
          hint={t('check_in.text_hint')}
          value={valueOf('text')}
          error={errorOf('text')}
          limit={MESSAGE_LIMIT}
          optional
          autoDir
          private
        />
        <Checkbox
          name="protect"
          label={t('check_in.protect')}
          hint={t('check_in.protect_hint')}
          checked={valueOf('protect') === 'yes'}
          private
        />
        <div>
          <Button>{t('check_in.send')}</Button>
        </div>
      </VisitForm>
    </section>
  );
}

interface CaseProps extends FormProps {
  visit: ShownVisit;
  reprisal: VisitedReprisal;
}

/** How far the officers are, what they wrote, and whether they may speak to others about it. */
function CasePart({ visit, reprisal, ...form }: CaseProps) {
  const { t, date } = useText('return');
  return (
    <section className="stack">
      <h2>{t('case.heading')}</h2>
      <p>{t(`case_state.${reprisal.state}`)}</p>
      {reprisal.told.map(({ id, day, text }) => (
        <div key={id} className="stack tight">
          <p>{t('messages.we_wrote', { date: date(day) })}</p>
          {text === null ? (
            <p className="soft">{t('messages.gone')}</p>
          ) : (
            <InTheirWords lang={visit.submission.answerLanguage}>{text}</InTheirWords>
          )}
        </div>
      ))}
      <AdvocacyPart reprisal={reprisal} {...form} />
    </section>
  );
}

function AdvocacyPart({ reprisal, door, errorOf }: { reprisal: VisitedReprisal } & FormProps) {
  const { t } = useText('return');
  if (reprisal.advocacy) {
    return (
      <>
        <p>{t('advocacy.allowed')}</p>
        <VisitButton door={door} intent="disallow_advocacy">
          {t('advocacy.take_back')}
        </VisitButton>
      </>
    );
  }
  return (
    <details open={errorOf('code') !== undefined}>
      <summary>{t('advocacy.heading')}</summary>
      <p>{t('advocacy.lead')}</p>
      <VisitForm door={door} intent="allow_advocacy">
        <TextField
          name="code"
          label={t('loosen.code')}
          hint={t('advocacy.code_hint')}
          error={errorOf('code')}
          code
          private
        />
        <div>
          <Button look="quiet">{t('advocacy.allow')}</Button>
        </div>
      </VisitForm>
    </details>
  );
}
