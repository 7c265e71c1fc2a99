import { useText } from '~/i18n/I18n';
import type { PublicRecording } from '~/rounds/recording';

interface ListenLinksProps {
  recordings: readonly PublicRecording[];
  hrefOf: (recordingId: string) => string;
  /** Of questions, by their id. */
  numberOf?: (questionId: string) => number;
}

/** Recordings to be heard, each with its length and size: nothing is fetched and nothing sounds before it is pressed. */
export function ListenLinks({ recordings, hrefOf, numberOf = () => 0 }: ListenLinksProps) {
  const { t } = useText('recordings');
  if (recordings.length === 0) return null;
  return (
    <section className="stack tight">
      <h2>{t('listen')}</h2>
      <p className="small soft">{t('listen_says')}</p>
      <ul role="list">
        {recordings.map((recording) => (
          <li key={recording.id} className="row links">
            <a href={hrefOf(recording.id)} download>
              {recording.questionId
                ? t('script:question', { number: String(numberOf(recording.questionId)) })
                : t(`part.${recording.part}`)}
            </a>
            <HowLong recording={recording} />
          </li>
        ))}
      </ul>
    </section>
  );
}

/** Length and size, and the format: what somebody on a slow line wants to know before. */
export function HowLong({ recording }: { recording: Pick<PublicRecording, 'millis' | 'byteCount' | 'format'> }) {
  const { t } = useText('recordings');
  const seconds = Math.ceil(recording.millis / 1_000);
  const values = {
    minutes: Math.floor(seconds / 60),
    seconds: seconds % 60,
    kilobytes: Math.ceil(recording.byteCount / 1_000),
    format: t(`format.${recording.format}`),
  };
  return <span className="small soft">{t('how_long', values)}</span>;
}
