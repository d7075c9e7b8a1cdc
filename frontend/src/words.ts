// Words the scripts themselves say; everything else comes from the server in the page's language.
import { language } from "./page";

const WORDS = {
  keys: { ar: "مفاتيح هذه الصفحة", en: "Keys on this page" },
  "keys.by-place": {
    ar: "تُعرف المفاتيح بموضعها على اللوحة لا بحرفها، فتعمل بأي تخطيط.",
    en: "Keys go by their place on the keyboard, not by their letter, so that they work in any layout.",
  },
  "keys.change": { ar: "غيّر", en: "Change" },
  "keys.press": { ar: "اضغط المفتاح الجديد…", en: "Press the new key…" },
  "keys.taken": { ar: "هذا المفتاح مستعمل في:", en: "This key is taken by:" },
  "keys.reset": { ar: "أعد المفاتيح كما كانت", en: "Put all keys back" },
  "keys.on": { ar: "استعمل المفاتيح المفردة", en: "Use single keys" },
  "keys.help": { ar: "عرض المفاتيح", en: "Show the keys" },
  "keys.search": { ar: "إلى البحث", en: "Go to search" },
  close: { ar: "أغلق", en: "Close" },
  "map.label": { ar: "خريطة الأحداث", en: "Map of events" },
  "map.failed": {
    ar: "تعذر رسم الخريطة في هذا المتصفح. الأحداث كلها في الجدول أدناه.",
    en: "This browser could not draw the map. Every event is in the table below.",
  },
  "map.unread": { ar: "تعذرت قراءة الأحداث:", en: "The events could not be read:" },
  "map.shown": { ar: "أحداث معروضة", en: "events shown" },
  "map.of": { ar: "من", en: "of" },
  "map.here": { ar: "أحداث في هذا الموضع", en: "events here" },
  "map.near": { ar: "الأحداث في النافذة", en: "Events in view" },
  "map.more": { ar: "أحداث أخرى: قرّب الخريطة أو ضيّق المدة", en: "more: zoom in or narrow the time" },
  "map.none": { ar: "لا أحداث في النافذة ولا في المدة المختارة.", en: "No events in view in the chosen time." },
  "map.area": { ar: "موضع غير دقيق، في نطاق كم:", en: "Place not exact, within km:" },
  "map.words": { ar: "العبارة", en: "Words" },
  "map.speakers": { ar: "بحسب", en: "According to" },
  "map.open": { ar: "افتح التقرير", en: "Open the report" },
  "map.zoom-in": { ar: "قرّب", en: "Zoom in" },
  "map.zoom-out": { ar: "بعّد", en: "Zoom out" },
  "map.all": { ar: "أظهر كل الأحداث", en: "Show all events" },
  "map.km": { ar: "كم", en: "km" },
  "map.m": { ar: "م", en: "m" },
  "map.attribution": { ar: "حدود: Natural Earth", en: "Borders: Natural Earth" },
  "map.legend-point": { ar: "موضع معلوم", en: "known place" },
  "map.legend-area": { ar: "نطاق، الموضع غير دقيق", en: "area, place not exact" },
  "map.legend-cluster": { ar: "عدة أحداث", en: "several events" },
  "time.label": { ar: "الأحداث بحسب الزمن", en: "Events over time" },
  "time.start": { ar: "أول المدة", en: "Start of the period" },
  "time.end": { ar: "آخر المدة", en: "End of the period" },
  "time.all": { ar: "كل المدة", en: "All time" },
  "time.undated": { ar: "بلا تاريخ:", en: "Without a date:" },
  "time.hint": {
    ar: "اسحب فوق الأعمدة لاختيار مدة، أو حرّك طرفيها بالأسهم.",
    en: "Drag over the bars to choose a period, or move its ends with the arrow keys.",
  },
  "chart.other": { ar: "غير ذلك", en: "other" },
  "chart.total": { ar: "المجموع", en: "Total" },
  failed: { ar: "لم يتم ذلك:", en: "That did not work:" },
  offline: { ar: "المكتب لا يجيب. هل ما زال يعمل؟", en: "The desk does not answer. Is it still running?" },
} as const;

export type Word = keyof typeof WORDS;

export function say(word: Word): string {
  return WORDS[word][language()];
}
