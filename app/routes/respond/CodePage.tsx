import { useText } from '~/i18n/I18n';
import { paths } from '~/routes/paths';
import type { RoundPage } from '~/routes/respond/respond-view';
import { RespondForm } from '~/routes/respond/RespondFrame';
import { Button } from '~/ui/Button';
import { ErrorSummary } from '~/ui/ErrorSummary';
import { Note } from '~/ui/Note';
import { Receipt } from '~/ui/Receipt';
import { Steps } from '~/ui/Steps';
import { TextField } from '~/ui/TextField';
import { Timeline } from '~/ui/Timeline';

interface CodePageProps {
  page: RoundPage;
  token: string;
  code: string;
  wrongGroups: boolean;
}

/** The only page that ever shows a code: in one `<output>`, and in no title, link or address. */
export function CodePage({ page, token, code, wrongGroups }: CodePageProps) {
  const { t, lang } = useText('respond');
  const wrong = wrongGroups ? t('groups_wrong') : undefined;
  return (
    <>
      <ErrorSummary errors={wrong ? [{ field: 'second', message: wrong }] : []} />
      <Steps current={3} total={3} />
      <h1>{t('code_title')}</h1>
      <p className="lead">{t('code_lead')}</p>
      <Receipt code={code} label={t('code_label')}>
        <span className="small soft">{t('code_keep')}</span>
      </Receipt>
      <Note weight="care">
        <p>{t('code_danger')}</p>
        <p>{t('code_print')}</p>
      </Note>
      <RespondForm slug={page.round.slug} token={token} step="code">
        <h2>{t('confirm_title')}</h2>
        <p>{t('confirm_text')}</p>
        <TextField name="second" label={t('group_second')} error={wrong} code short private />
        <TextField name="fifth" label={t('group_fifth')} code short private />
        <div>
          <Button name="step" value="confirm">
            {t('confirm')}
          </Button>
        </div>
        <p className="small soft">{t('confirm_optional')}</p>
      </RespondForm>
      <WhatHappensNow page={page} />
      <p>
        <a href={paths.return(lang)}>{t('to_return')}</a>
      </p>
    </>
  );
}

/** The days by which we owe something, whether or not a code is held. */
export function WhatHappensNow({ page: { round, today, readBy } }: { page: RoundPage }) {
  const { t, date } = useText('respond');
  return (
    <section className="stack">
      <h2>{t('next_title')}</h2>
      <Timeline
        milestones={[
          { label: t('next_received'), note: date(today), state: 'done' },
          { label: t('next_read'), note: t('next_by', { day: date(readBy) }), state: 'now' },
          { label: t('next_considered'), note: t('next_closes', { day: date(round.closesOn) }), state: 'to_do' },
          { label: t('next_answered'), note: t('next_by', { day: date(round.answerBy) }), state: 'to_do' },
        ]}
      />
    </section>
  );
}
