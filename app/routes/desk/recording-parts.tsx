import { useText } from '~/i18n/I18n';
import { namedLanguage } from '~/i18n/language-names';
import { pickText } from '~/i18n/localized-text';
import { useFormState } from '~/programs/ui/form-state';
import { HowLong } from '~/rounds/ui/ListenLinks';
import type { RecordingLine, RecordingsView } from '~/routes/desk/round-recordings.server';
import { Button } from '~/ui/Button';
import { Card } from '~/ui/Card';
import { EmptyState } from '~/ui/EmptyState';
import { ErrorSummary } from '~/ui/ErrorSummary';
import { FileField } from '~/ui/FileField';
import { HiddenFields } from '~/ui/HiddenFields';
import { Select } from '~/ui/Select';
import { Tag } from '~/ui/Tag';

type Questions = RecordingsView['questions'];

interface UploadFormProps extends Pick<RecordingsView, 'parts' | 'questions' | 'questionsToo'> {
  token: string;
  languages: readonly string[];
  source: string;
}

/** One file for one place in one language; it takes the place of the one that is there. */
export function UploadForm({ token, languages, source, parts, questions, questionsToo }: UploadFormProps) {
  const { t, lang } = useText('recordings');
  const form = useFormState('upload');
  const labelOf = (label: Questions[number]['label']) => pickText(label, lang, [source])?.text ?? '';
  const asked = questions.map(({ id, position, label }) => ({
    value: id,
    label: `${t('script:question', { number: String(position) })}: ${labelOf(label)}`,
  }));
  return (
    <Card title={t('upload')}>
      <ErrorSummary errors={form.summary} />
      <form method="post" encType="multipart/form-data" className="stack">
        <HiddenFields values={{ token, intent: 'upload' }} />
        <Select
          name="place"
          label={t('place')}
          value={form.value('place')}
          error={form.error('place')}
          options={[
            ...parts.map((part) => ({ value: part, label: t(`part.${part}`) })),
            ...(questionsToo ? asked : []),
          ]}
        />
        <Select
          name="language"
          label={t('language')}
          value={form.value('language')}
          error={form.error('language')}
          options={languages.map(namedLanguage).map(({ tag, ownName }) => ({ value: tag, label: ownName, lang: tag }))}
        />
        <FileField
          name="file"
          label={t('file')}
          hint={t('file_hint')}
          error={form.error('file')}
          accept=".opus,.ogg,.oga,.mp3"
        />
        <div>
          <Button>{t('upload_it')}</Button>
        </div>
      </form>
    </Card>
  );
}

interface TableProps {
  token: string;
  recordings: readonly RecordingLine[];
  questions: Questions;
  hrefOf: (id: string) => string;
}

/** Every recording of the round, with what stands against it and what the reader can do. */
export function RecordingsTable({ token, recordings, questions, hrefOf }: TableProps) {
  const { t } = useText('recordings');
  if (recordings.length === 0) return <EmptyState text={t('none')} />;
  return (
    <section className="stack">
      <h2>{t('there_are')}</h2>
      {recordings.map((recording) => (
        <OneRecording key={recording.id} {...{ token, recording, questions }} href={hrefOf(recording.id)} />
      ))}
    </section>
  );
}

interface OneProps extends Pick<TableProps, 'token' | 'questions'> {
  recording: RecordingLine;
  href: string;
}

function OneRecording({ token, recording, questions, href }: OneProps) {
  const { t, date } = useText('recordings');
  const { part, questionId, language, state, outdated, events } = recording;
  const number = questions.find(({ id }) => id === questionId)?.position;
  const { ownName, tag, dir } = namedLanguage(language);
  return (
    <Card
      level={3}
      title={
        <>
          {part === 'question' ? t('script:question', { number: String(number ?? '–') }) : t(`part.${part}`)} ·{' '}
          <bdi lang={tag} dir={dir}>
            {ownName}
          </bdi>
        </>
      }
    >
      <p className="row">
        <Tag tone={state === 'heard' && !outdated ? 'good' : 'wait'}>{t(`state.${state}`)}</Tag>
        {outdated && <Tag tone="wait">{t('outdated')}</Tag>}
        <span className="small soft">{t('uploaded_on', { date: date(recording.uploadedOn) })}</span>
        {recording.yours && <Tag>{t('by_you')}</Tag>}
      </p>
      <p>
        <a href={href} download>
          {t('hear')}
        </a>{' '}
        <HowLong recording={recording} />
      </p>
      {outdated && <p className="soft">{t('outdated_says')}</p>}
      {events.map(({ event, refusal }) => (
        <MoveForm key={event} {...{ token, recording, event, refusal }} />
      ))}
    </Card>
  );
}

interface MoveProps extends Pick<RecordingLine['events'][number], 'event' | 'refusal'> {
  token: string;
  recording: RecordingLine;
}

function MoveForm({ token, recording, event, refusal }: MoveProps) {
  const { t } = useText('recordings');
  const form = useFormState(event, { recording: recording.id });
  if (event === 'confirm' && recording.outdated) return null;
  if (refusal) return <p className="soft">{t(`refusals:${refusal}`)}</p>;
  return (
    <form method="post" className="stack tight">
      <ErrorSummary errors={form.summary} />
      <HiddenFields values={{ token, intent: event, recording: recording.id, seen: String(recording.version) }} />
      <p className="small soft">{t(`deed_says.${event}`)}</p>
      <div>
        <Button look="quiet">{t(`deed.${event}`)}</Button>
      </div>
    </form>
  );
}
