import type { Flow } from '~/ui/sankey-layout';

/** Words to look at components with; never shown to anyone. */
export interface Samples {
  title: string;
  lead: string;
  long: string;
  words: string;
  question: string;
  error: string;
  before: string;
  after: string;
  terms: string[];
}

const LONG = 'Donaudampfschifffahrtselektrizitätenhauptbetriebswerkbauunterbeamtengesellschaft';

export const SAMPLES: Record<'en' | 'ar', Samples> = {
  en: {
    title: 'Night patrols in Kanem: what you said, and what changed',
    lead: 'The consultation office reads your answer. You get a reply in your own language, by a code only you know.',
    long: LONG,
    words: 'They come after midnight, and nobody knows whom we can complain to.',
    question: 'What has happened in your area since the program began?',
    error: 'Choose how you want to be known',
    before: 'Patrols may be conducted at any hour.',
    after: 'Patrols after 22:00 need a written order and a liaison named to the community council.',
    terms: [
      'Night operations',
      'Complaints',
      'Training of officers',
      'Taken up',
      'Not taken up',
      'Not decided',
      'Recommended',
    ],
  },
  ar: {
    title: 'الدوريات الليلية في كانم: ما قلتموه وما تغيّر',
    lead: 'يقرأ إجابتك مكتب المشاورات. ستحصل على رد بلغتك، برمز لا يعرفه غيرك.',
    long: 'أفاستسقيناكموهاأفاستسقيناكموهاأفاستسقيناكموهاأفاستسقيناكموها',
    words: 'تأتي الدورية بعد منتصف الليل، ولا أحد يعرف من نشتكي إليه.',
    question: 'ماذا حدث في منطقتكم منذ بدأ البرنامج؟',
    error: 'اختر كيف تريد أن تُعرف',
    before: 'يجوز تسيير الدوريات في أي ساعة.',
    after: 'تحتاج الدوريات بعد الساعة 22:00 إلى أمر مكتوب وإلى وسيط معروف لدى مجلس الأهالي.',
    terms: [
      'العمليات الليلية',
      'الشكاوى',
      'تدريب الضباط والمجندين الجدد',
      'أُخذ به',
      'لم يؤخذ به',
      'لم يُقرَّر',
      'أُوصي به',
    ],
  },
};

/** Points, themes, dispositions and changes, with a long label and a flow that ends early. */
export function sampleFlow({ terms, long }: Samples): Flow {
  const [night, complaints, training, up, down, open, recommended] = terms as [string, ...string[]];
  return {
    nodes: [
      { id: 'points', label: complaints!, column: 0, tone: 'plain', shown: '85' },
      { id: 'night', label: night, column: 1, tone: 'plain' },
      { id: 'complaints', label: complaints!, column: 1, tone: 'plain' },
      { id: 'training', label: `${training} ${long}`, column: 1, tone: 'plain' },
      { id: 'up', label: up!, column: 2, tone: 'good' },
      { id: 'recommended', label: recommended!, column: 2, tone: 'plain' },
      { id: 'open', label: open!, column: 2, tone: 'wait' },
      { id: 'down', label: down!, column: 2, tone: 'stop', shown: '10' },
      { id: 'change', label: `3.2 ${night}`, column: 3, tone: 'good' },
    ],
    links: [
      { from: 'points', to: 'night', value: 50 },
      { from: 'points', to: 'complaints', value: 25 },
      { from: 'points', to: 'training', value: 10 },
      { from: 'night', to: 'up', value: 30 },
      { from: 'night', to: 'recommended', value: 20 },
      { from: 'complaints', to: 'up', value: 10 },
      { from: 'complaints', to: 'open', value: 15 },
      { from: 'training', to: 'down', value: 10 },
      { from: 'up', to: 'change', value: 40 },
    ],
  };
}
