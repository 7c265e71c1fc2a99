const words = (list: string): readonly string[] => list.trim().split(/\s+/);

/** Words before a name, in Latin script; compared in lower case, without a full stop. */
export const LATIN_TITLES = new Set(
  words(`mr mrs ms miss dr prof sir m mme mlle monsieur madame docteur maître sheikh sheik cheikh imam haji hadji alhaji hajia
  malam mallam ustaz ato wro col colonel gen general général capt captain capitaine lt lieutenant sgt sergeant sergent major
  commander commandant cpt adjudant governor gouverneur préfet prefect chief chef father père sister sœur brother named called nommé
  nommée appelé appelée`),
);
/** Small words inside a name. */
export const LATIN_INSIDE = new Set(
  words(`bin ibn ben bint abu abou aboul abdul abd al el ul oul ould mint ag de du da van von née`),
);
/** Words before a place. */
export const LATIN_PLACES = new Set(
  words(`in at near from to towards toward village town city camp district quarter market street road checkpoint mosque school hospital
  à au aux vers depuis près ville quartier marché rue route barrage mosquée école hôpital village dans`),
);
/** Written with a capital, and neither a name nor a place that would tell. */
export const LATIN_PLAIN = new Set(
  words(`i i'm i've i'd i'll monday tuesday wednesday thursday friday saturday sunday january february march april may june july august
  september october november december english french arabic amharic ramadan eid god allah ngo ngos un eu us ok the a an we they he she
  it this that then our there dieu ong je il elle on nous ils elles le la les un une`),
);

/** Words before a name, in Arabic script, without prefixes. */
export const ARABIC_TITLES = new Set(
  words(`السيد السيدة سيد سيدة الأستاذ الأستاذة الاستاذ الشيخ الشيخة شيخ الدكتور الدكتورة دكتور العقيد عقيد الرائد النقيب نقيب اللواء الملازم المقدم
  العميد عميد الجنرال القائد الحاج الحاجة الإمام الامام الأخ الأخت المدعو المدعوة اسمه اسمها اسمي يدعى تدعى يُدعى المسمى الملقب`),
);
/** Beginnings of a name, or what links its parts. */
export const ARABIC_LINKS = new Set(words(`أبو ابو أبي أبا أم ام ابن بن بنت ولد آل عبد`));
/** What follows such a beginning where it is none: "or not". */
export const ARABIC_NOT_AFTER = new Set(words(`لا لم لن هل ما أن من في على إلى هذا هذه كان كانت كل`));
/** Names that many people bear: by themselves a hint. */
export const ARABIC_NAMES = new Set(
  words(`محمد أحمد احمد علي حسن حسين إبراهيم ابراهيم عمر عثمان فاطمة عائشة مريم خديجة زينب يوسف موسى عيسى إسماعيل مصطفى محمود خالد صالح
  عبدالله عبدالرحمن آدم هارون زكريا إدريس ياسين حمزة طارق سليمان داود يعقوب بكر حليمة آمنة سعاد نور`),
);
/** Words before the name of a place. */
export const ARABIC_PLACES = new Set(
  words(`قرية مدينة حي شارع مخيم سوق منطقة محافظة ولاية بلدة مسجد مدرسة مستشفى حاجز جبل وادي بئر طريق`),
);

/** Words before a name, in Ethiopic script, without prefixes. */
export const ETHIOPIC_TITLES = new Set(
  words(`አቶ ወ/ሮ ወሮ ወይዘሮ ወ/ሪት ወይዘሪት ዶ/ር ዶክተር ፕ/ር ፕሮፌሰር ኮሎኔል ጄኔራል ጀነራል ሻለቃ ሻምበል አለቃ ኮማንደር ኢንስፔክተር ሼክ ሼህ ሸህ ሃጂ ሐጂ አባ ቄስ መምህር
  ኢንጂነር ኣይተ ስሜ ስሙ ስሟ ስሜም`),
);
/** Words behind the name of a place; a number may follow. */
export const ETHIOPIC_PLACES = new Set(words(`ከተማ ቀበሌ ወረዳ መንደር ዞን ክልል ገበያ ሰፈር ጎጥ ጣቢያ`));
