/** What the people of the main way write: one participant, and the desk that answers. */

export const SAID = ['منذ فتح المكتب صار الناس يخافون من الذهاب إليه لأن الحارس يسجل أسماءهم.', 'نريد مكانًا نشتكي فيه من دون أن يعرفنا أحد.']; // prettier-ignore
export const TRANSLATED =
  'Since the office opened, people are afraid to go there because the guard writes down their names. We want a place where we can complain without anybody knowing us.';
export const UNDERSTOOD = ['يخاف الناس من المكتب لأن الحارس يسجل الأسماء.', 'المطلوب مكان للشكوى لا يُعرف فيه صاحبها.'];
export const SUMMED_UP = ['People fear the office because the guard notes their names.', 'A place to complain anonymously is wanted.']; // prettier-ignore
export const THEME = { en: 'The way in', fr: 'L’entrée', ar: 'الدخول' };
export const OUTCOME = {
  en: 'From today nobody who comes to the office is asked for a name at the door.',
  fr: 'À partir d’aujourd’hui, personne n’est plus prié de donner son nom à l’entrée du bureau.',
  ar: 'من اليوم لا يُسأل أحد عن اسمه عند باب المكتب.',
};
/** Different each time, so that the story can be told again on a site that is kept up: a change changes something. */
const NOTICE = String(Date.now() % 100_000);
export const AFTER = {
  en: `Whoever comes to the office is let in without giving a name. Complaints are taken without a name too (notice ${NOTICE}).`,
  fr: `Toute personne entre au bureau sans donner son nom. Les plaintes sont reçues sans nom aussi (avis ${NOTICE}).`,
  ar: `يدخل كل من يأتي إلى المكتب من دون أن يذكر اسمه. وتُقبل الشكاوى من دون اسم أيضًا (الإشعار ${NOTICE}).`,
};
export const ANSWER =
  'قرأنا ما كتبتم. من اليوم لا يسأل الحارس أحدًا عن اسمه، وتُقبل الشكاوى من دون اسم. لا نستطيع فتح مكتب ثانٍ هذه السنة.';
export const PROOF = 'Budget line 4.2, offices: spent until the end of the year.';
export const YOU_SAID = {
  en: 'You want to come in without giving a name.',
  fr: 'Vous voulez entrer sans donner de nom.',
  ar: 'تريدون الدخول من دون ذكر الاسم.',
};
