import { useLoaderData } from '@remix-run/react';
import { after, change } from '~/auth/change.server';
import { page } from '~/auth/page.server';
import { formTokenFor } from '~/auth/staff.server';
import { useText } from '~/i18n/I18n';
import { registerDemand } from '~/missions/lawful-demand-commands.server';
import { DemandForm } from '~/missions/lawful-demand-input';
import { demandsOf } from '~/missions/lawful-demand-store.server';
import { DemandRegistrationForm } from '~/routes/desk/demand-forms';
import type { PageHandle } from '~/routes/page-handle';
import { paths } from '~/routes/paths';
import { DataTable } from '~/ui/DataTable';
import { Tag } from '~/ui/Tag';

export const handle: PageHandle = { title: 'demands:title' };

export const loader = page('demand.register', async ({ db, staff, today }) => ({
  token: formTokenFor(staff),
  today,
  demands: (await demandsOf(db)).map(({ id, authority, receivedOn, gagUntil, state }) => ({
    id,
    authority,
    receivedOn,
    gagged: gagUntil !== null && gagUntil >= today,
    state,
  })),
}));

export const action = change('demand.register', DemandForm, async ({ staff, lang }, input) =>
  after(await registerDemand(staff, input), ({ id }) => paths.deskDemand(lang, id), {
    'lawful_demand.in_future': 'receivedOn',
  }),
);

export default function Demands() {
  const { demands, token, today } = useLoaderData<typeof loader>();
  const { t, lang, date } = useText('demands');
  return (
    <>
      <div className="stack tight">
        <h1>{t('title')}</h1>
        <p className="soft">{t('lead')}</p>
      </div>
      <DataTable
        caption={t('title')}
        captionHidden
        rows={demands}
        rowKey={({ id }) => id}
        empty={t('none')}
        columns={[
          {
            key: 'authority',
            header: t('field.authority'),
            rowHeader: true,
            cell: ({ id, authority }) => <a href={paths.deskDemand(lang, id)}>{t(`authority_is.${authority}`)}</a>,
          },
          { key: 'received', header: t('field.receivedOn'), cell: ({ receivedOn }) => date(receivedOn) },
          { key: 'state', header: t('state'), cell: ({ state }) => t(`state_is.${state}`) },
          {
            key: 'public',
            header: t('counted'),
            cell: ({ gagged }) => <Tag tone={gagged ? 'wait' : 'good'}>{t(gagged ? 'not_counted' : 'is_counted')}</Tag>,
          },
        ]}
      />
      <DemandRegistrationForm token={token} today={today} />
    </>
  );
}
