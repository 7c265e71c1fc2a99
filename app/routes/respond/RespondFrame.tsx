import type { ReactNode } from 'react';
import type { FormValues } from '~/auth/refused-form';
import { directionOf } from '~/i18n/direction';
import { useText } from '~/i18n/I18n';
import { interfaceLanguages, languageOf, urlTag } from '~/i18n/languages';
import { paths } from '~/routes/paths';
import { HiddenFields } from '~/ui/HiddenFields';
import { LanguageSubmitRow } from '~/ui/LanguageSwitcher';

interface RespondFormProps {
  slug: string;
  token: string;
  /** Where a change of language leads, and what Enter means: the buttons name their own step after it. */
  step: string;
  /** What is carried on without being shown. */
  values?: FormValues;
  children: ReactNode;
}

/** A form of the respond pages: all post to the one address, and each can go on in another language. */
export function RespondForm({ slug, token, step, values = {}, children }: RespondFormProps) {
  const { lang } = useText();
  return (
    <form method="post" action={paths.respond(lang, slug)} className="stack" autoComplete="off">
      <HiddenFields values={{ ...values, token, step }} />
      {children}
      <LanguageSubmitRow languages={languagesFor(slug)} />
    </form>
  );
}

function languagesFor(slug: string) {
  return interfaceLanguages.map((tag) => ({
    tag: urlTag(tag),
    name: languageOf(tag)?.ownName ?? tag,
    dir: directionOf(tag),
    href: paths.respond(urlTag(tag), slug),
  }));
}
