import { Lucia, TimeSpan } from 'lucia';
import { runtime, now } from '~/platform/runtime.server';
import { ownOriginOf } from '~/auth/own-origin.server';
import { SessionAdapter, IDLE_MINUTES } from '~/auth/session-adapter.server';

declare module 'lucia' {
  interface Register {
    Lucia: Lucia<{ missionId: string | null }>;
    DatabaseSessionAttributes: { missionId: string | null };
  }
}

/**
 * The staff cookie: `__Host-`, Secure, HttpOnly, SameSite=Strict on https and on loopback. WebKit refuses Secure on
 * localhost and an onion origin over http has no certificate: a plain name without Secure there. Participants never get
 * a cookie (SECURITY.md §1).
 */
export function cookieFor(origin: string): { name: string; secure: boolean } {
  const { protocol, hostname } = new URL(origin);
  const secure = protocol === 'https:' || hostname === 'localhost';
  return secure ? { name: '__Host-answerable', secure } : { name: 'answerable', secure };
}

type Sessions = Lucia<{ missionId: string | null }>;

let made: { lucia: Sessions; adapter: SessionAdapter; for: unknown } | undefined;

function sessions(): { lucia: Sessions; adapter: SessionAdapter } {
  const { databases } = runtime();
  if (made?.for !== databases) {
    const adapter = new SessionAdapter(databases.prisma.accounts, now);
    const lucia: Sessions = new Lucia(adapter, {
      sessionExpiresIn: new TimeSpan(IDLE_MINUTES, 'm'),
      getSessionAttributes: ({ missionId }) => ({ missionId }),
    });
    made = { for: databases, adapter, lucia };
  }
  return made;
}

export interface StaffSession {
  /** The raw id, as the cookie bears it: the key of this session's form tokens. Never log or store it. */
  id: string;
  accountId: string;
  missionId: string | null;
}

/** Only the name that belongs to the origin asked: a plain one, which other hosts can set, opens nothing on https. */
function rawId(request: Request): string | null {
  const pairs = (request.headers.get('Cookie') ?? '').split(';').map((pair) => pair.trim().split('='));
  const own = cookieFor(ownOriginOf(request)).name;
  return pairs.find(([name]) => name === own)?.[1] ?? null;
}

/** The session that a request's cookie names, renewed while it is used: 30 minutes idle, 12 hours in all. */
export async function readSession(request: Request): Promise<StaffSession | null> {
  const id = rawId(request);
  if (!id || !/^[a-z0-9]{20,80}$/.test(id)) return null;
  const { session } = await sessions().lucia.validateSession(id);
  return session ? { id: session.id, accountId: session.userId, missionId: session.missionId } : null;
}

/** Begins a session after both factors were right. */
export async function beginSession(accountId: string, missionId: string | null): Promise<StaffSession> {
  const session = await sessions().lucia.createSession(accountId, { missionId });
  return { id: session.id, accountId, missionId };
}

/** The mission that a session works for from now on; whether its user serves there was asked before. */
export async function setSessionMission(id: string, missionId: string): Promise<void> {
  await sessions().adapter.setMission(id, missionId);
}

export async function endSession(id: string): Promise<void> {
  await sessions().lucia.invalidateSession(id);
}

/** Sign out everywhere. */
export async function endAllSessions(accountId: string): Promise<void> {
  await sessions().lucia.invalidateUserSessions(accountId);
}

/** A session cookie without expiry: it ends with the browser, the session with its limits. */
export function sessionCookie(request: Request, id: string): string {
  const { name, secure } = cookieFor(ownOriginOf(request));
  return `${name}=${id}; Path=/; HttpOnly; SameSite=Strict${secure ? '; Secure' : ''}`;
}

export function noCookie(request: Request): string {
  return `${sessionCookie(request, '')}; Max-Age=0`;
}
