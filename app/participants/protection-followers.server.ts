import { logError } from '~/platform/log.server';

/** What is told after less is allowed with texts of a round than before. Ids only. */
export interface Tightened {
  missionId: string;
  roundId: string;
}

type Follower = (tightened: Tightened) => Promise<void>;

const followers = new Map<string, Follower>();

/**
 * Has something done whenever a danger is raised, a tolerance tightened, a consent taken back or an exposure lowered: what
 * was already made from the texts is made anew. Higher floors put themselves here when the program starts; the name keeps
 * each there once, and a follower must bear being called again.
 */
export function onTightened(name: string, follower: Follower): void {
  followers.set(name, follower);
}

/** Tells every follower. One that fails is logged and holds nothing up: the protection itself holds already. */
export async function tellTightened(tightened: Tightened): Promise<void> {
  for (const follower of followers.values()) {
    try {
      await follower(tightened);
    } catch (error) {
      logError(error);
    }
  }
}
