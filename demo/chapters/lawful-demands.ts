import { moveDemand, registerDemand } from '~/missions/lawful-demand-commands.server';
import type { KanemCrew } from '../cast';
import type { StoryClock } from '../clock';
import { succeeded } from '../succeeded';

/** A legislature asked for a whole program, was given the figures of it, and a second demand waits for its lawyers. */
export async function meetDemands({ chief, protection }: KanemCrew, clock: StoryClock): Promise<void> {
  const figures = await succeeded(
    registerDemand(chief, {
      authority: 'legislature',
      basis: 'legislative_inquiry',
      scope: 'whole_mission',
      receivedOn: clock.day(-20),
      gagUntil: null,
      words: 'All that the mission has heard about patrols since the spring.',
    }),
  );
  await succeeded(moveDemand(chief, figures.id, { intent: 'take_up', words: 'Sent to the legal adviser.' }));
  const narrowed = { intent: 'narrow', scope: 'one_program', words: 'Figures answer it; no text is needed.' } as const;
  await succeeded(moveDemand(protection, figures.id, narrowed));
  const answer = { intent: 'answer', given: { figures: 12 }, words: 'The published figures, and no words.' } as const;
  await succeeded(moveDemand(chief, figures.id, answer));
  await succeeded(
    registerDemand(protection, {
      authority: 'police',
      basis: 'none_stated',
      scope: 'one_submission',
      receivedOn: clock.day(-1),
      gagUntil: clock.day(60),
      words: 'Who wrote about the gate. Asked by word of mouth.',
    }),
  );
}
