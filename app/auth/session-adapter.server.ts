import { createHash } from 'node:crypto';
import type { Adapter, DatabaseSession, DatabaseUser } from 'lucia';
import type { PrismaClient } from '~/generated/prisma/client';

export const IDLE_MINUTES = 30;
export const ABSOLUTE_HOURS = 12;

const hash = (id: string) => createHash('sha256').update(id).digest('hex');

/**
 * Keeps staff sessions. Stores the SHA-256 of a session's id only, so that a stolen table opens no session, and gives
 * back the raw id it was handed. No renewal goes beyond 12 hours after the sign-in; a disabled account has no session.
 */
export class SessionAdapter implements Adapter {
  constructor(
    private readonly db: PrismaClient,
    private readonly now: () => Date,
  ) {}

  async getSessionAndUser(id: string): Promise<[DatabaseSession | null, DatabaseUser | null]> {
    const row = await this.db.session.findUnique({
      where: { id: hash(id) },
      select: { accountId: true, missionId: true, expiresAt: true, account: { select: { state: true } } },
    });
    if (!row || row.account.state !== 'active') return [null, null];
    const expiresAt = this.bySystemClock(row.expiresAt);
    const session = { id, userId: row.accountId, expiresAt, attributes: { missionId: row.missionId } };
    return [session, { id: row.accountId, attributes: {} }];
  }

  /** lucia reads the system's clock; what is stored goes by the program's, which tests move. */
  private bySystemClock(moment: Date): Date {
    return new Date(moment.getTime() + Date.now() - this.now().getTime());
  }

  private byOurClock(moment: Date): Date {
    return new Date(moment.getTime() - Date.now() + this.now().getTime());
  }

  /** Lists nothing: raw ids are not known, and nobody needs them. */
  async getUserSessions(): Promise<DatabaseSession[]> {
    return [];
  }

  async setSession({ id, userId, expiresAt, attributes }: DatabaseSession): Promise<void> {
    const times = { expiresAt: this.byOurClock(expiresAt), createdAt: this.now() };
    await this.db.session.create({
      data: { id: hash(id), accountId: userId, missionId: attributes.missionId, ...times },
      select: { id: true },
    });
  }

  /** The mission that a running session works for. */
  async setMission(id: string, missionId: string): Promise<void> {
    await this.db.session.updateMany({ where: { id: hash(id) }, data: { missionId } });
  }

  async updateSessionExpiration(id: string, expiresAt: Date): Promise<void> {
    const row = await this.db.session.findUnique({ where: { id: hash(id) }, select: { createdAt: true } });
    if (!row) return;
    const last = row.createdAt.getTime() + ABSOLUTE_HOURS * 3_600_000;
    await this.db.session.updateMany({
      where: { id: hash(id) },
      data: { expiresAt: new Date(Math.min(this.byOurClock(expiresAt).getTime(), last)) },
    });
  }

  async deleteSession(id: string): Promise<void> {
    await this.db.session.deleteMany({ where: { id: hash(id) } });
  }

  async deleteUserSessions(userId: string): Promise<void> {
    await this.db.session.deleteMany({ where: { accountId: userId } });
  }

  async deleteExpiredSessions(): Promise<void> {
    await this.db.session.deleteMany({ where: { expiresAt: { lte: this.now() } } });
  }
}
