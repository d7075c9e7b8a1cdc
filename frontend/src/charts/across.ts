// Bars across, a row a label, and shares of a whole. On an Arabic page the rows begin on the right.
import { scaleLinear } from "d3-scale";
import { isolated, number, rightToLeft, svg } from "../page";
import { most, type Series, ticks, valueOf } from "./model";
import { cut, FONT_SIZE, type Frame, noted, noteText, seriesClass, text, widthOf, written } from "./parts";

const BAR = 16;
const GAP = 10;
const NARROW = 460;
const FOOT = 22;

interface Across {
  readonly drawn: SVGElement[];
  readonly height: number;
}

/** Puts a distance from the beginning of a row where it belongs on the page. */
function side(width: number): { x: (from: number, wide?: number) => number; begin: "start" | "end" } {
  return rightToLeft() ? { x: (from, wide = 0) => width - from - wide, begin: "end" } : { x: (from) => from, begin: "start" };
}

export function across(frame: Frame, id: string): Across {
  const { told, width } = frame;
  const narrow = width < NARROW;
  const widest = Math.max(0, ...told.labels.map((label) => widthOf(label)));
  const names = narrow ? 0 : Math.min(widest + 12, width * 0.4);
  const lanes = told.kind === "shares" ? 1 : told.series.length;
  const row = lanes * BAR + GAP + (narrow ? FONT_SIZE + 6 : 0);
  const height = told.labels.length * row + FOOT;
  const values = told.kind === "shares" ? 0 : Math.max(...told.series.flatMap((one) => told.labels.map((_, i) => widthOf(written(one, i))))) + 8;
  const scale = scaleLinear([0, told.kind === "shares" ? 1 : most(told)], [0, width - names - values - 4]);
  const place = { ...side(width), names, scale, row, narrow };
  const rows = told.labels.flatMap((label, i) => [name(frame, place, label, i), ...bars(frame, place, i, id)]);
  return { drawn: [...axis(frame, place, height), ...rows], height };
}

interface Place {
  readonly x: (from: number, wide?: number) => number;
  readonly begin: "start" | "end";
  readonly names: number;
  readonly scale: (value: number) => number;
  readonly row: number;
  readonly narrow: boolean;
}

function axis(frame: Frame, place: Place, height: number): SVGElement[] {
  const { told } = frame;
  const shares = told.kind === "shares";
  const found = shares ? [0, 0.5, 1] : ticks(told, scaleLinear([0, most(told)], [0, 1]).ticks(place.narrow ? 3 : 5));
  return found.flatMap((tick) => {
    const x = place.x(place.names + place.scale(tick));
    const words = shares ? isolated(`${number(Math.round(tick * 100))}%`, "ltr") : number(tick);
    return [svg("line", { x1: x, x2: x, y1: 0, y2: height - FOOT, class: "grid-line" }), text(x, height - 6, edge(x, frame.width), words)];
  });
}

/** Numbers at the very edge lean inwards. */
function edge(x: number, width: number): "start" | "middle" | "end" {
  return x > width - 14 ? "end" : x < 14 ? "start" : "middle";
}

function name(frame: Frame, place: Place, label: string, i: number): SVGElement {
  const top = i * place.row;
  if (place.narrow) return text(place.x(0), top + FONT_SIZE, place.begin, cut(label, frame.width), "value");
  const middle = top + (place.row - GAP) / 2 + FONT_SIZE / 2 - 2;
  const shown = text(place.x(place.names - 8), middle, place.begin === "start" ? "end" : "start", cut(label, place.names - 8), "value");
  shown.append(svg("title", {}, label));
  return shown;
}

function bars(frame: Frame, place: Place, i: number, id: string): SVGElement[] {
  const top = i * place.row + (place.narrow ? FONT_SIZE + 6 : 0);
  return frame.told.kind === "shares" ? parts(frame, place, i, top, id) : frame.told.series.flatMap((one, s) => bar(frame, place, one, i, s, top + s * BAR, id));
}

function bar(frame: Frame, place: Place, series: Series, i: number, s: number, y: number, id: string): SVGElement[] {
  const wide = place.scale(valueOf(series, i) ?? 0);
  const shape = svg("rect", { x: place.x(place.names, wide), y, width: Math.max(valueOf(series, i) ? 1 : 0, wide), height: BAR - 2, fill: `url(#${id}-${s})` });
  const value = text(place.x(place.names + wide + 6), y + BAR - 5, place.begin, written(series, i), "value");
  return [noted(frame, shape, noteText(frame.told, series, i)), value];
}

function parts(frame: Frame, place: Place, i: number, y: number, id: string): SVGElement[] {
  const { told } = frame;
  const total = told.series.reduce((sum, one) => sum + (valueOf(one, i) ?? 0), 0) || 1;
  let from = 0;
  return told.series.flatMap((one, s) => {
    const share = (valueOf(one, i) ?? 0) / total;
    const [begin, wide] = [place.scale(from), place.scale(share)];
    from += share;
    const shape = svg("rect", { x: place.x(place.names + begin, wide), y, width: Math.max(0, wide - 1), height: BAR - 2, fill: `url(#${id}-${s})`, class: seriesClass(s) });
    return share ? [noted(frame, shape, `${noteText(told, one, i)} ${isolated(`(${number(Math.round(share * 100))}%)`, "ltr")}`)] : [];
  });
}
