import { remembered } from '~/i18n/remembered';

/** RFC 5646 allows longer tags; none that means a language someone speaks needs more. */
const LONGEST_TAG = 60;
const PRIVATE_USE = /^x(-[a-z0-9]{1,8})+$/;
const EXTENDED_LANGUAGE = /^[a-z]{2,3}-(?=[a-z]{3}(-|$))/i;

/**
 * The canonical form of a BCP 47 tag (`prs` → `fa-AF`, `kmr` → `ku`, `ar-shu` → `shu`), or null when it is not
 * well-formed. A well-formed tag is kept even if nobody registered it; underscores are read as hyphens.
 */
export function canonicalTag(tag: string): string | null {
  return tag.length > LONGEST_TYPED ? null : canonical(tag);
}

/** More than that is no tag even with all blanks around it, and is not worth remembering. */
const LONGEST_TYPED = 200;

const canonical = remembered((tag: string): string | null => {
  const typed = tag.trim().replaceAll('_', '-');
  if (typed === '' || typed.length > LONGEST_TAG) return null;
  if (PRIVATE_USE.test(typed.toLowerCase())) return typed.toLowerCase();
  try {
    return Intl.getCanonicalLocales(typed.replace(EXTENDED_LANGUAGE, ''))[0] ?? null;
  } catch {
    return null;
  }
});

/** The tag as `Intl` takes it: what is no tag, or only a private one, is the undetermined language, never an error. */
export function intlTag(tag: string): string {
  const canonical = canonicalTag(tag);
  return canonical && !canonical.startsWith('x-') ? canonical : 'und';
}

/** The language alone: `fa` of `fa-AF`. What is not a tag is taken up to its first hyphen. */
export function languageSubtag(tag: string): string {
  return (canonicalTag(tag) ?? tag).split('-')[0]!.toLowerCase();
}
