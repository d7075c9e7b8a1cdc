// Days as whole numbers (since 1970-01-01, UTC), spans of days, and the bins of a histogram. No DOM here.

const DAY = 86_400_000;

export type Unit = "day" | "month" | "year";

/** A span of days, both ends included. */
export interface Span {
  readonly from: number;
  readonly to: number;
}

/** The day of `2014`, `2014-03` or `2014-03-05`: its first, or with `last` its last day. Null for anything else. */
export function dayOf(text: string | null | undefined, last = false): number | null {
  const found = /^(\d{4})(?:-(\d\d)(?:-(\d\d))?)?/.exec(text ?? "");
  if (!found) return null;
  const [, year, month, day] = found;
  if (day) return utc(Number(year), Number(month) - 1, Number(day));
  if (month) return last ? utc(Number(year), Number(month), 0) : utc(Number(year), Number(month) - 1, 1);
  return last ? utc(Number(year), 12, 0) : utc(Number(year), 0, 1);
}

function utc(year: number, month: number, day: number): number {
  return Math.round(Date.UTC(year, month, day) / DAY);
}

export function isoDay(day: number): string {
  return new Date(day * DAY).toISOString().slice(0, 10);
}

export function dateOf(day: number): Date {
  return new Date(day * DAY);
}

export function overlap(one: Span, other: Span): boolean {
  return one.from <= other.to && other.from <= one.to;
}

/** The unit that gives a readable number of bars. */
export function unitFor(extent: Span): Unit {
  const days = extent.to - extent.from + 1;
  if (days <= 120) return "day";
  return days <= 366 * 15 ? "month" : "year";
}

/** The bins that cover an extent, whole units each. */
export function binsOf(extent: Span, unit: Unit): Span[] {
  const bins: Span[] = [];
  let from = startOf(extent.from, unit);
  while (from <= extent.to) {
    const next = after(from, unit);
    bins.push({ from, to: next - 1 });
    from = next;
  }
  return bins;
}

function startOf(day: number, unit: Unit): number {
  const date = dateOf(day);
  if (unit === "day") return day;
  return utc(date.getUTCFullYear(), unit === "month" ? date.getUTCMonth() : 0, 1);
}

function after(start: number, unit: Unit): number {
  const date = dateOf(start);
  if (unit === "day") return start + 1;
  return unit === "month" ? utc(date.getUTCFullYear(), date.getUTCMonth() + 1, 1) : utc(date.getUTCFullYear() + 1, 0, 1);
}

/** The bin a day lies in, by halving. -1 in front of the first. */
export function binAt(bins: readonly Span[], day: number): number {
  let [low, high] = [0, bins.length - 1];
  while (low <= high) {
    const middle = (low + high) >> 1;
    if ((bins[middle] as Span).from <= day) low = middle + 1;
    else high = middle - 1;
  }
  return high;
}

/** How many events each bin has: those surely in it, and the shares of those whose date is known less exactly. */
export interface Heights {
  readonly sure: number[];
  readonly spread: number[];
}

export function heights(spans: readonly Span[], bins: readonly Span[]): Heights {
  const sure = new Array<number>(bins.length).fill(0);
  const spread = new Array<number>(bins.length).fill(0);
  for (const span of spans) {
    const [first, last] = [Math.max(0, binAt(bins, span.from)), Math.max(0, binAt(bins, span.to))];
    // An event of "2014" is not one of January: it is shared out among the bins it may lie in.
    if (first === last) sure[first] = (sure[first] ?? 0) + 1;
    else for (let i = first; i <= last; i += 1) spread[i] = (spread[i] ?? 0) + 1 / (last - first + 1);
  }
  return { sure, spread };
}
