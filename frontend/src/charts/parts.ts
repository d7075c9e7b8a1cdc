// Parts that all charts share: numbers and names as labels, patterns, the legend, the note under the pointer.
import { dateText, element, isolated, number, rightToLeft, svg } from "../page";
import { dateOf, dayOf } from "../time";
import type { Series, Told } from "./model";

export const FONT_SIZE = 12;

export interface Frame {
  readonly told: Told;
  readonly width: number;
  /** Tells what lies under the pointer. */
  readonly note: (at: SVGElement, words: string) => void;
}

export function seriesClass(i: number): string {
  return `series-${(i % 8) + 1}`;
}

/** A value as it is written; isolated, because ≥15 must not turn into 15≥. */
export function written(series: Series, i: number): string {
  const value = series.values[i] ?? null;
  return isolated(series.shown?.[i] ?? (value === null ? "–" : number(value)), "ltr");
}

/** A name, or a time in words. */
export function labelText(label: string, short = false): string {
  if (!/^\d{4}(-\d\d){0,2}$/.test(label)) return label;
  const day = dayOf(label) as number;
  const parts = label.split("-").length;
  const options: Intl.DateTimeFormatOptions = { year: "numeric", ...(parts > 1 ? { month: "long" } : {}), ...(parts > 2 ? { day: "numeric" } : {}) };
  return dateText(dateOf(day), options, short);
}

/** What is told of a value under the pointer. */
export function noteText(told: Told, series: Series, i: number): string {
  const [low, high] = [series.low?.[i] ?? null, series.high?.[i] ?? null];
  const interval = low === null || high === null ? "" : ` ${isolated(`(${number(low)}–${number(high)})`, "ltr")}`;
  const name = told.series.length > 1 ? `${isolated(series.name)} · ` : "";
  return `${name}${isolated(labelText(told.labels[i] ?? ""))}: ${written(series, i)}${interval}${told.unit ? ` ${isolated(told.unit)}` : ""}`;
}

const measuring = document.createElement("canvas").getContext("2d");

export function widthOf(words: string, size = FONT_SIZE): number {
  if (!measuring) return words.length * size * 0.6;
  measuring.font = `${size}px "IBM Plex Sans Arabic", sans-serif`;
  return measuring.measureText(words).width;
}

/** Words cut to a width, on whole letters. */
export function cut(words: string, width: number): string {
  if (widthOf(words) <= width) return words;
  const letters = [...new Intl.Segmenter(undefined, { granularity: "grapheme" }).segment(words)].map((one) => one.segment);
  while (letters.length > 1 && widthOf(`${letters.join("")}…`) > width) letters.pop();
  return `${letters.join("").trimEnd()}…`;
}

/** Words at a place. `anchor` is meant as on a page from left to right, whatever the words are. */
export function text(x: number, y: number, anchor: "start" | "middle" | "end", words: string, kind = ""): SVGTextElement {
  return svg("text", { x, y, "text-anchor": anchor, direction: "ltr", class: kind }, isolated(words));
}

/** A fill for a series that is told by its pattern too: without colour the series still differ. */
export function patterns(count: number, id: string): SVGDefsElement {
  const made = Array.from({ length: count }, (_, i) => {
    const tile = svg("rect", { width: 8, height: 8, class: `fill ${seriesClass(i)}` });
    return svg("pattern", { id: `${id}-${i}`, width: 8, height: 8, patternUnits: "userSpaceOnUse" }, tile, ...marks(i));
  });
  return svg("defs", {}, ...made);
}

function marks(i: number): SVGElement[] {
  const line = (x1: number, y1: number, x2: number, y2: number): SVGElement => svg("line", { x1, y1, x2, y2, class: "pattern-line" });
  const kinds: readonly (readonly SVGElement[])[] = [
    [],
    [line(-2, 10, 10, -2), line(-2, 2, 2, -2), line(6, 10, 10, 6)],
    [svg("circle", { cx: 4, cy: 4, r: 1.4, class: "pattern-dot" })],
    [line(0, 4, 8, 4)],
    [line(-2, -2, 10, 10), line(6, -2, 10, 2), line(-2, 6, 2, 10)],
    [line(4, 0, 4, 8)],
    [line(0, 4, 8, 4), line(4, 0, 4, 8)],
    [svg("circle", { cx: 2, cy: 2, r: 1, class: "pattern-dot" }), svg("circle", { cx: 6, cy: 6, r: 1, class: "pattern-dot" })],
  ];
  return [...(kinds[i % kinds.length] ?? [])];
}

export const DASHES = ["", "6 3", "2 3", "8 3 2 3", "1 4", "10 4", "4 2", "12 3 3 3"] as const;

export function legend(told: Told, id: string): HTMLUListElement | null {
  if (told.series.length < 2) return null;
  const items = told.series.map((one, i) => element("li", {}, sample(told, i, id), element("bdi", { dir: "auto" }, one.name)));
  return element("ul", { class: "chart-legend", dir: rightToLeft() ? "rtl" : "ltr" }, ...items);
}

function sample(told: Told, i: number, id: string): SVGSVGElement {
  const drawn =
    told.kind === "lines"
      ? svg("line", { x1: 0, x2: 16, y1: 6, y2: 6, class: `line stroke ${seriesClass(i)}`, "stroke-dasharray": DASHES[i % 8] ?? "" })
      : svg("rect", { width: 16, height: 12, fill: `url(#${id}-${i})` });
  return svg("svg", { viewBox: "0 0 16 12", "aria-hidden": "true" }, drawn);
}

/** Shows its words where the pointer is over a shape. */
export function noted<T extends SVGElement>(frame: Frame, shape: T, words: string): T {
  shape.addEventListener("pointerenter", () => frame.note(shape, words));
  return shape;
}
