import type { ReactNode } from 'react';
import { directionOf } from '~/i18n/direction';
import { useText } from '~/i18n/I18n';
import { interfaceLanguages, languageOf, urlTag } from '~/i18n/languages';
import { paths } from '~/routes/paths';
import type { Door } from '~/routes/return/return-page';
import { Button } from '~/ui/Button';
import { HiddenFields } from '~/ui/HiddenFields';
import type { LanguageLink } from '~/ui/LanguageSwitcher';

/** The languages of the site, each leading to the return page in it. */
export function returnLanguages(): LanguageLink[] {
  return interfaceLanguages.map((tag) => ({
    tag: urlTag(tag),
    name: languageOf(tag)?.ownName ?? tag,
    dir: directionOf(tag),
    href: paths.return(urlTag(tag)),
  }));
}

interface VisitFormProps {
  door: Door;
  intent: string;
  fields?: Record<string, string | undefined>;
  children: ReactNode;
}

/** A form behind the code: token, ticket and what its button does go along hidden. */
export function VisitForm({ door, intent, fields = {}, children }: VisitFormProps) {
  const { lang } = useText();
  const hidden = { token: door.token, ticket: door.ticket, intent, ...fields };
  return (
    <form method="post" action={paths.return(lang)} className="stack" autoComplete="off">
      <HiddenFields values={hidden} />
      {children}
    </form>
  );
}

/** A form that is a button alone. */
export function VisitButton({ look = 'quiet', ...form }: VisitFormProps & { look?: 'main' | 'quiet' }) {
  return (
    <VisitForm {...form}>
      <div>
        <Button look={look}>{form.children}</Button>
      </div>
    </VisitForm>
  );
}

/**
 * The same page in another language, without leaving what is behind the code. A form of its own, since a page here has
 * several: it carries nothing typed in another, and says so.
 */
export function VisitLanguages({ door, intent, fields }: Omit<VisitFormProps, 'children'>) {
  const { t, lang } = useText('return');
  return (
    <VisitForm {...{ door, intent, fields }}>
      <p className="small soft">{t('other_language')}</p>
      <div className="row">
        {returnLanguages()
          .filter(({ tag }) => tag !== lang)
          .map(({ tag, name, dir, href }) => (
            <button key={tag} type="submit" className="plain" formAction={href} lang={tag} dir={dir}>
              {name}
            </button>
          ))}
      </div>
    </VisitForm>
  );
}
