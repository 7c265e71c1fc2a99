import { useText } from '~/i18n/I18n';
import { MOST_OF_A_BATCH, type IssuedBatch } from '~/rounds/invitation';
import { Button } from '~/ui/Button';
import { Card } from '~/ui/Card';
import { DataTable } from '~/ui/DataTable';
import { HiddenFields } from '~/ui/HiddenFields';
import { Note } from '~/ui/Note';
import { Select } from '~/ui/Select';
import { TextField } from '~/ui/TextField';

export interface Holder {
  id: string;
  pseudonym: string;
}

interface BatchTableProps {
  batches: readonly IssuedBatch[];
  holders: readonly Holder[];
}

/** What was issued to whom, by pseudonym; which paper came back from whom, no table could tell. */
export function BatchTable({ batches, holders }: BatchTableProps) {
  const { t, date, number } = useText('arrivals');
  const nameOf = (id: string | null) => holders.find((one) => one.id === id)?.pseudonym;
  return (
    <DataTable
      caption={t('batches')}
      rows={batches}
      rowKey={({ id }) => id}
      empty={t('no_batches')}
      stackable
      columns={[
        {
          key: 'holder',
          header: t('holder'),
          rowHeader: true,
          cell: ({ entryId }) => <bdi>{entryId === null ? t('own_hands') : (nameOf(entryId) ?? t('holder_gone'))}</bdi>,
        },
        { key: 'issued', header: t('issued'), numeric: true, cell: ({ issued }) => number(issued) },
        { key: 'on', header: t('issued_on'), cell: ({ issuedOn }) => date(issuedOn) },
      ]}
    />
  );
}

interface IssueFormProps {
  token: string;
  holders: readonly Holder[];
  form: { value(field: string, otherwise?: string): string | undefined; error(field: string): string | undefined };
}

export function IssueForm({ token, holders, form }: IssueFormProps) {
  const { t } = useText('arrivals');
  return (
    <Card title={t('issue_title')}>
      <form method="post" className="stack" autoComplete="off">
        <p>{t('issue_says')}</p>
        <HiddenFields values={{ token, intent: 'issue' }} />
        <TextField
          name="count"
          label={t('count')}
          hint={t('count_hint', { count: MOST_OF_A_BATCH })}
          value={form.value('count')}
          error={form.error('count')}
          inputMode="numeric"
          short
        />
        <Select
          name="entry"
          label={t('holder')}
          hint={t('holder_hint')}
          optional
          empty={t('own_hands')}
          value={form.value('entry')}
          error={form.error('entry')}
          options={holders.map(({ id, pseudonym }) => ({ value: id, label: pseudonym }))}
        />
        <div>
          <Button>{t('issue')}</Button>
        </div>
      </form>
    </Card>
  );
}

/** The slips, this once: to be printed, cut and shuffled. */
export function Slips({ codes, addresses }: { codes: readonly string[]; addresses: readonly string[] }) {
  const { t } = useText('arrivals');
  return (
    <section className="stack">
      <Note weight="care" title={t('slips_title')}>
        <p>{t('slips_says')}</p>
      </Note>
      <ul className="slips" role="list">
        {codes.map((code) => (
          <li key={code}>
            <strong>{t('slip_title')}</strong>
            {addresses.map((address) => (
              <bdi key={address} dir="ltr" className="small">
                {address}
              </bdi>
            ))}
            <bdi dir="ltr" className="code">
              {code}
            </bdi>
            <span className="small">{t('slip_says')}</span>
          </li>
        ))}
      </ul>
    </section>
  );
}
