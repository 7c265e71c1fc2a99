import { json } from '@remix-run/node';
import { useActionData, useLoaderData } from '@remix-run/react';
import { accountById } from '~/auth/account-store.server';
import { ownAccountForms } from '~/auth/account-input';
import { besideFields } from '~/auth/beside-fields';
import { change, refusedForm, type StaffChangeContext } from '~/auth/change.server';
import { countUnusedRecoveryCodes } from '~/auth/credential-store.server';
import { beginEnrolment, sameEnrolment, type Enrolment } from '~/auth/enrolment.server';
import { changeFactor, changePassword, ownEnrolment, renewRecoveryCodes } from '~/auth/own-account-commands.server';
import { page } from '~/auth/page.server';
import { shownRecoveryCode } from '~/auth/recovery-codes.server';
import { seeOther } from '~/auth/responses.server';
import { beginSession, endAllSessions, sessionCookie } from '~/auth/session.server';
import { signedOut } from '~/auth/signed-out.server';
import { formTokenFor } from '~/auth/staff.server';
import { sourceOf } from '~/auth/tries.server';
import { AccountOverview, OwnAccountForm, type OwnChange } from '~/auth/ui/OwnAccount';
import { RecoveryCodes } from '~/auth/ui/RecoveryCodes';
import { useText } from '~/i18n/I18n';
import type { z } from 'zod';
import { missionById } from '~/missions/mission-store.server';
import type { PageHandle } from '~/routes/page-handle';
import { paths, withQuery } from '~/routes/paths';

export const handle: PageHandle = { title: 'sign_in:account_title' };

const CHANGES: readonly OwnChange[] = ['password', 'codes', 'factor'];

export const loader = page('signed_in', async ({ db, staff, url, missionId }) => {
  const email = (await accountById(staff.accountId))?.email ?? '';
  const change = CHANGES.find((one) => one === url.searchParams.get('change')) ?? null;
  return {
    email,
    codesLeft: await countUnusedRecoveryCodes(staff.accountId),
    change,
    done: CHANGES.find((one) => one === url.searchParams.get('done')) ?? null,
    enrolment: change === 'factor' ? beginEnrolment(ownEnrolment(staff.accountId), email) : null,
    settings: staff.may('mission.settings') ? ((await missionById(db, missionId))?.slug ?? null) : null,
    token: formTokenFor(staff),
  };
});

const FIELDS = {
  'account.wrong_password': 'current_password',
  'account.password_': 'new_password',
  'account.factor_unconfirmed': 'code',
};

type Input = z.output<typeof ownAccountForms>;
type InputOf<I extends Input['intent']> = Extract<Input, { intent: I }>;

/** Every change is about the session's own user: no form of this page names an account. */
export const action = change('signed_in', ownAccountForms, async (context, input) => {
  if (input.intent === 'password') return newPassword(context, input);
  if (input.intent === 'codes') return newCodes(context, input);
  if (input.intent === 'factor') return newFactor(context, input);
  await endAllSessions(context.staff.accountId);
  return signedOut(context.request, paths.signIn(context.lang));
});

const doneAt = (lang: string, done: OwnChange) => withQuery(paths.deskAccount(lang), { done });

async function newPassword({ staff, request, lang }: StaffChangeContext, input: InputOf<'password'>) {
  if (input.new_password !== input.password_again) {
    return { ok: false as const, errors: [{ field: 'password_again', key: 'forms:issue.mismatch' }] };
  }
  const wish = { currentPassword: input.current_password, password: input.new_password, source: sourceOf(request) };
  const changed = await changePassword(staff, wish);
  if (!changed.ok) return besideFields(changed, FIELDS);
  const session = await beginSession(staff.accountId, staff.missionId);
  return seeOther(doneAt(lang, 'password'), { 'Set-Cookie': sessionCookie(request, session.id) });
}

async function newCodes({ staff, request }: StaffChangeContext, input: InputOf<'codes'>) {
  const wish = { currentPassword: input.current_password, source: sourceOf(request) };
  const renewed = await renewRecoveryCodes(staff, wish);
  if (!renewed.ok) return besideFields(renewed, FIELDS);
  return json({ codes: renewed.value.codes.map(shownRecoveryCode) });
}

async function newFactor(context: StaffChangeContext, { current_password, ticket, code }: InputOf<'factor'>) {
  const { staff, request, lang } = context;
  const wish = { currentPassword: current_password, ticket, code, source: sourceOf(request) };
  const changed = await changeFactor(staff, wish);
  if (changed.ok) return seeOther(doneAt(lang, 'factor'));
  const email = (await accountById(staff.accountId))?.email ?? '';
  const again = (await refusedForm(context, besideFields(changed, FIELDS)).json()) as object;
  return json({ ...again, enrolment: sameEnrolment(ownEnrolment(staff.accountId), ticket, email) }, { status: 422 });
}

export default function OwnAccountPage() {
  const { change: open, enrolment, token, settings, ...account } = useLoaderData<typeof loader>();
  const sent = useActionData() as { codes?: string[]; enrolment?: Enrolment } | undefined;
  const { t, lang } = useText('sign_in');
  const shown = sent?.enrolment ?? enrolment;
  return (
    <>
      <h1>{t('account_title')}</h1>
      {settings && (
        <p>
          <a href={paths.adminMission(lang, settings)}>{t('mission_settings')}</a>
        </p>
      )}
      {sent?.codes && <RecoveryCodes codes={sent.codes} />}
      {open && !sent?.codes ? (
        <OwnAccountForm change={open} token={token} enrolment={shown} backHref={paths.deskAccount(lang)} />
      ) : (
        <AccountOverview
          {...account}
          token={token}
          hrefOf={(to) => withQuery(paths.deskAccount(lang), { change: to })}
        />
      )}
    </>
  );
}
