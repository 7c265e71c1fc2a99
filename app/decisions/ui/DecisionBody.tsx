import type { ReactNode } from 'react';
import type { ProgramChange } from '~/decisions/decision';
import type { DecisionView } from '~/decisions/decision-view.server';
import { ChangeDiff } from '~/decisions/ui/ChangeDiff';
import { useText } from '~/i18n/I18n';
import type { LocalizedText } from '~/i18n/localized-text';
import { Words, WordsParagraph } from '~/programs/ui/Words';
import { Card } from '~/ui/Card';
import { Note } from '~/ui/Note';

/** What was asked, what we do, and why: the decision itself. */
export function DecisionTextsShown({ view }: { view: DecisionView }) {
  const { t } = useText('decisions');
  const { decision, round } = view;
  const parts: [string, LocalizedText][] = [
    [t('outcome'), decision.outcome],
    [t('rationale'), decision.rationale],
    [t('alternatives'), decision.alternatives],
  ];
  return (
    <div className="stack">
      {parts.map(([title, text]) =>
        Object.keys(text).length === 0 ? null : (
          <section key={title} className="stack tight">
            <h2>{title}</h2>
            <WordsParagraph text={text} source={round.sourceLanguage} />
          </section>
        ),
      )}
    </div>
  );
}

interface ChangesProps {
  view: DecisionView;
  /** What can be done with one change: buttons of a draft. */
  actions?: (change: ProgramChange, conflict: boolean) => ReactNode;
}

/** What changes in the program, word by word; and where somebody rewrote the text since, that too. */
export function ChangesShown({ view, actions }: ChangesProps) {
  const { t, date } = useText('decisions');
  const { decision, elements, round, conflicts } = view;
  if (decision.changes.length === 0) return <p className="soft">{t('changes_nothing')}</p>;
  return (
    <div className="stack">
      {decision.changes.map((change) => {
        const element = elements.find(({ id }) => id === change.elementId);
        const current = decision.state === 'signed' ? undefined : conflicts[change.id];
        return (
          <Card
            key={change.id}
            level={3}
            title={
              <>
                <bdi>{element?.number}</bdi> <Words text={element?.title ?? {}} source={round.sourceLanguage} />
              </>
            }
          >
            <ChangeDiff before={change.before} after={change.after} source={round.sourceLanguage} />
            <p className="small soft">{t('in_force_from', { date: date(change.effectiveOn) })}</p>
            {current && <Conflict before={change.before} current={current} source={round.sourceLanguage} />}
            {actions?.(change, current !== undefined)}
          </Card>
        );
      })}
    </div>
  );
}

function Conflict({ before, current, source }: { before: LocalizedText; current: LocalizedText; source: string }) {
  const { t } = useText('decisions');
  return (
    <Note weight="stop" title={t('conflict_title')}>
      <p>{t('conflict_says')}</p>
      <ChangeDiff before={before} after={current} source={source} />
    </Note>
  );
}
