import type { LocalizedText } from '~/i18n/localized-text';
import type { QuestionKind } from '~/rounds/question';

interface TemplateQuestion {
  kind: QuestionKind;
  label: LocalizedText;
  help: LocalizedText;
}

/** A round that was prepared and reviewed once, for all: `{program}` stands for the program's title. */
export interface RoundTemplate {
  id: string;
  /** Grows with every change of its words. */
  edition: number;
  /** The languages its words were reviewed in. */
  languages: readonly string[];
  title: LocalizedText;
  purpose: LocalizedText;
  outcome: LocalizedText;
  questions: readonly TemplateQuestion[];
}

const LISTENING: RoundTemplate = {
  id: 'listening_three_questions',
  edition: 1,
  languages: ['en', 'fr', 'ar'],
  title: {
    en: '{program}: what have you seen, and what should change?',
    fr: '{program} : qu’avez-vous vu, et que faut-il changer ?',
    ar: '{program}: ماذا رأيتم، وما الذي ينبغي أن يتغيّر؟',
  },
  purpose: {
    en: 'We support this program. You live with its effects. Before we go on, we want to know what it has done around you, good or bad.',
    fr: 'Nous soutenons ce programme. Vous vivez avec ses effets. Avant de continuer, nous voulons savoir ce qu’il a changé autour de vous, en bien ou en mal.',
    ar: 'نحن ندعم هذا البرنامج، وأنتم تعيشون آثاره. قبل أن نواصل، نريد أن نعرف ما الذي فعله من حولكم، خيرًا كان أو شرًّا.',
  },
  outcome: {
    en: 'We read every answer and reply to every point. The program can be changed because of what you say. We cannot promise that it will be. If we do not follow what you say, we tell you why.',
    fr: 'Nous lisons chaque réponse et répondons à chaque point. Le programme peut être modifié grâce à ce que vous dites. Nous ne pouvons pas le promettre. Si nous ne suivons pas votre avis, nous vous disons pourquoi.',
    ar: 'نقرأ كل إجابة ونردّ على كل نقطة. يمكن أن يتغيّر البرنامج بسبب ما تقولونه، لكننا لا نستطيع أن نعدكم بذلك. وإذا لم نأخذ بما قلتم، نخبركم بالسبب.',
  },
  questions: [
    {
      kind: 'long_text',
      label: {
        en: 'What has happened around you since the program began?',
        fr: 'Que s’est-il passé autour de vous depuis le début du programme ?',
        ar: 'ماذا حدث من حولكم منذ بدأ البرنامج؟',
      },
      help: {
        en: 'Good things and bad things. Do not write names, or anything that shows who you or others are.',
        fr: 'Le bon comme le mauvais. N’écrivez pas de noms, ni rien qui montre qui vous êtes ou qui sont les autres.',
        ar: 'الأمور الحسنة والسيئة معًا. لا تكتبوا أسماء، ولا أي شيء يدل عليكم أو على غيركم.',
      },
    },
    {
      kind: 'yes_no_unsure',
      label: {
        en: 'Has people’s safety changed since then?',
        fr: 'La sécurité des gens a-t-elle changé depuis ?',
        ar: 'هل تغيّرت سلامة الناس منذ ذلك الوقت؟',
      },
      help: {},
    },
    {
      kind: 'long_text',
      label: {
        en: 'If it has changed: in what way, and for whom?',
        fr: 'Si elle a changé : de quelle manière, et pour qui ?',
        ar: 'إذا تغيّرت: كيف، ولمن؟',
      },
      help: {
        en: 'For example women, young people, people of one village or one trade. No names.',
        fr: 'Par exemple les femmes, les jeunes, les gens d’un village ou d’un métier. Pas de noms.',
        ar: 'مثلًا النساء، أو الشباب، أو أهل قرية أو مهنة. من دون أسماء.',
      },
    },
    {
      kind: 'long_text',
      label: {
        en: 'What should change in the program?',
        fr: 'Que faut-il changer dans le programme ?',
        ar: 'ما الذي ينبغي أن يتغيّر في البرنامج؟',
      },
      help: {},
    },
  ],
};

export const ROUND_TEMPLATES: readonly RoundTemplate[] = [LISTENING];

export function templateById(id: string): RoundTemplate | null {
  return ROUND_TEMPLATES.find((template) => template.id === id) ?? null;
}

/** How a round names the template it was made from. */
export function templateName({ id, edition }: RoundTemplate): string {
  return `${id}@${edition}`;
}

/** The title a template suggests in each of these languages; none where the program has no title in the language. */
export function suggestedTitle(
  template: RoundTemplate,
  programTitle: LocalizedText,
  languages: readonly string[],
): LocalizedText {
  return Object.fromEntries(
    languages.flatMap((language) => {
      const [words, program] = [template.title[language], programTitle[language]];
      return words && program ? [[language, words.replace('{program}', () => program)]] : [];
    }),
  );
}
