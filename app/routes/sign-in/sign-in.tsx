import { json } from '@remix-run/node';
import { useActionData, useLoaderData } from '@remix-run/react';
import { missionsOf, rolesHeldOn } from '~/auth/account-store.server';
import { publicChange, refusedForm, textOf, type PublicChangeContext } from '~/auth/change.server';
import { page } from '~/auth/page.server';
import { seeOther } from '~/auth/responses.server';
import { beginSession, sessionCookie } from '~/auth/session.server';
import { checkCode, checkPassword } from '~/auth/sign-in.server';
import { sourceOf } from '~/auth/tries.server';
import { CodeForm, PasswordForm } from '~/auth/ui/SignInForms';
import { useText } from '~/i18n/I18n';
import { issueFormToken } from '~/platform/crypto/form-token.server';
import type { Refusal } from '~/platform/result';
import { now, runtime } from '~/platform/runtime.server';
import type { PageHandle } from '~/routes/page-handle';
import { landing, wayBack } from '~/routes/sign-in/landing';

export const handle: PageHandle = { title: 'sign_in:title' };

const PURPOSE = 'sign_in';

export const loader = page('public', async ({ url }) => ({
  token: issueFormToken(runtime().keyring, { purpose: PURPOSE, subject: '', now: now() }),
  next: wayBack(url.searchParams.get('next')),
}));

const statusOf = (refusal: Refusal) => (refusal === 'sign_in.too_many' ? 429 : 422);

export const action = publicChange({ purpose: PURPOSE }, async (context) => {
  const ticket = textOf(context.form, 'ticket');
  return ticket === null ? passwordStep(context) : codeStep(context, ticket);
});

async function passwordStep(context: PublicChangeContext) {
  const [email, password] = [textOf(context.form, 'email') ?? '', textOf(context.form, 'password') ?? ''];
  const step = await checkPassword({ email, password: password.slice(0, 2000), source: sourceOf(context.request) });
  if (!step.ok) return { ...step, status: statusOf(step.refusal) };
  return json({ ticket: step.value.ticket, next: textOf(context.form, 'next'), email });
}

/** A session begins here and nowhere else, after both factors, with an id of its own each time. */
async function codeStep(context: PublicChangeContext, ticket: string) {
  const { form, lang, request, today } = context;
  const step = await checkCode({ ticket, code: textOf(form, 'code') ?? '', source: sourceOf(request) });
  if (!step.ok) return codeAgain(context, ticket, step.refusal);
  const held = await rolesHeldOn(step.value.accountId, today);
  const [mission, ...others] = missionsOf(held);
  const session = await beginSession(step.value.accountId, others.length === 0 ? (mission ?? null) : null);
  const target = landing(lang, held, textOf(form, 'next'));
  return seeOther(target, { 'Set-Cookie': sessionCookie(request, session.id) });
}

/** The second page again with its ticket; the first one, where the ticket is over. */
async function codeAgain(context: PublicChangeContext, ticket: string, refusal: Refusal) {
  const isWrong = refusal === 'sign_in.wrong_code';
  const errors = isWrong ? [{ field: 'code', key: `refusals:${refusal}` }] : [];
  const answer = { ok: false as const, errors, status: statusOf(refusal), ...(!isWrong && { refusal }) };
  const again = (await refusedForm(context, answer).json()) as object;
  const carried = refusal === 'sign_in.begin_again' ? {} : { ticket };
  return json({ ...again, ...carried, next: textOf(context.form, 'next') }, { status: answer.status });
}

interface Carried {
  ticket?: string;
  next?: string | null;
  email?: string;
  values?: Record<string, string[]>;
}

/** Two steps at one address, without a cookie or a script. */
export default function SignIn() {
  const { token, next } = useLoaderData<typeof loader>();
  const sent = useActionData() as Carried | undefined;
  const { t } = useText('sign_in');
  const email = sent?.email ?? sent?.values?.email?.[0];
  const way = wayBack(sent?.next ?? sent?.values?.next?.[0] ?? next) ?? undefined;
  return (
    <>
      <h1>{t('title')}</h1>
      {sent?.ticket ? (
        <CodeForm token={token} ticket={sent.ticket} next={way} email={email} />
      ) : (
        <PasswordForm token={token} next={way} email={email} />
      )}
    </>
  );
}
