import { translator } from '~/i18n/instances.server';
import { formatsOf } from '~/i18n/format';
import { pickText, type LocalizedText } from '~/i18n/localized-text';
import { canonicalTag } from '~/i18n/tags';
import { CHOSEN_USES } from '~/participants/consent';
import { consentKey, readVersion, retentionKey, useKeys } from '~/rounds/consent-texts';
import { choicesOf, hasOwnOptions, isText, type Question } from '~/rounds/question';
import type { PublicRound } from '~/rounds/round';
import type { ScriptLine, ScriptPart } from '~/rounds/script';
import { toldBefore } from '~/rounds/told-before';

export interface SpokenRound {
  round: Pick<
    PublicRound,
    | 'title'
    | 'purpose'
    | 'outcome'
    | 'sourceLanguage'
    | 'consentVersion'
    | 'retentionAuthority'
    | 'closesOn'
    | 'answerBy'
  >;
  questions: readonly Question[];
  missionName: LocalizedText;
  /** Whether the round takes names today. */
  named: boolean;
}

/** Words that people wrote, marked with their language where it is not the page's. */
function written(text: LocalizedText, lang: string, source: string): ScriptLine[] {
  const picked = pickText(text, lang, [source]);
  if (!picked) return [];
  const isForeign = picked.lang !== canonicalTag(lang);
  return [{ text: picked.text, ...(isForeign && { lang: picked.lang }) }];
}

const hint = (text: string): ScriptLine => ({ text, hint: true });
const said = (text: string): ScriptLine => ({ text });

function consentLines({ round }: SpokenRound, lang: string): ScriptLine[] {
  const t = translator(lang, 'consent');
  const version = round.consentVersion;
  const key = (name: string) => t(consentKey(version, name));
  const { retentionAuthority: authority } = round;
  return [
    key('meant_by_sending'),
    key('all_off'),
    ...CHOSEN_USES.map((use) => {
      const { label, says } = useKeys(version, use);
      return `${t(label)}. ${t(says)}`;
    }),
    `${key('in_the_end_title')}. ${t(retentionKey(version))}`,
    ...(authority ? [t(consentKey(version, 'in_the_end_authority'), { authority })] : []),
    key('take_back'),
  ].map(said);
}

function questionLines(question: Question, lang: string, source: string): ScriptLine[] {
  const t = translator(lang, 'script');
  const { kind, options } = question;
  const choices = isText(kind)
    ? []
    : hasOwnOptions(kind)
      ? options.flatMap(({ text }) => written(text, lang, source))
      : choicesOf(question).map((choice) => said(t(`rounds:${kind}.${choice}`)));
  return [
    ...written(question.label, lang, source),
    ...written(question.help, lang, source),
    ...(choices.length > 0 ? [said(t('choices')), ...choices] : []),
  ];
}

/**
 * What is read aloud at a gathering, in its order: welcome, what it is about, risks, consent, questions, and how it goes
 * on (G04, G07). The same words as on the screen, for a round's recordings too; hints for the reader stand between them.
 */
export function scriptOf(spoken: SpokenRound, lang: string): ScriptPart[] {
  const t = translator(lang, 'script');
  const { date } = formatsOf(lang);
  const { round, questions, named } = spoken;
  const source = round.sourceLanguage;
  const part = (id: ScriptPart['id'], lines: ScriptLine[], title = t(`part.${id}`)): ScriptPart => {
    return { id, questionId: null, title, lines };
  };
  const risks = toldBefore(named).flatMap(({ title, texts }) => [
    { text: `${t(title)}:`, heading: true },
    ...texts.map((one) => said(t(one))),
  ]);
  return [
    part('welcome', [
      hint(t('hint_welcome')),
      said(t('welcome')),
      said(t('free')),
      said(t('no_list')),
      hint(t('hint_leave')),
    ]),
    part('about', [
      ...written(round.title, lang, source),
      ...written(round.purpose, lang, source),
      ...written(round.outcome, lang, source),
    ]),
    part('risks', [hint(t('hint_risks')), said(t('room')), ...risks, hint(t('hint_after_risks'))]),
    part('consent', [
      hint(t('hint_consent')),
      ...consentLines(spoken, lang),
      hint(t('hint_after_consent', { edition: readVersion(round.consentVersion)?.edition ?? '' })),
    ]),
    ...questions.map((question) => ({
      id: 'question' as const,
      questionId: question.id,
      title: t('question', { number: String(question.position) }),
      lines: [...questionLines(question, lang, source), hint(t('hint_question'))],
    })),
    part('close', [
      said(t('close', { answer: date(round.answerBy) })),
      said(t('until', { closes: date(round.closesOn) })),
      hint(t('hint_close')),
    ]),
  ];
}
