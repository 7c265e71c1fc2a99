/** ISO 15924 codes of the scripts in use here. */
export type Script = 'Latn' | 'Arab' | 'Ethi' | 'Cyrl' | 'Mymr';

/** The parts of `Intl` that can lack data for a language. */
export type IntlPart =
  | 'PluralRules'
  | 'NumberFormat'
  | 'DateTimeFormat'
  | 'ListFormat'
  | 'RelativeTimeFormat'
  | 'DisplayNames'
  | 'Segmenter'
  | 'Collator';

export interface Language {
  /** Canonical BCP 47 tag. */
  tag: string;
  /** Its name in itself, in its own script. */
  ownName: string;
  englishName: string;
  script: Script;
  /** Unicode numbering system its readers expect. */
  digits: 'latn' | 'arab' | 'arabext' | 'mymr';
  /** Calendars in use, the usual one first. */
  calendars: readonly ('gregory' | 'persian' | 'ethiopic')[];
  /** Parts of `Intl` without data for it, as measured; the code asks `supportedLocalesOf` all the same. */
  lacks?: readonly IntlPart[];
  /** Plural rule, where CLDR has none: `same` has one form; `one_other` sets 1 apart. */
  plural?: 'same' | 'one_other';
  /** The language it is a variety of, whose plural rule and formats it takes whole. */
  varietyOf?: string;
  /** Whose number formats to borrow where `Intl` has none: the written language around it. */
  formatAs?: string;
  /** Months and days of the week (Sunday first), where `Intl` has none. */
  months?: readonly string[];
  weekdays?: readonly string[];
  /** What people also call it when asked for a name. */
  alsoCalled?: readonly string[];
  /** Made from English for tests. */
  pseudo?: true;
}

const latin = { script: 'Latn', digits: 'latn', calendars: ['gregory'] } as const;
const arabic = { script: 'Arab', digits: 'latn', calendars: ['gregory'] } as const;
const ethiopic = { script: 'Ethi', digits: 'latn', calendars: ['gregory', 'ethiopic'] } as const;
const persianYear = { script: 'Arab', digits: 'arabext', calendars: ['persian', 'gregory'] } as const;
const nothingInIntl: readonly IntlPart[] = [
  'PluralRules',
  'NumberFormat',
  'DateTimeFormat',
  'ListFormat',
  'RelativeTimeFormat',
  'DisplayNames',
  'Segmenter',
  'Collator',
];

