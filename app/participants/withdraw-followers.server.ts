import { logError } from '~/platform/log.server';

/** What is told after a withdrawal is committed. Ids only. */
export interface Withdrawn {
  missionId: string;
  roundId: string;
}

type Follower = (withdrawn: Withdrawn) => Promise<void>;

const followers = new Map<string, Follower>();

/**
 * Has something done after each withdrawal, in the round it came from: the search segment written anew, open
 * publications built anew. Higher floors put themselves here when the program starts; the name keeps each there once. A
 * follower must bear being called again, for withdrawals of the last days are told again at the start.
 */
export function onWithdrawn(name: string, follower: Follower): void {
  followers.set(name, follower);
}

/** Tells every follower. One that fails is logged and holds nothing up: the withdrawal itself is done. */
export async function tellWithdrawn(withdrawn: Withdrawn): Promise<void> {
  for (const follower of followers.values()) {
    try {
      await follower(withdrawn);
    } catch (error) {
      logError(error);
    }
  }
}
