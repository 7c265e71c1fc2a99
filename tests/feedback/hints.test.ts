import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { hintsIn } from '~/feedback/hints';

const told = (text: string) => hintsIn(text).map(({ kind, start, end }) => `${kind}: ${text.slice(start, end)}`);

describe('hints in Latin script', () => {
  it.each([
    [
      'On Tuesday Colonel Idriss Mahamat came to Faya with six men. My brother Ali Abakar called me on +235 66 12 34 56.',
      ['name: Idriss Mahamat', 'place: Faya', 'name: Ali Abakar', 'phone: +235 66 12 34 56'],
    ],
    [
      'Le chef Moussa ag Hamed habite près de Kidal. Écrivez à moussa.hamed@example.org ou au 0022376123456.',
      ['name: Moussa ag Hamed', 'place: Kidal', 'mail: moussa.hamed@example.org', 'phone: 0022376123456'],
    ],
    ['Mr. Tesfaye and Dr Almaz Bekele were there.', ['name: Tesfaye', 'name: Almaz Bekele']],
    ['They meet at 13.1162, 15.0455 every Friday.', ['coordinates: 13.1162, 15.0455']],
    [
      `The post is at 13°06'58"N 15°02'43"E, grid 33P YR 12345 67890.`,
      [`coordinates: 13°06'58"N`, `coordinates: 15°02'43"E`, 'coordinates: 33P YR 12345 67890'],
    ],
    ['Nobody knows whom to ask. They come at night. Water is far.', []],
    ['On 2026-03-02 and 03/04/2026 there were 1,200 people and 350 000 francs.', []],
    ['THEY COME AT NIGHT AND NOBODY ASKS THEM', []],
  ])('%s', (text, expected) => expect(told(text)).toEqual(expected));
});

describe('hints in Arabic script', () => {
  it.each([
    ['رأيت السيد أحمد الطاهر في قرية أدرى ليلا.', ['name: أحمد الطاهر', 'place: قرية أدرى']],
    ['اتصلوا بأبي بكر بن يوسف على ٠٩٩١٢٣٤٥٦٧ بعد الظهر', ['name: بأبي بكر بن يوسف', 'phone: ٠٩٩١٢٣٤٥٦٧']],
    [
      'وأخذ العقيد صالح ابن عمي عبد الرحمن من مخيم زمزم',
      ['name: صالح ابن عمي', 'name: عبد الرحمن', 'place: مخيم زمزم'],
    ],
    [
      'والشيخ موسى قال للسيد عمر إنهم عند ١٣٫١١٦٢، ١٥٫٠٤٥٥',
      ['name: موسى قال', 'name: عمر إنهم', 'coordinates: ١٣٫١١٦٢، ١٥٫٠٤٥٥'],
    ],
    ['لا نعرف هل يأتون أم لا، ولا أحد يسأل.', []],
    ['تأتي الدورية بعد منتصف الليل. لا ماء هنا.', []],
  ])('%s', (text, expected) => expect(told(text)).toEqual(expected));
});

describe('hints in Ethiopic script', () => {
  it.each([
    ['አቶ በቀለ ወልዴ በአዳማ ከተማ ይኖራል።', ['name: በቀለ ወልዴ', 'place: በአዳማ ከተማ']],
    ['ወ/ሮ አልማዝ ተስፋዬ ስልክ 0911 23 45 67 ነው።', ['name: አልማዝ ተስፋዬ', 'phone: 0911 23 45 67']],
    ['ከኮሎኔል ግርማ ጋር ተነጋገርን። ስሜ ሰላም ነው።', ['name: ግርማ ጋር', 'name: ሰላም ነው']],
    ['የምንኖረው ቦሌ ቀበሌ 05 ነው', ['place: ቦሌ ቀበሌ 05']],
    ['ወታደሮቹ ሌሊት ይመጣሉ። ማንም አይጠይቅም።', []],
  ])('%s', (text, expected) => expect(told(text)).toEqual(expected));
});

it('is in order, within the text, and never overlaps, whatever the text', () => {
  const piece = fc.constantFrom(
    'Mr ',
    'Ali ',
    'أبو ',
    'بن ',
    'أحمد ',
    'አቶ ',
    'በቀለ ',
    'ከተማ ',
    '+235 66123456 ',
    'a@b.cd ',
    '13.123, 15.456 ',
    '. ',
    '👩 ',
  );
  fc.assert(
    fc.property(
      fc.oneof(
        fc.array(piece, { maxLength: 20 }).map((all) => all.join('')),
        fc.string({ unit: 'binary' }),
      ),
      (text) => {
        let last = 0;
        for (const { start, end } of hintsIn(text)) {
          expect(start).toBeGreaterThanOrEqual(last);
          expect(end).toBeGreaterThan(start);
          expect(end).toBeLessThanOrEqual(text.length);
          last = end;
        }
      },
    ),
  );
});

it('answers a text of the longest form in no time, whatever stands in it', () => {
  const long = [
    '1 '.repeat(4_000),
    'A'.repeat(8_000),
    'a.'.repeat(4_000),
    '@'.repeat(8_000),
    'بن '.repeat(2_600),
    '1.'.repeat(4_000),
  ];
  for (const text of long) {
    const begun = performance.now();
    hintsIn(text);
    expect(performance.now() - begun).toBeLessThan(1_000);
  }
});