/** The languages the portal knows well enough to offer, in the order of the documentation. */
// prettier-ignore
export const LANGUAGES: readonly Language[] = [
  { tag: 'en', ownName: 'English', englishName: 'English', ...latin },
  { tag: 'fr', ownName: 'Français', englishName: 'French', ...latin },
  { tag: 'ar', ownName: 'العربية', englishName: 'Arabic', ...arabic, alsoCalled: ['arabe', 'عربي'] },
  { tag: 'fa-AF', ownName: 'دری', englishName: 'Dari', ...persianYear, alsoCalled: ['farsi', 'فارسی دری'] },
  { tag: 'ps', ownName: 'پښتو', englishName: 'Pashto', ...persianYear, alsoCalled: ['pashtu', 'pakhto', 'pachto'] },
  { tag: 'ckb', ownName: 'کوردی (سۆرانی)', englishName: 'Sorani Kurdish', ...arabic, digits: 'arab', lacks: ['ListFormat', 'Collator'], alsoCalled: ['sorani', 'کوردیی ناوەندی', 'سۆرانی', 'kurdish', 'kurde'] },
  { tag: 'ku', ownName: 'Kurdî (Kurmancî)', englishName: 'Kurmanji Kurdish', ...latin, alsoCalled: ['kurmanji', 'kurmancî', 'kurdish', 'kurde'] },
  { tag: 'ur', ownName: 'اردو', englishName: 'Urdu', ...arabic, alsoCalled: ['ourdou'] },
  { tag: 'ha', ownName: 'Hausa', englishName: 'Hausa', ...latin, alsoCalled: ['haoussa', 'هوسا'] },
  { tag: 'am', ownName: 'አማርኛ', englishName: 'Amharic', ...ethiopic, alsoCalled: ['amarigna'] },
  { tag: 'ti', ownName: 'ትግርኛ', englishName: 'Tigrinya', ...ethiopic, lacks: ['Collator'], alsoCalled: ['tigrigna'] },
  { tag: 'om', ownName: 'Afaan Oromoo', englishName: 'Oromo', ...latin, lacks: ['ListFormat'], alsoCalled: ['oromiffa', 'oromifa'] },
  { tag: 'so', ownName: 'Soomaali', englishName: 'Somali', ...latin, lacks: ['Collator'], alsoCalled: ['af soomaali'] },
  { tag: 'sw', ownName: 'Kiswahili', englishName: 'Swahili', ...latin, alsoCalled: ['souahéli'] },
  { tag: 'bm', ownName: 'Bamanankan', englishName: 'Bambara', ...latin, lacks: ['ListFormat', 'Collator'], alsoCalled: ['bamana'] },
  { tag: 'ff', ownName: 'Fulfulde', englishName: 'Fula', ...latin, alsoCalled: ['fulani', 'peul', 'peulh', 'pulaar', 'pular', 'fulah'] },
  { tag: 'ffm', ownName: 'Fulfulde Maasina', englishName: 'Maasina Fulfulde', ...latin, lacks: nothingInIntl, varietyOf: 'ff', alsoCalled: ['peul du macina'] },
  { tag: 'fuv', ownName: 'Fulfulde Adamawa', englishName: 'Nigerian Fulfulde', ...latin, lacks: nothingInIntl, varietyOf: 'ff' },
  { tag: 'yo', ownName: 'Yorùbá', englishName: 'Yoruba', ...latin },
  { tag: 'ig', ownName: 'Igbo', englishName: 'Igbo', ...latin, alsoCalled: ['ibo'] },
  { tag: 'ses', ownName: 'Koyraboro senni', englishName: 'Koyraboro Senni (Songhay)', ...latin, lacks: ['ListFormat', 'Collator'], alsoCalled: ['songhay', 'songhai', 'songhaï', 'sonrai'] },
  { tag: 'dje', ownName: 'Zarmaciine', englishName: 'Zarma', ...latin, lacks: ['PluralRules', 'ListFormat', 'Collator'], plural: 'same', alsoCalled: ['djerma', 'zerma'] },
  { tag: 'taq', ownName: 'Tamasheq', englishName: 'Tamasheq', ...latin, lacks: nothingInIntl, plural: 'one_other', formatAs: 'fr', alsoCalled: ['tamachek', 'tamasheq', 'touareg', 'tuareg', 'ⵜⴰⵎⴰⵌⴰⵆ'] },
  { tag: 'es', ownName: 'Español', englishName: 'Spanish', ...latin, alsoCalled: ['castellano'] },
  { tag: 'pt', ownName: 'Português', englishName: 'Portuguese', ...latin },
  { tag: 'uk', ownName: 'Українська', englishName: 'Ukrainian', ...latin, script: 'Cyrl' },
  { tag: 'my', ownName: 'မြန်မာ', englishName: 'Burmese', ...latin, script: 'Mymr', digits: 'mymr', alsoCalled: ['birman', 'myanmar'] },
  {
    tag: 'ht', ownName: 'Kreyòl ayisyen', englishName: 'Haitian Creole', ...latin, lacks: nothingInIntl, plural: 'same', formatAs: 'fr',
    months: ['janvye', 'fevriye', 'mas', 'avril', 'me', 'jen', 'jiyè', 'out', 'septanm', 'oktòb', 'novanm', 'desanm'],
    weekdays: ['dimanch', 'lendi', 'madi', 'mèkredi', 'jedi', 'vandredi', 'samdi'],
    alsoCalled: ['kreyol', 'créole haïtien'],
  },
  { tag: 'kr', ownName: 'Kanuri', englishName: 'Kanuri', ...latin, lacks: nothingInIntl, plural: 'one_other', formatAs: 'en', alsoCalled: ['kanouri', 'beriberi'] },
];

/** Accents and +40 % length; and right-to-left. Their plurals and formats are English, as their source is. */
export const PSEUDO_LANGUAGES: readonly Language[] = [
  { tag: 'en-XA', ownName: '[Ëñgļîšh]', englishName: 'Accented English', ...latin, varietyOf: 'en', pseudo: true },
  {
    tag: 'ar-XB',
    ownName: 'Right-to-left English',
    englishName: 'Right-to-left English',
    ...arabic,
    varietyOf: 'en',
    pseudo: true,
  },
];
