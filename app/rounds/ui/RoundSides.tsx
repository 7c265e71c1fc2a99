import { useText } from '~/i18n/I18n';
import type { Retention } from '~/missions/mission';
import type { Round, RoundReason } from '~/rounds/round';
import { Card } from '~/ui/Card';
import { SummaryList } from '~/ui/SummaryList';

/** Whom a round still needs, and what follows where protection officers are missing. */
export function PeopleNeeded({ needed }: { needed: readonly string[] }) {
  const { t } = useText('rounds');
  if (needed.length === 0) return null;
  return (
    <Card title={t('people_needed')}>
      <ul className="stack tight">
        {needed.map((part) => (
          <li key={part}>{t(`needs.${part}`)}</li>
        ))}
      </ul>
    </Card>
  );
}

interface SettingsProps {
  round: Pick<
    Round,
    'closesOn' | 'answerBy' | 'expectedPeople' | 'decidesLethal' | 'retention' | 'consentVersion' | 'template'
  >;
  missionRetention: Retention | null;
}

/** The settings of a round in one list. */
export function RoundSettingsList({ round, missionRetention }: SettingsProps) {
  const { t, date, number } = useText('rounds');
  const retention = round.retention ?? missionRetention;
  return (
    <SummaryList
      rows={[
        { term: t('closes_on'), value: date(round.closesOn) },
        { term: t('answer_by'), value: date(round.answerBy) },
        { term: t('expected_people'), value: number(round.expectedPeople) },
        { term: t('decides_lethal'), value: round.decidesLethal ? t('yes_no_unsure.yes') : t('yes_no_unsure.no') },
        { term: t('retention'), value: t(`retention_is.${retention ?? 'unset'}`) },
        { term: t('consent_version'), value: <bdi className="code">{round.consentVersion}</bdi> },
      ]}
    />
  );
}

/** Why a round was extended, paused or cancelled. */
export function Reasons({ reasons }: { reasons: readonly RoundReason[] }) {
  const { t, date } = useText('rounds');
  if (reasons.length === 0) return null;
  return (
    <Card title={t('reasons')}>
      <ul className="stack" role="list">
        {reasons.map((one) => (
          <li key={one.id}>
            <span className="small soft">
              {t(`reason_kind.${one.kind}`)} · {date(one.givenOn)}
            </span>
            <div className="words" dir="auto">
              {one.reason}
            </div>
          </li>
        ))}
      </ul>
    </Card>
  );
}
