import { useLoaderData } from '@remix-run/react';
import { page } from '~/auth/page.server';
import { notFound } from '~/auth/responses.server';
import { useText } from '~/i18n/I18n';
import { directionOf } from '~/i18n/direction';
import { namedLanguage } from '~/i18n/language-names';
import { urlTag } from '~/i18n/languages';
import { missionById } from '~/missions/mission-store.server';
import { Words, WordsParagraph } from '~/programs/ui/Words';
import { versionShown } from '~/rounds/consent-texts';
import { minorEditView } from '~/rounds/minor-edit-view.server';
import { languagesOf, questionsOf, textsOfRound } from '~/rounds/round-store.server';
import { BeforeYouAnswer } from '~/rounds/ui/BeforeYouAnswer';
import { MinorEditWaits } from '~/rounds/ui/MinorEditCard';
import { QuestionFields } from '~/rounds/ui/QuestionFields';
import { thisRound } from '~/routes/desk/this-round.server';
import type { PageHandle } from '~/routes/page-handle';
import { paths } from '~/routes/paths';
import { takesNames } from '~/routes/respond/round-page.server';
import { Breadcrumbs } from '~/ui/Breadcrumbs';
import { Note } from '~/ui/Note';

export const handle: PageHandle = { title: 'rounds:preview' };

export const loader = page('round.read', async ({ db, staff, params, missionId, today }) => {
  const round = await thisRound(db, staff, params.slug);
  const language = round.languages.find((one) => one === params.language);
  const mission = await missionById(db, missionId);
  if (!language || !mission) throw notFound();
  const [questions, rows] = [await questionsOf(db, round.id), await languagesOf(db, round.id)];
  const minorEdit = await minorEditView(db, staff, { round, texts: textsOfRound(round, questions), rows });
  return {
    language,
    round,
    questions,
    outdated: rows.find((row) => row.language === language)?.state === 'outdated',
    minorEditWaits: minorEdit?.returning.includes(language) ?? false,
    missionName: mission.name,
    version: versionShown(round, mission.retention),
    named: await takesNames(db, round, today),
  };
});

/** What a participant will see. The frame around it and the fixed words stay in the reader's own language. */
export default function RoundPreview() {
  const data = useLoaderData<typeof loader>();
  const { round, language, questions, missionName, version, named } = data;
  const { t, lang } = useText('rounds');
  const text = { lang: language, source: round.sourceLanguage };
  const name = namedLanguage(language).ownName;
  return (
    <>
      <Breadcrumbs
        crumbs={[
          { label: t('desk_title'), href: paths.deskRounds(lang) },
          { label: t('one_title'), href: paths.deskRound(lang, round.slug) },
          { label: t('preview') },
        ]}
      />
      <Note title={t('preview')}>
        <p>{t('preview_says', { language: name })}</p>
        <p className="row">
          {round.languages.map((tag) => (
            <a key={tag} lang={tag} href={paths.deskRoundPreview(urlTag(tag), round.slug, tag)}>
              {namedLanguage(tag).ownName}
            </a>
          ))}
        </p>
      </Note>
      {data.outdated && (
        <Note weight="care">
          <p>{t('preview_outdated')}</p>
        </Note>
      )}
      {data.minorEditWaits && <MinorEditWaits href={paths.deskRoundTexts(lang, round.slug, round.sourceLanguage)} />}
      <div className="stack">
        <h1>
          <Words text={round.title} {...text} />
        </h1>
        <WordsParagraph text={round.purpose} {...text} />
      </div>
      <details>
        <summary>{t('before_you_answer')}</summary>
        <BeforeYouAnswer
          {...{ round, version, missionName, named }}
          links={{ safety: paths.safety(lang), guidance: paths.guidance(lang) }}
        />
      </details>
      <div className="card" dir={directionOf(language)}>
        <QuestionFields questions={questions} {...text} values={{}} errors={[]} />
      </div>
    </>
  );
}
