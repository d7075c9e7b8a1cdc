// What the page says about itself, and small help that every module needs.

export type Language = "ar" | "en";

export const root = document.documentElement;

export function language(): Language {
  return root.lang.startsWith("ar") ? "ar" : "en";
}

export function rightToLeft(): boolean {
  return root.dir === "rtl";
}

/** The locale numbers and dates are written in: the page's language with the digits the reader chose. */
export function locale(): string {
  const digits = root.dataset["digits"] === "arab" ? "arab" : "latn";
  return `${language()}-u-nu-${digits}-ca-gregory`;
}

/** Writers of dates and numbers, made once each: that takes a browser longer than all else about them. */
const written = new Map<string, Intl.DateTimeFormat | Intl.NumberFormat>();

function dates(place: string, options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
  return kept(`${place} ${JSON.stringify(options)}`, () => new Intl.DateTimeFormat(place, { ...options, timeZone: "UTC" }));
}

function kept<T extends Intl.DateTimeFormat | Intl.NumberFormat>(key: string, make: () => T): T {
  const known = written.get(key) as T | undefined;
  if (known) return known;
  const made = make();
  written.set(key, made);
  return made;
}

/** A date, given in UTC. Arabic months carry both of their names (شباط/فبراير), as everywhere in the desk, unless `short`. */
export function dateText(date: Date, options: Intl.DateTimeFormatOptions, short = false): string {
  const formatted = dates(locale().replace(/^ar/, "ar-SY"), options).formatToParts(date);
  if (language() !== "ar" || !options.month || short) return formatted.map((one) => one.value).join("");
  const other = dates("ar", { month: "long" }).format(date);
  return formatted.map((one) => (one.type === "month" && one.value !== other ? `${one.value}/${other}` : one.value)).join("");
}

export function number(value: number): string {
  return kept(locale(), () => new Intl.NumberFormat(locale(), { maximumFractionDigits: 2 })).format(value);
}

/** Keeps a stretch in its own direction wherever it is put: ≥15 must not turn into 15≥. */
export function isolated(words: string, direction: "auto" | "ltr" | "rtl" = "auto"): string {
  const opener = { auto: "\u2068", ltr: "\u2066", rtl: "\u2067" }[direction];
  return `${opener}${words}\u2069`;
}

/** JSON the server left in the page under an id; null where there is none. Throws SyntaxError on broken JSON. */
export function embedded<T>(id: string): T | null {
  const text = document.getElementById(id)?.textContent;
  return text ? (JSON.parse(text) as T) : null;
}

type Child = Node | string | null | undefined;

/** An element with attributes and children. Words always become text, never markup. */
export function element<K extends keyof HTMLElementTagNameMap>(
  name: K,
  attributes: Readonly<Record<string, string | boolean>> = {},
  ...children: readonly Child[]
): HTMLElementTagNameMap[K] {
  const made = document.createElement(name);
  set(made, attributes);
  for (const child of children) if (child !== null && child !== undefined) made.append(child);
  return made;
}

const SVG = "http://www.w3.org/2000/svg";

export function svg<K extends keyof SVGElementTagNameMap>(
  name: K,
  attributes: Readonly<Record<string, string | number>> = {},
  ...children: readonly Child[]
): SVGElementTagNameMap[K] {
  const made = document.createElementNS(SVG, name) as SVGElementTagNameMap[K];
  for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, String(value));
  for (const child of children) if (child !== null && child !== undefined) made.append(child);
  return made;
}

function set(made: Element, attributes: Readonly<Record<string, string | boolean>>): void {
  for (const [key, value] of Object.entries(attributes)) {
    if (value === true) made.setAttribute(key, "");
    else if (value !== false) made.setAttribute(key, value);
  }
}

/** A colour of the stylesheet as the page shows it now. */
export function colour(name: string): string {
  return getComputedStyle(root).getPropertyValue(`--${name}`).trim();
}

/** Calls back when light turns dark or the reader chooses the other. */
export function onTheme(changed: () => void): void {
  matchMedia("(prefers-color-scheme: dark)").addEventListener("change", changed);
  new MutationObserver(changed).observe(root, { attributes: true, attributeFilter: ["data-theme"] });
}

/** Waits until a quick row of calls has ended. */
export function settled<A extends unknown[]>(milliseconds: number, run: (...args: A) => void): (...args: A) => void {
  let timer = 0;
  return (...args) => {
    window.clearTimeout(timer);
    timer = window.setTimeout(() => run(...args), milliseconds);
  };
}
