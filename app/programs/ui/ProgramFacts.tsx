import { useText } from '~/i18n/I18n';
import type { Program } from '~/programs/program';
import { CivicSpaceTag } from '~/programs/ui/CivicSpaceTag';
import { Words } from '~/programs/ui/Words';
import { SummaryList } from '~/ui/SummaryList';

/** What a program is, where, and how free people there are to speak of it. */
export function ProgramFacts({ program }: { program: Program }) {
  const { t, date } = useText('programs');
  const { country } = program;
  const stage = t(`vocabulary:program_stage.${program.stage}`);
  const enrolled = t(`vocabulary:program_stage.${program.enrolledStage}`);
  return (
    <SummaryList
      rows={[
        { term: t('country'), value: <Words text={country.name} /> },
        {
          term: t('civic_space'),
          value: (
            <>
              <CivicSpaceTag level={country.civicSpace} />{' '}
              {t('rated_by', { source: country.civicSpaceSource, date: date(country.civicSpaceOn) })}
            </>
          ),
        },
        { term: t('stage'), value: stage },
        { term: t('enrolled'), value: t('enrolled_at', { stage: enrolled, date: date(program.enrolledOn) }) },
        { term: t('assistance_type'), value: t(`vocabulary:assistance_type.${program.assistanceType}`) },
        { term: t('unit_type'), value: t(`vocabulary:unit_type.${program.unitType}`) },
      ]}
    />
  );
}
