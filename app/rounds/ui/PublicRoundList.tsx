import { useText } from '~/i18n/I18n';
import { namedLanguage } from '~/i18n/language-names';
import type { Day } from '~/platform/day';
import { Words } from '~/programs/ui/Words';
import { publicPhase, type PublicPhase, type PublicRound } from '~/rounds/round';
import { EmptyState } from '~/ui/EmptyState';
import { Tag, type Tone } from '~/ui/Tag';

const TONES: Record<PublicPhase, Tone> = {
  open: 'good',
  being_answered: 'wait',
  published: 'plain',
  cancelled: 'plain',
};

export function PhaseTag({ phase }: { phase: PublicPhase }) {
  const { t } = useText('rounds');
  return <Tag tone={TONES[phase]}>{t(`phase.${phase}`)}</Tag>;
}

interface ListProps {
  rounds: readonly PublicRound[];
  today: Day;
  hrefOf: (slug: string) => string;
  empty: string;
}

/** Rounds as the public sees them: what is asked, in which languages, until when. */
export function PublicRoundList({ rounds, today, hrefOf, empty }: ListProps) {
  if (rounds.length === 0) return <EmptyState text={empty} />;
  return (
    <ul className="stack" role="list">
      {rounds.map((round) => (
        <li key={round.id} className="card">
          <h3>
            <a href={hrefOf(round.slug)}>
              <Words text={round.title} source={round.sourceLanguage} />
            </a>
          </h3>
          <RoundLine round={round} today={today} />
        </li>
      ))}
    </ul>
  );
}

function RoundLine({ round, today }: { round: PublicRound; today: Day }) {
  const { t, date } = useText('rounds');
  const phase = publicPhase(round, today);
  return (
    <>
      <p className="row">
        <PhaseTag phase={phase} />
        {phase === 'open' && <span>{t('until', { date: date(round.closesOn) })}</span>}
        {phase === 'being_answered' && <span>{t('answers_by', { date: date(round.answerBy) })}</span>}
      </p>
      <p className="links">
        {round.languages.map((tag) => {
          const { ownName, dir } = namedLanguage(tag);
          return (
            <span key={tag} lang={tag} dir={dir}>
              {ownName}
            </span>
          );
        })}
      </p>
    </>
  );
}
