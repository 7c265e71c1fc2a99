/** What people, keyboards and attackers send; as it stands in the body of a form. */
export const RAW: Record<string, string> = {
  'a lone high surrogate': '%ED%A0%80',
  'a lone low surrogate': 'a%ED%B0%80b',
  'bytes that are no UTF-8': '%FF%FE%C0%AF%80',
  'an overlong slash': '%C0%AF%E0%80%AF',
  'a percent sign that begins nothing': '100%25%zz%',
  NUL: 'be%00fore',
  'all control characters': Array.from({ length: 32 }, (_, code) => `%${code.toString(16).padStart(2, '0')}`).join(''),
};
export const TEXTS: Record<string, string> = {
  'right-to-left overrides': '\u202Eesrever \u2066isolated\u2069 \u202Dforced\u202C',
  '4,000 astral characters': '𞤀'.repeat(4_000),
  'zero-width characters': 'a\u200Bb\u200Cc\u200Dd\uFEFFe\u2060f',
  'a flood of combining marks': `z${'\u0300\u0489\u20DD'.repeat(600)}`,
  'letters taken apart': 'Café déjà vu, Ngũgĩ, Việt'.normalize('NFD'),
  'families of emoji': '👨‍👩‍👧‍👦🏳️‍🌈'.repeat(50),
  'private and unassigned characters': '\uE000\u{10FFFF}\uFFFF\u0378',
  markup: `<script>alert(1)</script>"'></textarea><!--{{=}}\${x}%00&lt;&#0;`,
  'Syriac, N’Ko, Adlam, Burmese': 'ܫܠܡܐ ߒߞߏ 𞤀𞤣𞤤𞤢𞤥 မြန်မာ အမေး',
  'line ends of all kinds': 'one\r\ntwo\rthree\u2028four\u2029five\u0085six',
  'an Arabic tatweel and marks': 'مـــــرحـــبا بِكُمْ ۞',
};
