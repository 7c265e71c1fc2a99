import type { FlagItem, FlagView } from '~/feedback/flag-view.server';
import { FlagClockTag } from '~/feedback/ui/FlagTable';
import { useText } from '~/i18n/I18n';
import { levelOf } from '~/participants/risk-flag';
import { Card } from '~/ui/Card';
import { InTheirWords } from '~/ui/InTheirWords';
import { Tag } from '~/ui/Tag';

/** What a flag is, in tags: how grave, since when, how far it reaches, where it stands. */
export function FlagTags({ flag, clock }: FlagView) {
  const { t } = useText('safety');
  return (
    <p className="row">
      <Tag tone={['severe', 'high'].includes(levelOf(flag)) ? 'stop' : 'wait'}>
        {t(`vocabulary:risk_level.${levelOf(flag)}`)}
      </Tag>
      <FlagClockTag flag={flag} clock={clock} />
      <Tag>{t(`vocabulary:flag_state.${flag.state}`)}</Tag>
      <Tag>{t(`vocabulary:flag_reach.${flag.reach}`)}</Tag>
      <Tag>{t(`vocabulary:flag_raiser.${flag.raisedBy}`)}</Tag>
    </p>
  );
}

/** The words that a flag is about, as far as they may be opened. */
export function FlagWords({ items, hrefOf }: { items: readonly FlagItem[]; hrefOf: (id: string) => string }) {
  const { t } = useText('safety');
  if (items.length === 0) return <p className="soft">{t('words_gone')}</p>;
  return (
    <>
      {items.map((item) => (
        <Card key={item.id} title={t(`vocabulary:item_state.${item.state}`)}>
          {item.original && <InTheirWords lang={item.language}>{item.original}</InTheirWords>}
          {item.translation && <p dir="auto">{item.translation}</p>}
          {!item.original && item.choices.length > 0 && <p className="soft">{t('choices_alone')}</p>}
          <p className="small">
            <a href={hrefOf(item.id)}>{t('open_item')}</a> {item.sensitive && <Tag tone="stop">{t('apart')}</Tag>}
          </p>
        </Card>
      ))}
    </>
  );
}

/** What was done about a flag so far, with the reasons, oldest first. */
export function FlagHistory({ steps }: Pick<FlagView, 'steps'>) {
  const { t, date } = useText('safety');
  return (
    <section className="stack tight">
      <h2>{t('history')}</h2>
      {steps.length === 0 && <p className="soft">{t('no_history')}</p>}
      <ol className="stack tight">
        {steps.map(({ id, event, day, reason, mine }) => (
          <li key={id}>
            <strong>{t(`done.${event}`)}</strong> <span className="soft">{date(day)}</span>{' '}
            {mine && <Tag>{t('by_you')}</Tag>}
            {reason && <p dir="auto">{reason}</p>}
          </li>
        ))}
      </ol>
    </section>
  );
}

/** What to do first, and whom to send somebody in danger to. */
export function SafetyScript({ referrals }: { referrals: string | null }) {
  const { t } = useText('safety');
  return (
    <Card title={t('script')}>
      <ol>
        {(['alone', 'ask', 'decide', 'tell', 'close'] as const).map((step) => (
          <li key={step}>{t(`script_step.${step}`)}</li>
        ))}
      </ol>
      <h3>{t('referrals')}</h3>
      <p dir="auto" className="words">
        {referrals ?? t('no_referrals')}
      </p>
    </Card>
  );
}
