import { useLoaderData } from '@remix-run/react';
import { after, change } from '~/auth/change.server';
import { page } from '~/auth/page.server';
import { formTokenFor } from '~/auth/staff.server';
import { useText } from '~/i18n/I18n';
import { countryChoices } from '~/programs/country';
import { WRITING_LANGUAGES } from '~/programs/writing-languages';
import { PROGRAM_STAGES } from '~/programs/program';
import { enrolProgram } from '~/programs/program-commands.server';
import { EnrolProgram } from '~/programs/program-input';
import { countryByCode } from '~/programs/program-store.server';
import { DescriptionFields } from '~/programs/ui/DescriptionFields';
import { useFormState } from '~/programs/ui/form-state';
import { RatingFields } from '~/programs/ui/RatingFields';
import type { PageHandle } from '~/routes/page-handle';
import { paths } from '~/routes/paths';
import { Breadcrumbs } from '~/ui/Breadcrumbs';
import { Button } from '~/ui/Button';
import { RadioGroup } from '~/ui/ChoiceGroup';
import { ErrorSummary } from '~/ui/ErrorSummary';
import { HiddenFields } from '~/ui/HiddenFields';
import { Select } from '~/ui/Select';

export const handle: PageHandle = { title: 'programs:enrol' };

export const loader = page('program.edit', async ({ db, staff, missionId, lang }) => {
  const mission = await db.mission.findUnique({ where: { id: missionId }, select: { countryCode: true } });
  const code = mission?.countryCode ?? '';
  return {
    token: formTokenFor(staff),
    languages: WRITING_LANGUAGES,
    countries: countryChoices(lang).map(({ code: value, name }) => ({ value, label: name })),
    code,
    country: await countryByCode(db, missionId, code),
  };
});

export const action = change('program.edit', EnrolProgram, async ({ staff, lang }, input) =>
  after(await enrolProgram(staff, input), ({ slug }) => paths.deskProgram(lang, slug), {
    'program.rating_in_future': 'civicSpaceOn',
  }),
);

export default function ProgramNew() {
  const { token, languages, countries, code, country } = useLoaderData<typeof loader>();
  const { t, lang } = useText('programs');
  const form = useFormState();
  return (
    <>
      <Breadcrumbs crumbs={[{ label: t('page_title'), href: paths.deskPrograms(lang) }, { label: t('enrol') }]} />
      <ErrorSummary errors={form.summary} />
      <div className="stack tight">
        <h1>{t('enrol')}</h1>
        <p className="soft">{t('enrol_lead')}</p>
      </div>
      <form method="post" className="stack">
        <HiddenFields values={{ token }} />
        <DescriptionFields {...{ form, languages }} />
        <RadioGroup
          name="stage"
          label={t('stage_now')}
          hint={t('stage_now_hint')}
          value={form.value('stage')}
          error={form.error('stage')}
          choices={PROGRAM_STAGES.map((value) => ({ value, label: t(`vocabulary:program_stage.${value}`) }))}
        />
        <Select
          name="country"
          label={t('country')}
          options={countries}
          value={form.value('country', code)}
          error={form.error('country')}
        />
        <RatingFields {...{ form, country }} />
        <div className="row">
          <Button>{t('enrol_now')}</Button>
        </div>
      </form>
    </>
  );
}
