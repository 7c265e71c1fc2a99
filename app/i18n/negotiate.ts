import { SOURCE_LANGUAGE, urlTag } from '~/i18n/languages';
import { languageSubtag } from '~/i18n/tags';

interface Wish {
  tag: string;
  weight: number;
}

/** No browser sends more; a longer header is cut, not parsed. */
const LONGEST_HEADER = 1000;

function wishes(header: string): Wish[] {
  return header
    .slice(0, LONGEST_HEADER)
    .split(',')
    .map((part) => {
      const [tag = '', ...parameters] = part.trim().split(/\s*;\s*/);
      const quality = parameters.find((parameter) => parameter.startsWith('q='))?.slice(2);
      const weight = quality === undefined ? 1 : Number(quality);
      return { tag, weight: weight >= 0 && weight <= 1 ? weight : 0 };
    })
    .filter(({ tag, weight }) => tag !== '' && weight > 0)
    .sort((a, b) => b.weight - a.weight);
}

/**
 * The best of `available` (URL tags) for an Accept-Language header (RFC 9110 §12.5.4): for each wish in order the
 * same tag, else the first with the same language (`fa-IR` → `fa-af`). `*`, nothing and nonsense give English, or the
 * first available where English is not.
 */
export function bestLanguage(header: string | null | undefined, available: readonly string[]): string {
  const fallback = available.includes(SOURCE_LANGUAGE) ? SOURCE_LANGUAGE : (available[0] ?? SOURCE_LANGUAGE);
  for (const { tag } of wishes(header ?? '')) {
    if (tag === '*') return fallback;
    const wished = urlTag(tag);
    const same = available.find((one) => urlTag(one) === wished);
    const near = available.find((one) => languageSubtag(one) === languageSubtag(tag));
    if (same ?? near) return (same ?? near)!;
  }
  return fallback;
}
