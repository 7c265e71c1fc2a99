import { useText, type Text } from '~/i18n/I18n';
import { pickText, type LocalizedText } from '~/i18n/localized-text';
import type { DrawnKind, ImpactFlow } from '~/reports/impact-flow';
import type { Shown } from '~/reports/small-numbers';
import { useShown } from '~/reports/ui/shown-text';
import { Sankey } from '~/ui/Sankey';
import type { Flow } from '~/ui/sankey-layout';
import type { Tone } from '~/ui/Tag';

const TONES: Readonly<Record<DrawnKind, Tone>> = {
  incorporated: 'good',
  partly: 'good',
  already_reflected: 'plain',
  recommended: 'wait',
  deferred: 'wait',
  not_incorporated: 'stop',
  referred: 'plain',
};

/** How thick something of fewer than 5 is drawn, whatever it is: a picture must not tell more than its words. */
const THIN = 2;
const width = (shown: Shown) => (shown.kind === 'about' ? shown.value : THIN);

type ReadShown = (shown: Shown) => string;

function drawing(flow: ImpactFlow, { t, lang }: Pick<Text, 't' | 'lang'>, source: string, read: ReadShown): Flow {
  const words = (text: LocalizedText) => pickText(text, lang, [source])?.text ?? '';
  const changeLabel = (title: { number: string; title: LocalizedText } | null) =>
    title ? `${title.number} ${words(title.title)}` : t('flow.changes', { count: flow.changed });
  return {
    nodes: [
      { id: 'submissions', label: t('flow.submissions'), column: 0, tone: 'plain', shown: read(flow.submissions) },
      ...flow.themes.map(({ id, title, shown }) => ({
        id,
        label: words(title),
        column: 1,
        tone: 'plain' as const,
        shown: read(shown),
      })),
      ...flow.kinds.map(({ id, title, shown }) => ({
        id,
        label: t(`kind.${title}`),
        column: 2,
        tone: TONES[title],
        shown: read(shown),
      })),
      ...flow.changes.map(({ id, title, shown }) => ({
        id,
        label: changeLabel(title),
        column: 3,
        tone: 'good' as const,
        shown: read(shown),
      })),
    ],
    links: flow.links.map(({ from, to, shown }) => ({ from, to, value: width(shown), shown: read(shown) })),
  };
}

/** How what people said became what changed: the picture, its main finding in a sentence, and its table. */
export function ReportFlow({ flow, source }: { flow: ImpactFlow; source: string }) {
  const text = useText('reports');
  const shown = useShown();
  const { t } = text;
  const read = (one: Shown) => shown(one) ?? '';
  const takenUp = flow.kinds.find(({ id }) => id === 'incorporated');
  const description = takenUp
    ? t('flow.finding', { submissions: read(flow.submissions), number: read(takenUp.shown) })
    : t('flow.nothing_changed', { submissions: read(flow.submissions) });
  return (
    <div className="stack tight">
      <Sankey
        flow={drawing(flow, text, source, read)}
        title={t('flow.title')}
        description={description}
        headers={{ from: t('flow.from'), to: t('flow.to'), value: t('flow.value') }}
        empty={t('flow.empty')}
      />
      {flow.themesLeftOut > 0 && (
        <p className="small soft">{t('flow.themes_left_out', { count: flow.themesLeftOut })}</p>
      )}
    </div>
  );
}
