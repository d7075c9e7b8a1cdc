// Events over time under the map; a period is chosen by dragging or with two sliders. Time runs from left to right in both
// languages, as on every chart of the desk; labels keep their own direction.
import { scaleLinear } from "d3-scale";
import { dateText, element, isolated, number, svg } from "../page";
import { binAt, binsOf, dateOf, heights, isoDay, type Span, type Unit, unitFor } from "../time";
import { say } from "../words";

const HEIGHT = 96;
const FOOT = 20;
const LABEL_WIDTH = { day: 78, month: 74, year: 40 } as const;
/** Steps between labels, in bins: those of months meet each January. */
const STEPS = { day: [1, 2, 7, 14, 28], month: [1, 2, 3, 4, 6, 12, 24, 60], year: [1, 2, 5, 10, 20, 50] } as const;

export class Histogram {
  private readonly unit: Unit;
  private readonly bins: readonly Span[];
  private readonly status = element("output", { class: "histogram-period" });
  private readonly drawing = svg("svg", { class: "histogram-bars", "aria-hidden": "true" });
  private readonly window = element("div", { class: "histogram-window" });
  private readonly plot = element("div", { class: "histogram-plot", dir: "ltr" }, this.drawing, this.window);
  private readonly handles: readonly [HTMLElement, HTMLElement];
  private readonly all = element("button", { type: "button", class: "button", "data-size": "small" }, say("time.all"));
  /** First and last bin chosen; null is all time, events without a date among them. */
  private chosen: readonly [number, number] | null = null;

  constructor(
    holder: HTMLElement,
    private readonly spans: readonly Span[],
    extent: Span,
    private readonly changed: (period: Span | null) => void,
  ) {
    this.unit = unitFor(extent);
    this.bins = binsOf(extent, this.unit);
    this.handles = [this.handle(0, say("time.start")), this.handle(1, say("time.end"))];
    this.plot.append(...this.handles);
    const bar = element("div", { class: "map-bar" }, this.status, this.all);
    holder.replaceChildren(bar, this.plot, element("p", { class: "muted small" }, say("time.hint")));
    holder.setAttribute("role", "group");
    holder.setAttribute("aria-label", say("time.label"));
    this.all.addEventListener("click", () => this.choose(null, true));
    this.drag();
    new ResizeObserver(() => this.draw()).observe(this.plot);
  }

  /** Sets the period from outside (the address of the page); does not call back. */
  set(period: Span | null): void {
    const last = this.bins.length - 1;
    const clamped = period && [Math.max(0, binAt(this.bins, period.from)), Math.min(last, Math.max(0, binAt(this.bins, period.to)))];
    this.choose(clamped as [number, number] | null, false);
  }

  private choose(chosen: readonly [number, number] | null, tell: boolean): void {
    const last = this.bins.length - 1;
    // From the first bar to the last is all time again, events without a date among it.
    this.chosen = chosen && last > 0 && chosen[0] === 0 && chosen[1] === last ? null : chosen;
    this.place();
    if (tell) this.changed(this.period());
  }

  private period(): Span | null {
    if (!this.chosen) return null;
    return { from: this.bin(this.chosen[0]).from, to: this.bin(this.chosen[1]).to };
  }

  private bin(i: number): Span {
    return this.bins[i] as Span;
  }

  private get range(): readonly [number, number] {
    return this.chosen ?? [0, this.bins.length - 1];
  }

  // ---- drawing ------------------------------------------------------------------------------------------------------

  private draw(): void {
    const width = Math.max(120, this.plot.clientWidth);
    const bar = width / this.bins.length;
    const { sure, spread } = heights(this.spans, this.bins);
    const most = Math.max(1, ...sure.map((n, i) => n + (spread[i] ?? 0)));
    const y = scaleLinear([0, most], [HEIGHT - FOOT, 6]);
    const bars = this.bins.flatMap((_, i) => {
      const [low, high] = [sure[i] ?? 0, (sure[i] ?? 0) + (spread[i] ?? 0)];
      return [this.bar("sure", i * bar, bar, y(0), y(low)), high > low ? this.bar("spread", i * bar, bar, y(low), y(high)) : null];
    });
    this.drawing.setAttribute("viewBox", `0 0 ${width} ${HEIGHT}`);
    this.drawing.setAttribute("height", String(HEIGHT));
    this.drawing.replaceChildren(
      ...bars.filter((one) => one !== null),
      svg("line", { x1: 0, x2: width, y1: HEIGHT - FOOT, y2: HEIGHT - FOOT, class: "axis-line" }),
      ...this.labels(width, bar),
      svg("text", { x: width, y: 10, "text-anchor": "end" }, isolated(number(Math.round(most)))),
    );
    this.place();
  }

  private bar(kind: string, x: number, width: number, foot: number, top: number): SVGRectElement {
    const gap = width > 4 ? 1 : 0;
    return svg("rect", { class: kind, x: x + gap / 2, width: Math.max(0.5, width - gap), y: top, height: Math.max(0, foot - top) });
  }

  private labels(width: number, bar: number): SVGElement[] {
    const room = LABEL_WIDTH[this.unit];
    const every = STEPS[this.unit].find((step) => step * bar >= room) ?? Math.ceil(room / bar);
    return this.bins.flatMap((bin, i) => {
      const named = this.unit === "month" ? (dateOf(bin.from).getUTCMonth() + 12) % Math.min(every, 12) === 0 && this.yearStep(bin, every) : i % every === 0;
      if (!named || i * bar > width - room / 2) return [];
      return [svg("text", { x: i * bar + 2, y: HEIGHT - 4, direction: "ltr" }, isolated(this.tick(bin.from)))];
    });
  }

