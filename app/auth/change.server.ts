import { json, type ActionFunctionArgs } from '@remix-run/node';
import type { z } from 'zod';
import { markAccess, type Access } from '~/auth/access';
import { besideFields } from '~/auth/beside-fields';
import { readForm, valuesOf } from '~/auth/form-reading.server';
import { admit, languageOfPage } from '~/auth/page.server';
import type { FormError, FormValues, RefusedForm } from '~/auth/refused-form';
import { forbidden, seeOther } from '~/auth/responses.server';
import type { Staff } from '~/auth/staff.server';
import { readFormToken, type FormTokenReading } from '~/platform/crypto/form-token.server';
import { readSessionToken } from '~/platform/crypto/session-token.server';
import { dayOf, type Day } from '~/platform/day';
import { readIn, type Db } from '~/platform/db.server';
import { now, runtime } from '~/platform/runtime.server';
import type { Refusal, Result } from '~/platform/result';
import { StaleChange } from '~/record/record-change.server';

interface ChangeContext {
  request: Request;
  params: Record<string, string | undefined>;
  lang: string;
  url: URL;
  today: Day;
  form: FormData;
  values: FormValues;
  /** One object for the action of a request and for the loaders of the page that answers it. */
  shared: object;
}

export interface StaffChangeContext extends ChangeContext {
  staff: Staff;
  missionId: string;
  /** A read-only transaction of the desk, for what a command must load. */
  read<T>(work: (db: Db) => Promise<T>): Promise<T>;
}

export interface PublicChangeContext extends ChangeContext {
  /** The form's signed token, true; on a form that takes unknown keys, also one of a key that is gone. */
  token: FormTokenReading;
  read<T>(work: (db: Db) => Promise<T>): Promise<T>;
}

/** A response of its own, or a refusal: the form comes back with its reason. */
export type ChangeAnswer =
  | Response
  | { ok: false; refusal?: Refusal; details?: readonly string[]; errors?: readonly FormError[]; status?: number };

/** The form again, with what is wrong and everything that was typed. */
export function refusedForm(context: { values: FormValues }, answer: Exclude<ChangeAnswer, Response>): Response {
  const intent = context.values.intent?.[0];
  const body: RefusedForm = {
    errors: answer.errors ?? [],
    values: context.values,
    ...(answer.refusal && { refusal: answer.refusal }),
    ...(answer.details && { details: answer.details }),
    ...(intent && { intent }),
  };
  return json(body, { status: answer.status ?? 422 });
}

/**
 * After a command: to a page when it was done, else the form with the refusal, beside the field that `fields` names for
 * the beginning of its code.
 */
export function after<T>(
  result: Result<T>,
  path: string | ((value: T) => string),
  fields: Readonly<Record<string, string>> = {},
): ChangeAnswer {
  if (!result.ok) return besideFields(result, fields);
  return seeOther(typeof path === 'string' ? path : path(result.value));
}

async function answered(context: { values: FormValues }, work: () => Promise<ChangeAnswer>): Promise<Response> {
  try {
    const answer = await work();
    return answer instanceof Response ? answer : refusedForm(context, answer);
  } catch (error) {
    if (!(error instanceof StaleChange)) throw error;
    return refusedForm(context, { ok: false, refusal: 'change.somebody_was_first', status: 409 });
  }
}

function baseContext({ request, params, context }: ActionFunctionArgs, form: FormData): ChangeContext {
  const lang = languageOfPage(params);
  return {
    request,
    params,
    lang,
    url: new URL(request.url),
    today: dayOf(now()),
    form,
    values: valuesOf(form),
    shared: context,
  };
}

/**
 * Every action of a signed-in page is made here. In this order: session, the token bound to it, permission, input. A
 * missing or false token is 403, before anything of the form is looked at.
 */
export function change<S extends z.ZodType>(
  access: Exclude<Access, 'public'>,
  schema: S,
  act: (context: StaffChangeContext, input: z.output<S>) => Promise<ChangeAnswer>,
) {
  return markAccess(access, async (args: ActionFunctionArgs) => {
    const staff = await admit('signed_in', args.request, languageOfPage(args.params));
    const form = await args.request.formData();
    return answerChange(args, { staff, form, access, schema }, act);
  });
}

interface ReadChange<S extends z.ZodType> {
  staff: Staff;
  form: FormData;
  access: Exclude<Access, 'public'>;
  schema: S;
}

/** What follows once a form is read, in this order: its token, the permission, the input, the act. */
export async function answerChange<S extends z.ZodType>(
  args: ActionFunctionArgs,
  { staff, form, access, schema }: ReadChange<S>,
  act: (context: StaffChangeContext, input: z.output<S>) => Promise<ChangeAnswer>,
): Promise<Response> {
  const token = readSessionToken(runtime().keyring.session, textOf(form, 'token'), staff.sessionId);
  if (!token.ok || (access !== 'signed_in' && !staff.may(access))) throw forbidden();
  const missionId = staff.missionId ?? '';
  const read = <T>(work: (db: Db) => Promise<T>) =>
    readIn(runtime().databases.prisma.desk, { mission: missionId }, work);
  const context: StaffChangeContext = { ...baseContext(args, form), staff, missionId, read };
  const reading = readForm(form, schema);
  if (!reading.ok) return refusedForm(context, { ok: false, errors: reading.errors });
  return answered(context, () => act(context, reading.input));
}

export interface PublicForm {
  /** What the form is for: a token of one form opens no other. */
  purpose: string;
  /** Respond alone takes a token whose key is gone: it gets a fresh one (PROTOCOL, step 4). */
  takesUnknownKey?: boolean;
}

/**
 * Every action that needs no session is made here. Participants have no cookie and no ambient authority: the signed form
 * token, about the `slug` of the page if it has one, stands in its place. The action reads its own input.
 */
export function publicChange(
  { purpose, takesUnknownKey }: PublicForm,
  act: (context: PublicChangeContext) => Promise<ChangeAnswer>,
) {
  return markAccess('public', async (args: ActionFunctionArgs) => {
    const form = await args.request.formData();
    const context = baseContext(args, form);
    const place = { purpose, subject: args.params.slug ?? '' };
    const token = readFormToken(runtime().keyring, textOf(form, 'token'), { ...place, now: now() });
    const through = token.ok || (takesUnknownKey === true && token.refusal === 'token.unknown_key');
    if (!through) throw forbidden();
    const read = <T>(work: (db: Db) => Promise<T>) => readIn(runtime().databases.prisma.site, {}, work);
    const whole: PublicChangeContext = { ...context, token, read };
    return answered(whole, () => act(whole));
  });
}

/** A single text field, or null. */
export function textOf(form: FormData, name: string): string | null {
  const value = form.get(name);
  return typeof value === 'string' ? value : null;
}
