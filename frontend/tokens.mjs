// Colours of the desk, light and dark. The build writes them into desk.css; `npm test` holds their contrast (WCAG AA).
// A pair is [light, dark].

export const COLOURS = {
  // Grounds
  bg: ["#f5f5f2", "#131619"],
  surface: ["#ffffff", "#1a1e22"],
  "surface-2": ["#eeeeea", "#23282d"],
  "surface-3": ["#e3e4df", "#2d333a"],
  border: ["#d6d7d1", "#363d45"],
  "border-strong": ["#7d8078", "#7d8892"],
  // Words
  text: ["#1b1d1f", "#e7e9eb"],
  "text-2": ["#54585d", "#a9b2ba"],
  // What can be acted on
  accent: ["#0a5a68", "#73c9d8"],
  "accent-strong": ["#06424d", "#9adbe6"],
  "accent-soft": ["#dcedf0", "#17363d"],
  "on-accent": ["#ffffff", "#06252b"],
  focus: ["#b3470a", "#ffb066"],
  // States, each a text colour and the ground it stands on
  good: ["#1b5e34", "#8fd6a8"],
  "good-soft": ["#def0e4", "#173324"],
  warn: ["#7a4a00", "#f0c06a"],
  "warn-soft": ["#fbeccd", "#3a2d12"],
  bad: ["#98201c", "#f5a19b"],
  "bad-soft": ["#fbe3e1", "#432020"],
  info: ["#274b8c", "#a5c2f7"],
  "info-soft": ["#e2eafa", "#1c2b48"],
  quiet: ["#4c5056", "#b4bcc4"],
  "quiet-soft": ["#e8e9e6", "#2b3137"],
  // Kinds of words in a text: a line colour (3:1 on its ground) and a ground under body text
  "actor-line": ["#2457a8", "#8ab2f5"],
  "actor-soft": ["#e0e9fa", "#1d2f4f"],
  "place-line": ["#1f6b3a", "#7fcf9a"],
  "place-soft": ["#dff1e4", "#173626"],
  "date-line": ["#6b3fa0", "#c3a4f0"],
  "date-soft": ["#ede4f8", "#32244a"],
  "quantity-line": ["#8a4b00", "#f0b866"],
  "quantity-soft": ["#faebd3", "#3d2c10"],
  "object-line": ["#5d5a36", "#cbc68f"],
  "object-soft": ["#eeedda", "#34321d"],
  "trigger-line": ["#a3231f", "#f59a94"],
  "trigger-soft": ["#fbe1df", "#472121"],
  "cue-line": ["#0b6570", "#72ccd9"],
  "cue-soft": ["#d9eff2", "#15383e"],
  "content-line": ["#6a6d70", "#9ba3ab"],
  "content-soft": ["#e6e7e2", "#2c3238"],
  // Series of charts, told apart by lightness too
  "series-1": ["#0a5a68", "#73c9d8"],
  "series-2": ["#c2570c", "#f0a35e"],
  "series-3": ["#5b3f9e", "#b9a2f2"],
  "series-4": ["#4f7a1f", "#a9d36f"],
  "series-5": ["#a3235c", "#f295bf"],
  "series-6": ["#7a6a1a", "#d8c765"],
  "series-7": ["#274b8c", "#8fb0f5"],
  "series-8": ["#5f6469", "#b0b7be"],
  // Map
  water: ["#dbe6ea", "#0e1b22"],
  land: ["#f7f6f1", "#22282c"],
  "land-line": ["#b3b6ac", "#4a545c"],
  "map-text": ["#3c4044", "#c9d0d6"],
  event: ["#a3231f", "#ff9d96"],
};

/** Pairs [words, ground, least contrast] that must hold in both themes. */
export const CONTRASTS = [
  ...["bg", "surface", "surface-2", "surface-3"].map((ground) => ["text", ground, 4.5]),
  ...["bg", "surface", "surface-2"].map((ground) => ["text-2", ground, 4.5]),
  ...["bg", "surface", "surface-2", "accent-soft"].map((ground) => ["accent", ground, 4.5]),
  ["on-accent", "accent", 4.5],
  ["accent-strong", "accent-soft", 4.5],
  ...["good", "warn", "bad", "info", "quiet"].flatMap((state) => [
    [state, `${state}-soft`, 4.5],
    [state, "surface", 4.5],
  ]),
  ...["actor", "place", "date", "quantity", "object", "trigger", "cue", "content"].flatMap((kind) => [
    ["text", `${kind}-soft`, 4.5],
    [`${kind}-line`, "surface", 3],
    [`${kind}-line`, `${kind}-soft`, 3],
  ]),
  ...["bg", "surface", "surface-2"].flatMap((ground) => [
    ["border-strong", ground, 3],
    ["focus", ground, 3],
  ]),
  ...[1, 2, 3, 4, 5, 6, 7, 8].map((n) => [`series-${n}`, "surface", 3]),
  ["map-text", "land", 4.5],
  ["event", "land", 3],
];

/** The tokens as CSS; dark applies where asked for, or where the system asks and the reader did not choose. */
export function tokensCss() {
  const block = (index, scheme) =>
    [
      `color-scheme:${scheme};`,
      ...Object.entries(COLOURS).map(([name, pair]) => `--${name}:${pair[index]};`),
    ].join("");
  return [
    `:root{${block(0, "light")}}`,
    `:root[data-theme="dark"]{${block(1, "dark")}}`,
    `@media screen and (prefers-color-scheme:dark){:root:not([data-theme="light"]):not([data-theme="dark"]){${block(1, "dark")}}}`,
    // Paper is white whatever the screen is.
    `@media print{:root,:root[data-theme="dark"]{${block(0, "light")}}}`,
  ].join("\n");
}
