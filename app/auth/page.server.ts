import type { LoaderFunctionArgs, TypedResponse } from '@remix-run/node';
import { isInterfaceLanguage } from '~/i18n/languages';
import { readIn, type Db } from '~/platform/db.server';
import { now, runtime } from '~/platform/runtime.server';
import { dayOf, type Day } from '~/platform/day';
import { markAccess, type Access } from '~/auth/access';
import { forbidden, notFound, toSignIn } from '~/auth/responses.server';
import { readStaff, type Staff } from '~/auth/staff.server';

export interface PageContext {
  request: Request;
  params: Record<string, string | undefined>;
  /** Language of the page, from the URL alone. */
  lang: string;
  url: URL;
  today: Day;
  /** One read-only transaction, as the public site or as the desk of one mission. */
  db: Db;
}

export interface StaffPageContext extends PageContext {
  staff: Staff;
  /** The mission of the session: every desk page has one. */
  missionId: string;
}

type ContextOf<A extends Access> = A extends 'public' ? PageContext : StaffPageContext;

/** The language of the URL; any other than ours is a page that does not exist. */
export function languageOfPage(params: Record<string, string | undefined>): string {
  const lang = params.lang;
  if (lang === undefined || !isInterfaceLanguage(lang)) throw notFound();
  return lang;
}

/** Decides who may see a page: signed in, of a mission, with the permission over anything at all in it. */
export async function admit(access: Exclude<Access, 'public'>, request: Request, lang: string): Promise<Staff> {
  const staff = await readStaff(request);
  if (!staff) throw toSignIn(request, lang);
  if (access !== 'signed_in' && !staff.may(access)) throw forbidden();
  return staff;
}

/** A loader for paths outside `:lang`, that decides everything itself. Marked as public. */
export function outside<T>(load: (args: LoaderFunctionArgs) => T | Promise<T>) {
  return markAccess('public', load);
}

/**
 * Every loader is made here, and names who may see its page. Does language, session, permission and the read
 * transaction once; a loader without it fails the test that walks all routes.
 */
export function page<A extends Access, T>(access: A, load: (context: ContextOf<A>) => Promise<T>) {
  return markAccess(
    access,
    async ({
      request,
      params,
    }: LoaderFunctionArgs): Promise<T extends TypedResponse<infer U> ? TypedResponse<U> : T> => {
      const base = { request, params, lang: languageOfPage(params), url: new URL(request.url), today: dayOf(now()) };
      const { prisma } = runtime().databases;
      if (access === 'public') {
        return (await readIn(prisma.site, {}, (db) => load({ ...base, db } as ContextOf<A>))) as never;
      }
      const staff = await admit(access as Exclude<A, 'public'> & Exclude<Access, 'public'>, request, base.lang);
      const missionId = staff.missionId ?? '';
      return (await readIn(prisma.desk, { mission: missionId }, (db) =>
        load({ ...base, db, staff, missionId } as unknown as ContextOf<A>),
      )) as never;
    },
  );
}
