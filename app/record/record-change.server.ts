import { Prisma } from '~/generated/prisma/client';
import { enterScope, type DatabaseRole, type Tx } from '~/platform/db.server';
import { hourIndex } from '~/platform/day';
import { now, runtime } from '~/platform/runtime.server';
import { subjectOf, type Actor, type Fact } from '~/record/fact';
import { addKeySlots } from '~/record/key-slots.server';
import { leafFields, makeLeaf, type Leaf } from '~/record/leaf.server';

/** Somebody else changed the subject first. Nothing was changed; the page is to be looked at again (409). */
export class StaleChange extends Error {
  override readonly name = 'StaleChange';
}

/** Throws `StaleChange` unless exactly one row was changed: of two simultaneous clicks, one loses. */
export function expectOne({ count }: { count: number }): void {
  if (count !== 1) throw new StaleChange();
}

export interface Through {
  role?: Extract<DatabaseRole, 'desk' | 'visit' | 'accounts' | 'vault'>;
  /** The visited submission, for row-level security. */
  submission?: string;
  /** More metadata for the leaf, such as the round or an act's public key. */
  metadata?: Readonly<Record<string, string>>;
}

function isLostRace(error: unknown): boolean {
  if (!(error instanceof Prisma.PrismaClientKnownRequestError)) return false;
  if (error.code === 'P2034') return true;
  // Two writers of the same version: the second finds the first one's fact. Or of the same epoch of a round's key.
  return error.code === 'P2002' && ['Fact', 'RoundKey'].includes(String(error.meta?.modelName));
}

async function fileFacts(tx: Tx, actor: Actor, facts: readonly Fact[], hour: number): Promise<void> {
  await tx.fact.createMany({
    data: facts.map((fact) => ({
      missionId: actor.missionId,
      subject: subjectOf(fact),
      subjectId: fact.subjectId,
      subjectVersion: fact.subjectVersion,
      type: fact.type,
      actorRole: actor.role,
      actorId: actor.accountId,
      hourIndex: hour,
      payload: fact.payload ?? {},
    })),
  });
}

async function fileLeaf(tx: Tx, missionId: string, leaf: Leaf): Promise<void> {
  await tx.leaf.create({
    data: {
      id: leaf.id,
      missionId,
      commitment: new Uint8Array(leaf.commitment),
      opening: new Uint8Array(leaf.opening),
      metadataSalt: new Uint8Array(leaf.metadataSalt),
      contentSalt: new Uint8Array(leaf.contentSalt),
    },
    select: { id: true },
  });
  await addKeySlots(tx, [leaf.slot]);
}

/**
 * The one door for writes. Work, facts and the leaf for the log are one transaction: all of it happens or nothing. The
 * facts are decided before the work begins and name the versions it makes; the database refuses a commit in which a
 * guarded row changed without its fact. No cryptography and no file is touched inside the transaction: seal before.
 */
export async function recordChange<T>(
  actor: Actor,
  facts: readonly [Fact, ...Fact[]],
  work: (tx: Tx) => Promise<T>,
  through: Through = {},
): Promise<T> {
  const hour = hourIndex(now());
  const leaf = actor.missionId ? await makeLeaf(leafFields(actor, facts, hour, through.metadata)) : null;
  const client = runtime().databases.prisma[through.role ?? 'desk'];
  try {
    return await client.$transaction(
      async (tx) => {
        await enterScope(tx, { mission: actor.missionId, submission: through.submission ?? null });
        const result = await work(tx);
        await fileFacts(tx, actor, facts, hour);
        if (leaf && actor.missionId) await fileLeaf(tx, actor.missionId, leaf);
        return result;
      },
      { maxWait: 10_000, timeout: 20_000 },
    );
  } catch (error) {
    if (isLostRace(error)) throw new StaleChange();
    throw error;
  }
}
