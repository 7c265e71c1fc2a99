import { json } from '@remix-run/node';
import { useActionData, useLoaderData } from '@remix-run/react';
import { acceptInvitation, invitationEnrolment } from '~/auth/account-commands.server';
import { besideFields } from '~/auth/beside-fields';
import { publicChange, refusedForm, textOf, type ChangeAnswer } from '~/auth/change.server';
import { openInvitation } from '~/auth/credential-store.server';
import { beginEnrolment, sameEnrolment, type Enrolment } from '~/auth/enrolment.server';
import { linkHash } from '~/auth/one-time-link.server';
import { page } from '~/auth/page.server';
import { shownRecoveryCode } from '~/auth/recovery-codes.server';
import { InvitationForm } from '~/auth/ui/InvitationForm';
import { RecoveryCodes } from '~/auth/ui/RecoveryCodes';
import { useText } from '~/i18n/I18n';
import { issueFormToken } from '~/platform/crypto/form-token.server';
import { now, runtime } from '~/platform/runtime.server';
import type { PageHandle } from '~/routes/page-handle';
import { paths } from '~/routes/paths';
import { ButtonLink } from '~/ui/Button';

export const handle: PageHandle = { title: 'sign_in:invitation_title' };

const PURPOSE = 'invitation';
const FIELDS = { 'account.password_': 'password', 'account.factor_unconfirmed': 'code' };

/** A link that is unknown, used or over shows the same page. Looking uses nothing up. */
export const loader = page('public', async ({ params }) => {
  const secret = params.secret ?? '';
  const found = await openInvitation(linkHash(secret));
  if (!found) return json({ open: null }, { status: 404 });
  const token = issueFormToken(runtime().keyring, { purpose: PURPOSE, subject: '', now: now() });
  const enrolment = beginEnrolment(invitationEnrolment(secret), found.email);
  return json({ open: { email: found.email, token, enrolment } });
});

export const action = publicChange({ purpose: PURPOSE }, async (context) => {
  const { form, params } = context;
  const secret = params.secret ?? '';
  const field = (name: string) => (textOf(form, name) ?? '').slice(0, 2000);
  const again = async (answer: Exclude<ChangeAnswer, Response>) => {
    const email = (await openInvitation(linkHash(secret)))?.email ?? '';
    const enrolment = sameEnrolment(invitationEnrolment(secret), textOf(form, 'ticket'), email);
    return json({ ...((await refusedForm(context, answer).json()) as object), enrolment }, { status: 422 });
  };
  if (field('password') !== field('password_again')) {
    return again({ ok: false, errors: [{ field: 'password_again', key: 'forms:issue.mismatch' }] });
  }
  const input = { secret, password: field('password'), ticket: textOf(form, 'ticket'), code: field('code') };
  const accepted = await acceptInvitation(input);
  if (!accepted.ok) return again(besideFields(accepted, FIELDS));
  return json({ codes: accepted.value.codes.map(shownRecoveryCode) });
});

/** Where an invited person sets a password and a second factor; the recovery codes are shown this once. */
export default function InvitationPage() {
  const { open } = useLoaderData<typeof loader>();
  const sent = useActionData() as { codes?: string[]; enrolment?: Enrolment } | undefined;
  const { t, lang } = useText('sign_in');
  if (sent?.codes) {
    return (
      <>
        <h1>{t('ready_title')}</h1>
        <RecoveryCodes codes={sent.codes} />
        <p>
          <ButtonLink href={paths.signIn(lang)}>{t('go_sign_in')}</ButtonLink>
        </p>
      </>
    );
  }
  return (
    <>
      <h1>{t('invitation_title')}</h1>
      {open ? (
        <InvitationForm token={open.token} email={open.email} enrolment={sent?.enrolment ?? open.enrolment} />
      ) : (
        <p className="lead">{t('invitation_over')}</p>
      )}
    </>
  );
}
