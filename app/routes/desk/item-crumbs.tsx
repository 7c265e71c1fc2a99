import { useText } from '~/i18n/I18n';
import { pickText, type LocalizedText } from '~/i18n/localized-text';
import { paths, withQuery } from '~/routes/paths';
import { Breadcrumbs } from '~/ui/Breadcrumbs';

interface ItemCrumbsProps {
  /** Null for who may not know which round a text is of. */
  round: { slug: string; title: LocalizedText } | null;
  /** The item, where the page is one of its points. */
  item?: { href: string; label: string };
  here: string;
}

export function ItemCrumbs({ round, item, here }: ItemCrumbsProps) {
  const { t, lang } = useText('feedback');
  const queue = paths.deskItems(lang);
  return (
    <Breadcrumbs
      crumbs={[
        ...(round ? [{ label: pickText(round.title, lang)?.text ?? '', href: paths.deskRound(lang, round.slug) }] : []),
        { label: t('items_title'), href: round ? withQuery(queue, { round: round.slug }) : queue },
        ...(item ? [item] : []),
        { label: here },
      ]}
    />
  );
}
