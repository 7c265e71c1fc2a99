import { useLoaderData } from '@remix-run/react';
import { after, change } from '~/auth/change.server';
import { page } from '~/auth/page.server';
import { forbidden } from '~/auth/responses.server';
import { formTokenFor } from '~/auth/staff.server';
import { useText } from '~/i18n/I18n';
import { useFormState } from '~/programs/ui/form-state';
import { pickText } from '~/i18n/localized-text';
import { pointsByTheme, themesOfRound } from '~/feedback/codebook-store.server';
import { seesLists } from '~/feedback/reader';
import { addTheme, editTheme } from '~/feedback/theme-commands.server';
import { ThemeForms } from '~/feedback/theme-input';
import { ThemeForm } from '~/feedback/ui/ThemeForm';
import { ThemeTable } from '~/feedback/ui/ThemeTable';
import { WRITING_LANGUAGES } from '~/programs/writing-languages';
import { thisRound } from '~/routes/desk/this-round.server';
import type { PageHandle } from '~/routes/page-handle';
import { paths, withQuery } from '~/routes/paths';
import { Breadcrumbs } from '~/ui/Breadcrumbs';

export const handle: PageHandle = { title: 'feedback:themes_title' };

export const loader = page('item.read', async ({ db, staff, params, url }) => {
  if (!seesLists(staff.roles)) throw forbidden();
  const round = await thisRound(db, staff, params.slug);
  const counts = await pointsByTheme(db, round.id);
  const themes = await themesOfRound(db, round.id);
  return {
    token: formTokenFor(staff),
    languages: WRITING_LANGUAGES,
    round: { slug: round.slug, title: round.title },
    themes: themes.map((theme) => ({ ...theme, points: counts.get(theme.id) ?? 0 })),
    mayEdit: staff.may('item.code', { roundId: round.id, programId: round.programId }),
    editing: themes.find(({ id }) => id === url.searchParams.get('theme')) ?? null,
  };
});

export const action = change('item.code', ThemeForms, async ({ staff, lang, params, read }, input) => {
  const { slug } = await read((db) => thisRound(db, staff, params.slug));
  const done = paths.deskRoundThemes(lang, slug);
  if (input.intent === 'add') return after(await addTheme(staff, slug, input), done);
  return after(await editTheme(staff, slug, input.themeId, input), done);
});

export default function RoundThemes() {
  const { round, languages, themes, mayEdit, editing, token } = useLoaderData<typeof loader>();
  const { t, lang } = useText('feedback');
  const here = paths.deskRoundThemes(lang, round.slug);
  const { cameBack } = useFormState();
  return (
    <>
      <Breadcrumbs
        crumbs={[
          { label: pickText(round.title, lang)?.text ?? '', href: paths.deskRound(lang, round.slug) },
          { label: t('themes_title') },
        ]}
      />
      <div className="stack tight">
        <h1>{t('themes_title')}</h1>
        <p className="soft">{t('themes_lead')}</p>
      </div>
      <ThemeTable
        themes={themes}
        itemsHref={(theme) => withQuery(paths.deskItems(lang), { state: 'all', round: round.slug, theme })}
        editHref={mayEdit ? (theme) => withQuery(here, { theme }) : null}
      />
      {(mayEdit || cameBack) && <ThemeForm token={token} languages={languages} theme={editing} backHref={here} />}
    </>
  );
}
