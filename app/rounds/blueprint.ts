import type { LocalizedText } from '~/i18n/localized-text';
import type { Question } from '~/rounds/question';
import {
  languagesAfter,
  missingFields,
  textHash,
  withWords,
  type RoundLanguage,
  type RoundTexts,
} from '~/rounds/round-texts';
import { suggestedTitle, templateName, type RoundTemplate } from '~/rounds/templates';

/** A round about to be made: its words, its questions, and how far each language is. */
export interface Blueprint {
  template: string | null;
  sourceLanguage: string;
  texts: RoundTexts;
  questions: readonly Question[];
  languages: readonly RoundLanguage[];
}

const inLanguages = (text: LocalizedText, languages: readonly string[]): LocalizedText =>
  Object.fromEntries(Object.entries(text).filter(([tag]) => languages.includes(tag)));

/** The rows of languages whose words are as they should be, and of those that are still asked for. */
function rowsFor(texts: RoundTexts, source: string, languages: readonly string[], isGood: (tag: string) => boolean) {
  const sourceHash = textHash(texts, source);
  return languages.map((language): RoundLanguage => {
    const complete = missingFields(texts, source, language).length === 0;
    const state = complete && isGood(language) ? 'reviewed' : 'requested';
    const row = { language, state, sourceHash, textHash: textHash(texts, language) } as const;
    return { ...row, translatedBy: null, reviewedBy: null, reviewedOn: null };
  });
}

export interface Wanted {
  sourceLanguage: string;
  languages: readonly string[];
  /** An id for a question, made outside. */
  newId: () => string;
}

/** A round from a template. The template's words count as reviewed where the program has a title in the language. */
export function fromTemplate(template: RoundTemplate, programTitle: LocalizedText, wanted: Wanted): Blueprint {
  const { sourceLanguage, languages } = wanted;
  const questions = template.questions.map((question, index): Question => ({
    id: wanted.newId(),
    position: index + 1,
    kind: question.kind,
    required: false,
    label: inLanguages(question.label, languages),
    help: inLanguages(question.help, languages),
    options: [],
  }));
  const texts: RoundTexts = {
    title: suggestedTitle(template, programTitle, languages),
    purpose: inLanguages(template.purpose, languages),
    outcome: inLanguages(template.outcome, languages),
    questions,
  };
  const rows = rowsFor(texts, sourceLanguage, languages, (tag) => template.languages.includes(tag));
  return { template: templateName(template), sourceLanguage, texts, questions, languages: rows };
}

/** What is taken over from a former round. */
export interface FormerRound {
  template: string | null;
  texts: RoundTexts;
  questions: readonly Question[];
  languages: readonly RoundLanguage[];
  isReviewed: (language: string) => boolean;
}

/** A round like a former one: the same words, and reviewed where they were reviewed there. */
export function fromFormer(former: FormerRound, wanted: Wanted): Blueprint {
  const { sourceLanguage, languages } = wanted;
  const questions = former.questions.map((question) => ({
    ...question,
    id: wanted.newId(),
    label: inLanguages(question.label, languages),
    help: inLanguages(question.help, languages),
    options: question.options.map((option) => ({ ...option, text: inLanguages(option.text, languages) })),
  }));
  const texts: RoundTexts = {
    title: inLanguages(former.texts.title, languages),
    purpose: inLanguages(former.texts.purpose, languages),
    outcome: inLanguages(former.texts.outcome, languages),
    questions,
  };
  const rows = rowsFor(texts, sourceLanguage, languages, former.isReviewed).map((row) => {
    const old = former.languages.find((one) => one.language === row.language);
    const { translatedBy = null, reviewedBy = null, reviewedOn = null } = old ?? {};
    return { ...row, translatedBy, reviewedBy, reviewedOn };
  });
  return { template: former.template, sourceLanguage, texts, questions, languages: rows };
}

/** The blueprint with titles as somebody typed them: a language whose title is not the suggested one awaits a review. */
export function withTitles(blueprint: Blueprint, titles: LocalizedText, by: string): Blueprint {
  const { sourceLanguage: source } = blueprint;
  const order = [source, ...blueprint.languages.map((row) => row.language).filter((tag) => tag !== source)];
  return order.reduce((made, language) => {
    const typed = titles[language];
    if (typed === undefined || typed.trim() === '' || typed.trim() === (made.texts.title[language] ?? '')) return made;
    const texts = withWords(made.texts, language, new Map([['title', typed]]));
    const languages = languagesAfter(made.languages, { before: made.texts, after: texts }, source, { language, by });
    return { ...made, texts, languages };
  }, blueprint);
}
