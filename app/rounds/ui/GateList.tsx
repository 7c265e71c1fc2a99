import { useText } from '~/i18n/I18n';
import { namedLanguage } from '~/i18n/language-names';
import type { GatePlace, UnmetGate } from '~/rounds/round-gates';

interface GateListProps {
  gates: readonly UnmetGate[];
  hrefOf: (where: GatePlace) => string | null;
}

/** What stands against an act, in words, each with the way to meet it. */
export function GateList({ gates, hrefOf }: GateListProps) {
  const { t } = useText('rounds');
  return (
    <ul className="stack tight">
      {gates.map(({ name, reason, where }) => {
        const language = where.language ? namedLanguage(where.language).ownName : '';
        const href = hrefOf(where);
        return (
          <li key={name}>
            {t(`gate_reason.${reason}`, { language })} {href && <a href={href}>{t(`gate_place.${where.page}`)}</a>}
          </li>
        );
      })}
    </ul>
  );
}
