import { useText } from '~/i18n/I18n';
import type { Round } from '~/rounds/round';
import { STRAIGHT_PATH } from '~/rounds/round-path';
import { Timeline } from '~/ui/Timeline';

/** Where a round stands on its way; a round that left the way stands where it left it. */
export function RoundTimeline({ round }: { round: Pick<Round, 'state' | 'openedOn' | 'closedOn' | 'publishedOn'> }) {
  const { t, date } = useText('vocabulary');
  const place = STRAIGHT_PATH.indexOf(round.state);
  const now = place >= 0 ? place : round.state === 'archived' ? STRAIGHT_PATH.length : round.openedOn ? 3 : 1;
  const days = { open: round.openedOn, closed: round.closedOn, published: round.publishedOn } as Partial<
    Record<string, string | null>
  >;
  return (
    <Timeline
      milestones={STRAIGHT_PATH.map((state, index) => {
        const day = days[state];
        return {
          label: t(`round_state.${state}`),
          note: day && index <= now ? date(day) : undefined,
          state: index < now ? ('done' as const) : index === now ? ('now' as const) : ('to_do' as const),
        };
      })}
    />
  );
}
