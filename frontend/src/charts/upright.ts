// Columns and lines over time. Time runs from left to right in both languages.
import { scaleLinear, scalePoint } from "d3-scale";
import { area, line } from "d3-shape";
import { number, svg } from "../page";
import { most, ticks, valueOf } from "./model";
import { DASHES, type Frame, labelText, noted, noteText, seriesClass, text, widthOf } from "./parts";

const HEIGHT = 240;
const FOOT = 26;
const TOP = 10;

export function upright(frame: Frame, id: string): { drawn: SVGElement[]; height: number } {
  const { told, width } = frame;
  const y = scaleLinear([0, most(told)], [HEIGHT - FOOT, TOP]).nice();
  const shown = ticks(told, y.ticks(5));
  const left = Math.max(...shown.map((tick) => widthOf(number(tick)))) + 10;
  const step = (width - left) / Math.max(1, told.labels.length);
  const x = scalePoint(told.labels.map((_, i) => i), [left + step / 2, width - step / 2]);
  const at = (i: number): number => x(i) ?? left;
  const grid = shown.flatMap((tick) => [
    svg("line", { x1: left, x2: width, y1: y(tick), y2: y(tick), class: tick === 0 ? "axis-line" : "grid-line" }),
    text(left - 6, y(tick) + 4, "end", number(tick)),
  ]);
  const marks = told.kind === "lines" ? lines(frame, at, y) : columns(frame, at, y, step, id);
  return { drawn: [...grid, ...times(frame, at, step, left), ...marks], height: HEIGHT };
}

/** As many labels as there is room for, evenly. */
function times({ told, width }: Frame, at: (i: number) => number, step: number, left: number): SVGElement[] {
  const words = told.labels.map((label) => labelText(label, true));
  const room = Math.max(...words.map((one) => widthOf(one))) + 16;
  const every = Math.max(1, Math.ceil(room / step));
  return words.flatMap((one, i) => {
    if (i % every !== 0) return [];
    const half = widthOf(one) / 2;
    const x = Math.max(left + half - 6, Math.min(width - half, at(i)));
    return [text(x, HEIGHT - 6, "middle", one)];
  });
}

function columns(frame: Frame, at: (i: number) => number, y: (value: number) => number, step: number, id: string): SVGElement[] {
  const { told } = frame;
  const wide = Math.max(1, Math.min(48, step * 0.8));
  return told.labels.flatMap((_, i) => {
    let foot = 0;
    return told.series.flatMap((one, s) => {
      const value = valueOf(one, i) ?? 0;
      const [low, high] = [y(foot), y(foot + value)];
      foot += value;
      if (!value) return [];
      const shape = svg("rect", { x: at(i) - wide / 2, y: high, width: wide, height: Math.max(0.5, low - high), fill: `url(#${id}-${s})` });
      return [noted(frame, shape, noteText(told, one, i))];
    });
  });
}

/** Lines break where nothing is known; a value alone between two gaps is a dot. */
function lines(frame: Frame, at: (i: number) => number, y: (value: number) => number): SVGElement[] {
  const { told } = frame;
  return told.series.flatMap((one, s) => {
    const points = told.labels.map((_, i) => i);
    const known = (i: number): boolean => valueOf(one, i) !== null;
    const path = line<number>().defined(known).x(at).y((i) => y(valueOf(one, i) ?? 0))(points);
    const bounded = (i: number): boolean => (one.low?.[i] ?? null) !== null && (one.high?.[i] ?? null) !== null;
    const band = area<number>().defined(bounded).x(at).y0((i) => y(one.low?.[i] ?? 0)).y1((i) => y(one.high?.[i] ?? 0))(points);
    const dots = points.filter(known).map((i) => {
      const dot = svg("circle", { cx: at(i), cy: y(valueOf(one, i) ?? 0), r: told.labels.length > 60 ? 1.5 : 3.5, class: `fill ${seriesClass(s)}` });
      return noted(frame, dot, noteText(told, one, i));
    });
    return [
      ...(band ? [svg("path", { d: band, class: `band fill ${seriesClass(s)}` })] : []),
      svg("path", { d: path ?? "", class: `line stroke ${seriesClass(s)}`, "stroke-dasharray": DASHES[s % 8] ?? "" }),
      ...dots,
    ];
  });
}
