import { useText } from '~/i18n/I18n';
import { languageName } from '~/i18n/language-names';
import type { ItemContext, ItemView } from '~/feedback/item-view';
import { milestonesOf } from '~/feedback/milestones';
import { Card } from '~/ui/Card';
import { Timeline } from '~/ui/Timeline';

/** What happened to the item so far, from its own facts, and what comes. */
export function ItemTimeline({ item }: { item: ItemView }) {
  const { t, date, lang, number } = useText('feedback');
  if (item.day === null) return null;
  const decided = item.points.filter(({ state }) => state === 'disposed' || state === 'answered').length;
  const { done, next } = milestonesOf({ ...item, day: item.day });
  const counted =
    item.state === 'under_consideration' && item.points.length > 0
      ? t('points_decided', { count: item.points.length, decided: number(decided) })
      : null;
  return (
    <Card title={t('where_it_stands')}>
      <Timeline
        milestones={[
          ...done.map(({ type, role, day }, index) => ({
            label: t(`facts:${type}`),
            note: role ? t('day_by_role', { date: date(day), role: t(`roles:${role}`) }) : date(day),
            state: index === done.length - 1 && next ? ('now' as const) : ('done' as const),
          })),
          ...(next
            ? [
                {
                  label:
                    next === 'answer'
                      ? t('answer_in', { language: languageName(item.answerLanguage, lang) })
                      : t('wait_for_sender'),
                  note: counted,
                  state: 'to_do' as const,
                },
              ]
            : []),
        ]}
      />
    </Card>
  );
}

/** What the sender can bear and allows, in words. */
export function ItemProtection({ context }: { context: ItemContext }) {
  const { t, list } = useText('feedback');
  const uses = Object.keys(context.consents);
  const allowed = uses.filter((use) => context.consents[use] && use !== 'quote');
  const refused = uses.filter((use) => !context.consents[use] && use !== 'quote');
  const inWords = (some: readonly string[]) => list(some.map((use) => t(`vocabulary:consent_use.${use}`)));
  return (
    <Card title={t('protection')}>
      <p>
        <strong>{t(context.consents.quote ? 'may_be_quoted' : 'nothing_quoted')}</strong>
      </p>
      <p className="small">{t(`vocabulary:tolerance.${context.tolerance}`)}</p>
      {allowed.length > 0 && <p className="small">{t('allowed', { uses: inWords(allowed) })}</p>}
      {refused.length > 0 && <p className="small">{t('not_allowed', { uses: inWords(refused) })}</p>}
      {context.refusedUses.length > 0 && (
        <details>
          <summary className="small">{t('refused_uses')}</summary>
          <ul className="small">
            {context.refusedUses.map(({ use, reasons }) => (
              <li key={use}>
                {t(`vocabulary:text_use.${use}`)}:{' '}
                <span className="soft">{list(reasons.map((one) => t(`vocabulary:use_reason.${one}`)))}</span>
              </li>
            ))}
          </ul>
        </details>
      )}
      <p className="small">{t(context.codeDeclined ? 'no_code_held' : 'code_held')}</p>
      <p className="small soft">{t('set_by_sender')}</p>
    </Card>
  );
}
