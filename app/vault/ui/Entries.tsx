import { useText } from '~/i18n/I18n';
import { Button } from '~/ui/Button';
import { Card } from '~/ui/Card';
import { Checkbox } from '~/ui/Checkbox';
import { RadioGroup } from '~/ui/ChoiceGroup';
import { DataTable } from '~/ui/DataTable';
import { HiddenFields } from '~/ui/HiddenFields';
import { TextField } from '~/ui/TextField';
import { ENTRY_KINDS, type Entry } from '~/vault/entry';
import { IDENTITY_FIELDS } from '~/vault/identity';

type HrefOf = ((id: string) => string) | null;

/** Pseudonyms alone: what they stand for, two officers together can open. */
export function EntryTable(props: { entries: readonly Entry[]; openHref: HrefOf; destroyHref: HrefOf }) {
  const { t } = useText('vault');
  const { entries, openHref, destroyHref } = props;
  return (
    <DataTable
      caption={t('entries_table')}
      rows={entries}
      rowKey={({ id }) => id}
      empty={t('no_entries')}
      stackable
      columns={[
        { key: 'pseudonym', header: t('pseudonym'), rowHeader: true, cell: ({ pseudonym }) => <bdi>{pseudonym}</bdi> },
        { key: 'kind', header: t('kind'), cell: ({ kind }) => t(`entry_kind.${kind}`) },
        { key: 'state', header: t('standing'), cell: ({ state }) => t(`entry_state.${state}`) },
        {
          key: 'do',
          header: t('actions'),
          cell: ({ id, state }) =>
            state === 'kept' && openHref && destroyHref ? (
              <span className="row">
                <a href={openHref(id)}>{t('ask')}</a>
                <a href={destroyHref(id)}>{t('destroy')}</a>
              </span>
            ) : null,
        },
      ]}
    />
  );
}

interface EntryFormProps {
  token: string;
  form: { value(field: string, otherwise?: string): string | undefined; error(field: string): string | undefined };
}

export function EntryForm({ token, form }: EntryFormProps) {
  const { t } = useText('vault');
  return (
    <Card title={t('add_title')}>
      <form method="post" className="stack" autoComplete="off">
        <p>{t('add_says')}</p>
        <HiddenFields values={{ token, intent: 'add' }} />
        <RadioGroup
          name="kind"
          label={t('kind')}
          value={form.value('kind', 'person')}
          choices={ENTRY_KINDS.map((one) => ({ value: one, label: t(`entry_kind.${one}`) }))}
        />
        {IDENTITY_FIELDS.map((name) => (
          <TextField
            key={name}
            name={name}
            label={t(`respond:identity.${name}`)}
            optional={name !== 'name'}
            autoDir
            private
            value={form.value(name)}
            error={form.error(name)}
          />
        ))}
        <div>
          <Button>{t('add')}</Button>
        </div>
      </form>
    </Card>
  );
}

export function DestroyForm({ token, entry, backHref }: { token: string; entry: Entry; backHref: string }) {
  const { t } = useText('vault');
  return (
    <Card title={t('destroy_title', { pseudonym: entry.pseudonym })}>
      <form method="post" className="stack">
        <p>{t('destroy_says')}</p>
        <HiddenFields values={{ token, intent: 'destroy', entry: entry.id }} />
        <Checkbox name="sure" label={t('destroy_sure')} />
        <div className="row">
          <Button look="stop">{t('destroy')}</Button>
          <a href={backHref}>{t('cancel')}</a>
        </div>
      </form>
    </Card>
  );
}
