import type { LanguageLink } from '~/ui/LanguageSwitcher';
import type { Samples } from './gallery-samples';

export const LANGUAGES: LanguageLink[] = [
  { tag: 'en', name: 'English', dir: 'ltr', href: '/en' },
  { tag: 'fr', name: 'Français', dir: 'ltr', href: '/fr' },
  { tag: 'ar', name: 'العربية', dir: 'rtl', href: '/ar' },
  { tag: 'am', name: 'አማርኛ', dir: 'ltr', href: '/am' },
];

export interface PageProps {
  s: Samples;
  lang: string;
}
