import { json } from '@remix-run/node';
import { useActionData, useLoaderData } from '@remix-run/react';
import { change } from '~/auth/change.server';
import { page } from '~/auth/page.server';
import { forbidden, notFound } from '~/auth/responses.server';
import { formTokenFor } from '~/auth/staff.server';
import { useText } from '~/i18n/I18n';
import { pickText } from '~/i18n/localized-text';
import { SearchForm } from '~/feedback/item-input';
import type { QueueLine } from '~/feedback/queue-line';
import { queueLines } from '~/feedback/queue-lines.server';
import { seesLists } from '~/feedback/reader';
import { searchItems } from '~/feedback/search.server';
import { QueueTable } from '~/feedback/ui/QueueTable';
import { useFormState } from '~/programs/ui/form-state';
import { readableRounds } from '~/routes/desk/item-rounds.server';
import type { PageHandle } from '~/routes/page-handle';
import { paths } from '~/routes/paths';
import { Button } from '~/ui/Button';
import { ErrorSummary } from '~/ui/ErrorSummary';
import { HiddenFields } from '~/ui/HiddenFields';
import { Note } from '~/ui/Note';
import { Select } from '~/ui/Select';
import { TextField } from '~/ui/TextField';

export const handle: PageHandle = { title: 'feedback:search.title' };

export const loader = page('item.search', async ({ db, staff }) => {
  if (!seesLists(staff.roles)) throw forbidden();
  const rounds = await readableRounds(db, staff);
  return { token: formTokenFor(staff), rounds: rounds.map(({ slug, title }) => ({ slug, title })) };
});

interface Found {
  values: Record<string, string[]>;
  lines: QueueLine[];
  more: boolean;
  waiting: number;
}

/** The words come by POST and go back into the field alone: no address, log or history ever has them. */
export const action = change('item.search', SearchForm, async ({ staff, missionId, today, values, read }, input) => {
  if (!seesLists(staff.roles)) throw forbidden();
  const rounds = await read((db) => readableRounds(db, staff));
  const chosen = input.round ? rounds.filter(({ slug }) => slug === input.round) : rounds;
  if (input.round && chosen.length === 0) throw notFound();
  const ids = chosen.map(({ id }) => id);
  const { rows, more, waiting } = await searchItems(staff, missionId, ids, input.words);
  return json({ values, lines: await read((db) => queueLines(db, rows, today)), more, waiting });
});

export default function Search() {
  const { token, rounds } = useLoaderData<typeof loader>();
  const { t, lang } = useText('feedback');
  const form = useFormState();
  return (
    <>
      <h1>{t('search.title')}</h1>
      <ErrorSummary errors={form.summary} />
      <form method="post" className="stack">
        <HiddenFields values={{ token }} />
        <TextField
          name="words"
          type="search"
          label={t('search.words')}
          hint={t('search.hint')}
          autoDir
          private
          value={form.value('words')}
          error={form.error('words')}
        />
        <Select
          name="round"
          label={t('round')}
          empty={t('all_rounds')}
          value={form.value('round')}
          options={rounds.map(({ slug, title }) => ({ value: slug, label: pickText(title, lang)?.text ?? slug }))}
        />
        <Button>{t('search.search')}</Button>
      </form>
      <Results />
    </>
  );
}

function Results() {
  const sent = useActionData() as Partial<Found> | undefined;
  const { t, lang } = useText('feedback');
  if (!sent?.lines) return null;
  return (
    <section className="stack">
      <h2>{t(sent.more ? 'search.more_than' : 'search.found', { count: sent.lines.length })}</h2>
      {(sent.waiting ?? 0) > 0 && (
        <Note weight="care">
          <p>{t('search.not_all_yet', { count: sent.waiting })}</p>
        </Note>
      )}
      <QueueTable
        caption={t('search.title')}
        lines={sent.lines}
        empty={t('search.nothing')}
        hrefOf={(id) => paths.deskItem(lang, id)}
      />
    </section>
  );
}
