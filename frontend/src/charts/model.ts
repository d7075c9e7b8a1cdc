// What a chart is told, as JSON in the page.

export type Kind = "bars" | "columns" | "lines" | "shares";

export interface Series {
  readonly name: string;
  /** One value a label; null where nothing is known, which is not 0. */
  readonly values: readonly (number | null)[];
  /** Bounds of an interval around each value (`lines` draws them as a band). */
  readonly low?: readonly (number | null)[];
  readonly high?: readonly (number | null)[];
  /** How a value is written where a number does not say it all (≥15). */
  readonly shown?: readonly (string | null)[];
}

/**
 * `bars`: a bar a label, several series beside one another; `columns`: over time, series on top of one another; `lines`: over
 * time; `shares`: a bar a label, series as parts of a whole. `labels` are names, or for `columns` and `lines` also times
 * (2014, 2014-03, 2014-03-05), written in the reader's language.
 */
export interface Told {
  readonly kind: Kind;
  readonly title: string;
  readonly labels: readonly string[];
  readonly series: readonly Series[];
  readonly unit?: string;
}

export function valueOf(series: Series, i: number): number | null {
  return series.values[i] ?? null;
}

/** The largest of what is drawn, for the scale. */
export function most(told: Told): number {
  const tops = told.labels.map((_, i) => {
    const values = told.series.map((one) => one.high?.[i] ?? valueOf(one, i) ?? 0);
    return told.kind === "columns" ? values.reduce((a, b) => a + b, 0) : Math.max(0, ...values);
  });
  return Math.max(1, ...tops);
}

/** Whole numbers only where all values are whole. */
export function ticks(told: Told, found: readonly number[]): number[] {
  const whole = told.series.every((one) => one.values.every((value) => value === null || Number.isInteger(value)));
  return found.filter((tick) => !whole || Number.isInteger(tick));
}
