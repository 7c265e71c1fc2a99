import { useText } from '~/i18n/I18n';
import { Words } from '~/programs/ui/Words';
import type { Round } from '~/rounds/round';
import { RoundStateTag } from '~/rounds/ui/RoundStateTag';

interface RoundLinksProps {
  rounds: readonly Pick<Round, 'id' | 'slug' | 'title' | 'sourceLanguage' | 'state' | 'closesOn'>[];
  hrefOf: (slug: string) => string;
  empty: string;
}

/** Rounds as a short list of links, each with its state and last day. */
export function RoundLinks({ rounds, hrefOf, empty }: RoundLinksProps) {
  const { t, date } = useText('rounds');
  if (rounds.length === 0) return <p className="soft">{empty}</p>;
  return (
    <ul className="stack" role="list">
      {rounds.map((round) => (
        <li key={round.id}>
          <a href={hrefOf(round.slug)}>
            <Words text={round.title} source={round.sourceLanguage} />
          </a>{' '}
          <RoundStateTag state={round.state} />{' '}
          <span className="small soft">{t('until', { date: date(round.closesOn) })}</span>
        </li>
      ))}
    </ul>
  );
}