  /** With steps of several years, only every so many Januaries are named. */
  private yearStep(bin: Span, every: number): boolean {
    return every <= 12 || dateOf(bin.from).getUTCFullYear() % (every / 12) === 0;
  }

  /** January is told by its year, the other months by their names. */
  private tick(day: number): string {
    if (this.unit !== "month") return this.said(day);
    const options: Intl.DateTimeFormatOptions = dateOf(day).getUTCMonth() === 0 ? { year: "numeric" } : { month: "long" };
    return dateText(dateOf(day), options, true);
  }

  private said(day: number, full = false): string {
    const year: Intl.DateTimeFormatOptions = { year: "numeric" };
    const month: Intl.DateTimeFormatOptions = { ...year, month: full ? "long" : "short" };
    const options = this.unit === "year" ? year : this.unit === "month" ? month : { ...month, day: "numeric" as const };
    return dateText(dateOf(day), options, !full);
  }

  private place(): void {
    const [first, last] = this.range;
    const percent = (n: number): string => `${(100 * n) / this.bins.length}%`;
    this.window.style.left = percent(first);
    this.window.style.right = percent(this.bins.length - 1 - last);
    this.window.hidden = this.chosen === null;
    this.handles.forEach((one, end) => {
      one.style.left = percent(end === 0 ? first : last + 1);
      const at = end === 0 ? first : last;
      one.setAttribute("aria-valuemin", String(end === 0 ? 0 : first));
      one.setAttribute("aria-valuemax", String(end === 0 ? last : this.bins.length - 1));
      one.setAttribute("aria-valuenow", String(at));
      one.setAttribute("aria-valuetext", this.said(this.bin(at).from, true));
    });
    const words = [this.said(this.bin(first).from, true), this.said(this.bin(last).from, true)].map((one) => isolated(one));
    this.status.textContent = this.chosen ? (first === last ? (words[0] ?? "") : words.join(" – ")) : say("time.all");
    this.all.disabled = this.chosen === null;
  }

  // ---- choosing -----------------------------------------------------------------------------------------------------

  private handle(end: 0 | 1, label: string): HTMLElement {
    const made = element("div", { class: "histogram-handle", role: "slider", tabindex: "0", "aria-label": label, "aria-orientation": "horizontal" });
    made.dataset["end"] = String(end);
    made.addEventListener("keydown", (event) => this.pressed(event, end));
    return made;
  }

  /** Left is earlier in both languages, because time runs that way here. */
  private pressed(event: KeyboardEvent, end: 0 | 1): void {
    const [first, last] = this.range;
    const step = { ArrowLeft: -1, ArrowDown: -1, ArrowRight: 1, ArrowUp: 1, PageDown: -12, PageUp: 12, Home: -1e6, End: 1e6 }[event.key];
    if (event.key === "Escape" && this.chosen) this.choose(null, true);
    else if (step === undefined) return;
    else if (end === 0) this.choose([Math.max(0, Math.min(last, first + step)), last], true);
    else this.choose([first, Math.max(first, Math.min(this.bins.length - 1, last + step))], true);
    event.preventDefault();
    event.stopPropagation();
  }

  private at(event: PointerEvent): number {
    const box = this.plot.getBoundingClientRect();
    const i = Math.floor(((event.clientX - box.left) / box.width) * this.bins.length);
    return Math.max(0, Math.min(this.bins.length - 1, i));
  }

  /** Dragging over the bars chooses; dragging an end moves it; dragging the window moves the whole. */
  private drag(): void {
    this.plot.addEventListener("pointerdown", (down) => {
      if (down.button !== 0) return;
      const from = this.at(down);
      const kept = this.range;
      const move = this.mover(down.target, from, kept);
      this.plot.setPointerCapture(down.pointerId);
      const moved = (event: PointerEvent): void => this.choose(move(this.at(event)), false);
      const up = (event: PointerEvent): void => {
        this.plot.removeEventListener("pointermove", moved);
        const still = this.at(event) === from && down.target === this.drawing && Math.abs(event.clientX - down.clientX) < 3;
        this.choose(still ? [from, from] : move(this.at(event)), true);
      };
      this.plot.addEventListener("pointermove", moved);
      this.plot.addEventListener("pointerup", up, { once: true });
      down.preventDefault();
      if (down.target instanceof HTMLElement && down.target.dataset["end"]) down.target.focus();
    });
  }

  private mover(target: globalThis.EventTarget | null, from: number, [first, last]: readonly [number, number]): (at: number) => readonly [number, number] {
    const sorted = (a: number, b: number): readonly [number, number] => [Math.min(a, b), Math.max(a, b)];
    const end = target instanceof HTMLElement ? target.dataset["end"] : undefined;
    if (end) return (at) => sorted(at, end === "0" ? last : first);
    if (target !== this.window) return (at) => sorted(from, at);
    return (at) => {
      const by = Math.max(-first, Math.min(this.bins.length - 1 - last, at - from));
      return [first + by, last + by];
    };
  }
}

/** A period as the page's address has it. */
export function periodText(period: Span | null): { since: string | null; until: string | null } {
  return { since: period && isoDay(period.from), until: period && isoDay(period.to) };
}
