import { useLoaderData } from '@remix-run/react';
import { after, change } from '~/auth/change.server';
import { page } from '~/auth/page.server';
import { formTokenFor } from '~/auth/staff.server';
import { ReferralsForm, SAFETY_LIMITS } from '~/feedback/flag-input';
import { flagLines } from '~/feedback/flag-view.server';
import { officersOnDuty, referralsOf } from '~/feedback/officers-store.server';
import { setReferrals } from '~/feedback/referral-commands.server';
import { FlagTable } from '~/feedback/ui/FlagTable';
import { useText } from '~/i18n/I18n';
import { useFormState } from '~/programs/ui/form-state';
import type { PageHandle } from '~/routes/page-handle';
import { paths } from '~/routes/paths';
import { Button } from '~/ui/Button';
import { Card } from '~/ui/Card';
import { ErrorSummary } from '~/ui/ErrorSummary';
import { Figures } from '~/ui/Figures';
import { HiddenFields } from '~/ui/HiddenFields';
import { TextArea } from '~/ui/TextArea';

export const handle: PageHandle = { title: 'safety:title' };

export const loader = page('item.sensitive', async ({ db, staff, missionId, today }) => ({
  token: formTokenFor(staff),
  ...(await flagLines(db, staff)),
  officers: await officersOnDuty(db, missionId, today),
  referrals: (await referralsOf(db, missionId)).text,
}));

export const action = change('item.sensitive', ReferralsForm, async ({ staff, lang }, { referrals }) =>
  after(await setReferrals(staff, referrals), paths.deskSafety(lang)),
);

export default function Safety() {
  const { open, closed } = useLoaderData<typeof loader>();
  const { t, lang, number } = useText('safety');
  const late = open.filter(({ clock }) => clock.late && clock.hoursLeft !== null);
  const hrefOf = (id: string) => paths.deskFlag(lang, id);
  return (
    <>
      <div className="stack tight">
        <h1>{t('title')}</h1>
        <p className="soft">{t('lead')}</p>
      </div>
      <Figures
        figures={[
          { value: number(late.length), label: t('late_ones'), tone: late.length > 0 ? 'stop' : 'plain' },
          { value: number(open.length), label: t('open_ones') },
        ]}
      />
      <FlagTable lines={open} caption={t('open_flags')} empty={t('none_open')} hrefOf={hrefOf} />
      <div className="two">
        <Referrals />
        <Officers />
      </div>
      {closed.length > 0 && <FlagTable lines={closed} caption={t('closed_flags')} empty="" hrefOf={hrefOf} />}
    </>
  );
}

function Referrals() {
  const { token, referrals } = useLoaderData<typeof loader>();
  const { t } = useText('safety');
  const form = useFormState();
  return (
    <Card title={t('referrals')}>
      <ErrorSummary errors={form.summary} />
      <form method="post" className="stack">
        <HiddenFields values={{ token }} />
        <TextArea
          name="referrals"
          rows={6}
          autoDir
          label={t('referrals_label')}
          hint={t('referrals_hint')}
          limit={SAFETY_LIMITS.referrals}
          value={form.value('referrals', referrals ?? undefined)}
          error={form.error('referrals')}
        />
        <Button>{t('referrals_save')}</Button>
      </form>
    </Card>
  );
}

function Officers() {
  const { officers } = useLoaderData<typeof loader>();
  const { t } = useText('safety');
  return (
    <Card title={t('on_duty')}>
      <ul>
        {officers.map(({ id, email, covers }) => (
          <li key={id}>
            <bdi dir="ltr">{email}</bdi> {covers && <span className="soft">{t('covers', { who: covers })}</span>}
          </li>
        ))}
      </ul>
      <p className="small soft">{t('deputies_hint')}</p>
    </Card>
  );
}
