import { useLoaderData } from '@remix-run/react';
import { after } from '~/auth/change.server';
import { page } from '~/auth/page.server';
import { formTokenFor } from '~/auth/staff.server';
import { upload } from '~/auth/upload.server';
import { useText } from '~/i18n/I18n';
import { namedLanguage } from '~/i18n/language-names';
import { Words } from '~/programs/ui/Words';
import { MOST_BYTES } from '~/rounds/recording';
import { addRecording, moveRecordingOf } from '~/rounds/recording-commands.server';
import { RecordingForms } from '~/rounds/recording-input';
import { recordingsView, wordsOfRound } from '~/routes/desk/round-recordings.server';
import { RecordingsTable, UploadForm } from '~/routes/desk/recording-parts';
import { thisRound } from '~/routes/desk/this-round.server';
import type { PageHandle } from '~/routes/page-handle';
import { paths } from '~/routes/paths';
import { Breadcrumbs } from '~/ui/Breadcrumbs';

export const handle: PageHandle = { title: 'recordings:title' };

export const loader = page('round.read', async ({ db, staff, params, today }) => {
  const round = await thisRound(db, staff, params.slug);
  const { slug, title, sourceLanguage, languages } = round;
  const view = await recordingsView(db, round, staff, today);
  return { token: formTokenFor(staff), round: { slug, title, sourceLanguage, languages }, ...view };
});

const LIMITS = { file: MOST_BYTES, fields: 8 };
const FIELDS = { 'recording.': 'file' };

export const action = upload('translation.review', RecordingForms, LIMITS, async (context, input) => {
  const { staff, lang, params, today, form, read } = context;
  const { round, hashesIn } = await read(async (db) => {
    const found = await thisRound(db, staff, params.slug);
    return { round: found, ...(await wordsOfRound(db, found, today)) };
  });
  const here = paths.deskRoundRecordings(lang, round.slug);
  if (input.intent !== 'upload') {
    const move = { event: input.intent, recordingId: input.recording, seen: input.seen };
    return after(await moveRecordingOf(staff, round.id, move, hashesIn), here);
  }
  const file = form.get('file');
  if (!(file instanceof File) || file.size === 0) {
    return { ok: false, errors: [{ field: 'file', key: 'recordings:file_needed' }] };
  }
  const bytes = new Uint8Array(await file.arrayBuffer());
  const hashes = round.languages.includes(input.language) ? hashesIn(input.language) : new Map<string, string>();
  return after(await addRecording(staff, round.id, input, { name: file.name, bytes, hashes }), here, FIELDS);
});

export default function RoundRecordings() {
  const data = useLoaderData<typeof loader>();
  const { t, lang } = useText('recordings');
  const { round, token, questions } = data;
  return (
    <>
      <Breadcrumbs
        crumbs={[
          { label: t('rounds:desk_title'), href: paths.deskRounds(lang) },
          { label: t('rounds:one_title'), href: paths.deskRound(lang, round.slug) },
          { label: t('title') },
        ]}
      />
      <div className="stack tight">
        <h1>{t('title')}</h1>
        <p>
          <Words text={round.title} source={round.sourceLanguage} />
        </p>
        <p className="soft">{t('lead')}</p>
        <p className="row links">
          {t('script:title')}:
          {round.languages.map(namedLanguage).map(({ tag, dir, ownName }) => (
            <a key={tag} href={paths.deskRoundScript(lang, round.slug, tag)} lang={tag} dir={dir}>
              {ownName}
            </a>
          ))}
        </p>
      </div>
      {data.mayUpload && (
        <UploadForm
          {...{ token, questions }}
          languages={round.languages}
          source={round.sourceLanguage}
          parts={data.parts}
          questionsToo={data.questionsToo}
        />
      )}
      <RecordingsTable
        {...{ token, questions }}
        recordings={data.recordings}
        hrefOf={(id) => paths.deskRecording(lang, round.slug, id)}
      />
    </>
  );
}
