// Events as the server gives them (GeoJSON), as the map keeps them, and which of them are shown.
import type { Feature, FeatureCollection, Geometry, Polygon, Position } from "geojson";
import { dayOf, overlap, type Span } from "../time";

/** What the server says of one event. `km` is how far the true place may lie from the point that is given. */
export interface Told {
  readonly report: string;
  readonly event: string;
  readonly type: string | null;
  readonly type_label: string | null;
  readonly status: string | null;
  readonly status_label: string | null;
  readonly date: string | null;
  readonly start: string | null;
  readonly end: string | null;
  readonly place: string | null;
  readonly level: string | null;
  readonly km: number | null;
  readonly quotation: string | null;
  readonly url: string | null;
  readonly speakers: readonly string[] | string | null;
}

export interface Event {
  readonly told: Told;
  readonly at: readonly [number, number];
  readonly shape: Geometry | null;
  /** Null where the report gives no date. */
  readonly when: Span | null;
  readonly area: boolean;
}

export interface Bounds {
  readonly west: number;
  readonly south: number;
  readonly east: number;
  readonly north: number;
}

/** Levels at which a gazetteer's point stands for the place itself and not for an extent. */
const EXACT = new Set(["point", "town"]);
/** A town whose place is less exact than this is drawn as an area too, in kilometres. */
const EXACT_KM = 10;

export function events(collection: FeatureCollection): Event[] {
  return collection.features.flatMap((one) => event(one as Feature<Geometry | null, Told>) ?? []);
}

function event(one: Feature<Geometry | null, Told>): Event | null {
  if (!one.geometry) return null;
  const at = middle(one.geometry);
  if (!at) return null;
  const told = one.properties;
  const shape = one.geometry.type === "Point" ? null : one.geometry;
  return { told, at, shape, when: when(told), area: shape !== null || isArea(told) };
}

export function isArea(told: Pick<Told, "level" | "km">): boolean {
  return told.level === null ? (told.km ?? 0) > 0 : !EXACT.has(told.level) || (told.km ?? 0) > EXACT_KM;
}

export function when(told: Pick<Told, "date" | "start" | "end">): Span | null {
  const from = dayOf(told.start ?? told.date);
  const to = dayOf(told.end ?? told.start ?? told.date, true);
  if (from === null && to === null) return null;
  return { from: from ?? (to as number), to: Math.max(from ?? (to as number), to ?? (from as number)) };
}

function middle(geometry: Geometry): readonly [number, number] | null {
  if (geometry.type === "GeometryCollection") return null;
  if (geometry.type === "Point") return pair(geometry.coordinates);
  const all = (geometry.coordinates as unknown[]).flat(Infinity) as number[];
  const [xs, ys] = [all.filter((_, i) => i % 2 === 0), all.filter((_, i) => i % 2 === 1)];
  return xs.length ? [(Math.min(...xs) + Math.max(...xs)) / 2, (Math.min(...ys) + Math.max(...ys)) / 2] : null;
}

function pair(position: Position): readonly [number, number] | null {
  const [lon, lat] = position;
  return lon === undefined || lat === undefined ? null : [lon, lat];
}

/** Events of a period. Those without a date are shown only while no period is chosen. */
export function during(all: readonly Event[], period: Span | null): Event[] {
  return period ? all.filter((one) => one.when && overlap(one.when, period)) : [...all];
}

export function within(all: readonly Event[], box: Bounds): Event[] {
  return all.filter(({ at: [lon, lat] }) => lat >= box.south && lat <= box.north && crosses(lon, box));
}

/** A view across the date line runs past 180 degrees. */
function crosses(lon: number, box: Bounds): boolean {
  return [lon, lon + 360, lon - 360].some((x) => x >= box.west && x <= box.east);
}

export function extentOf(all: readonly Event[]): Span | null {
  let [from, to] = [Infinity, -Infinity];
  for (const { when: span } of all) {
    if (!span) continue;
    from = Math.min(from, span.from);
    to = Math.max(to, span.to);
  }
  return from <= to ? { from, to } : null;
}

/** The box around all events; null where there are none. */
export function boxOf(all: readonly Event[]): Bounds | null {
  let [west, south, east, north] = [Infinity, Infinity, -Infinity, -Infinity];
  for (const { at: [lon, lat] } of all) {
    west = Math.min(west, lon);
    east = Math.max(east, lon);
    south = Math.min(south, lat);
    north = Math.max(north, lat);
  }
  return west <= east ? { west, south, east, north } : null;
}

/** Events told of one exact place, as one point. */
export interface Spot {
  readonly at: readonly [number, number];
  readonly events: Event[];
}

export function spots(all: readonly Event[]): Spot[] {
  const found = new Map<string, Spot>();
  for (const one of all) {
    if (one.area) continue;
    const key = one.at.join("/");
    const spot = found.get(key);
    if (spot) spot.events.push(one);
    else found.set(key, { at: one.at, events: [one] });
  }
  return [...found.values()];
}

/** Events told of one area, as one shape: their number is written in its middle. */
export interface Area {
  readonly key: string;
  readonly level: string | null;
  readonly at: readonly [number, number];
  readonly km: number;
  readonly shape: Geometry | null;
  readonly events: Event[];
}

export function keyOf(one: Event): string {
  return `${one.told.level ?? ""}/${one.at.join("/")}`;
}

export function areas(all: readonly Event[]): Area[] {
  const found = new Map<string, Area>();
  for (const one of all) {
    if (!one.area) continue;
    const key = keyOf(one);
    const area = found.get(key);
    if (area) area.events.push(one);
    else found.set(key, { key, level: one.told.level, at: one.at, km: one.told.km ?? kmOf(one.told.level), shape: one.shape, events: [one] });
  }
  return [...found.values()];
}

/** Where the server gives no distance. */
function kmOf(level: string | null): number {
  return { district: 15, governorate: 50, region: 80, country: 250 }[level ?? ""] ?? 10;
}

const KM_A_DEGREE = 111.32;

/** The northern end of a circle on the ground. */
export function north([lon, lat]: readonly [number, number], km: number): readonly [number, number] {
  return [lon, Math.min(89.9, lat + km / KM_A_DEGREE)];
}

/** A circle on the ground as a polygon. */
export function circle([lon, lat]: readonly [number, number], km: number, sides = 64): Polygon {
  const tall = km / KM_A_DEGREE;
  const wide = tall / Math.max(0.05, Math.cos((lat * Math.PI) / 180));
  const ring = Array.from({ length: sides + 1 }, (_, i): Position => {
    const turn = ((i % sides) / sides) * 2 * Math.PI;
    return [lon + wide * Math.cos(turn), Math.max(-89.9, Math.min(89.9, lat + tall * Math.sin(turn)))];
  });
  return { type: "Polygon", coordinates: [ring] };
}

/** Whether a point lies in a polygon or one of several. */
export function contains(geometry: Geometry, point: readonly [number, number]): boolean {
  if (geometry.type === "Polygon") return inRings(geometry.coordinates, point);
  return geometry.type === "MultiPolygon" && geometry.coordinates.some((rings) => inRings(rings, point));
}

function inRings(rings: readonly Position[][], [x, y]: readonly [number, number]): boolean {
  let within = false;
  for (const ring of rings) {
    for (let i = 0, j = ring.length - 1; i < ring.length; j = i, i += 1) {
      const [xi = 0, yi = 0] = ring[i] as Position;
      const [xj = 0, yj = 0] = ring[j] as Position;
      if (yi > y !== yj > y && x < ((xj - xi) * (y - yi)) / (yj - yi) + xi) within = !within;
    }
  }
  return within;
}
