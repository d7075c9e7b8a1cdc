// The map under the events: outlines of countries (Natural Earth 1:50m, by way of world-atlas) and reviewed labels in both
// languages (basemap/labels.csv). Countries without a point in the table are labelled where they are widest. A map begins with the
// coarse outlines (1:110m), which are there at once, and then takes the fine ones.
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { feature } from "topojson-client";

const GRID = 28;

/** Rows of a table without quoted fields; tests/web/test_basemap.py holds that there are none. */
async function rows(path) {
  const [head, ...lines] = (await readFile(path, "utf8")).trim().split("\n").map((line) => line.split(","));
  return lines.map((cells) => Object.fromEntries(head.map((name, i) => [name, cells[i] ?? ""])));
}

function area(ring) {
  let sum = 0;
  for (let i = 0, j = ring.length - 1; i < ring.length; j = i++) sum += (ring[j][0] - ring[i][0]) * (ring[j][1] + ring[i][1]);
  return Math.abs(sum / 2);
}

function inside([x, y], ring) {
  let within = false;
  for (let i = 0, j = ring.length - 1; i < ring.length; j = i++) {
    const [[xi, yi], [xj, yj]] = [ring[i], ring[j]];
    if (yi > y !== yj > y && x < ((xj - xi) * (y - yi)) / (yj - yi) + xi) within = !within;
  }
  return within;
}

function toEdge([x, y], ring) {
  let least = Infinity;
  for (let i = 0, j = ring.length - 1; i < ring.length; j = i++) {
    const [[x1, y1], [x2, y2]] = [ring[j], ring[i]];
    const [dx, dy] = [x2 - x1, y2 - y1];
    const t = Math.max(0, Math.min(1, ((x - x1) * dx + (y - y1) * dy) / (dx * dx + dy * dy || 1)));
    least = Math.min(least, Math.hypot(x - x1 - t * dx, y - y1 - t * dy));
  }
  return least;
}

/** The point of the largest part that is furthest from its edge, on a grid; and how large the part is in square degrees. */
function middle(geometry) {
  const parts = geometry.type === "Polygon" ? [geometry.coordinates] : geometry.coordinates;
  const ring = parts.map((part) => part[0]).sort((a, b) => area(b) - area(a))[0];
  const [xs, ys] = [ring.map((p) => p[0]), ring.map((p) => p[1])];
  const [west, east, south, north] = [Math.min(...xs), Math.max(...xs), Math.min(...ys), Math.max(...ys)];
  let best = { point: [(west + east) / 2, (south + north) / 2], room: -1 };
  for (let i = 1; i < GRID; i += 1)
    for (let j = 1; j < GRID; j += 1) {
      const point = [west + ((east - west) * i) / GRID, south + ((north - south) * j) / GRID];
      const room = inside(point, ring) ? toEdge(point, ring) : -1;
      if (room > best.room) best = { point, room };
    }
  return { point: best.point.map((n) => Math.round(n * 100) / 100), size: area(ring) };
}

/** The zoom from which a country is named where the table does not say: large ones first. */
function zoomOf(size) {
  return size > 60 ? 2 : size > 12 ? 3 : size > 1 ? 4 : 5;
}

/** Outlines of an atlas whose shapes have nothing but the code of their country. */
async function outlines(here, scale, countries) {
  const topology = JSON.parse(await readFile(join(here, `node_modules/world-atlas/countries-${scale}.json`), "utf8"));
  for (const shape of topology.objects.countries.geometries) {
    const row = countries.get(shape.id ?? shape.properties.name);
    shape.properties = row ? { iso: row.country } : {};
    delete shape.id;
  }
  delete topology.objects.land;
  return topology;
}

/** What a map begins with (`coarse` outlines and labels), and the `fine` outlines. */
export async function basemap(here) {
  const table = await rows(join(here, "basemap", "labels.csv"));
  const named = table.filter((row) => row.kind === "country");
  const countries = new Map(named.map((row) => [row.atlas, row]));
  const [coarse, fine] = await Promise.all(["110m", "50m"].map((scale) => outlines(here, scale, countries)));
  const byCode = new Map(named.map((row) => [row.country, row]));
  const labels = [];
  for (const shape of fine.objects.countries.geometries) {
    const row = byCode.get(shape.properties.iso);
    if (!row) continue;
    const { point, size } = middle(feature(fine, shape).geometry);
    labels.push({ kind: "country", iso: row.country, ar: row.name_ar, en: row.name_en, at: point, zoom: Number(row.zoom) || zoomOf(size) });
  }
  for (const row of table.filter((one) => one.kind !== "country"))
    labels.push({ kind: row.kind, iso: row.country, ar: row.name_ar, en: row.name_en, at: [Number(row.lon), Number(row.lat)], zoom: Number(row.zoom) });
  return { coarse: { topology: coarse, labels }, fine: { topology: fine } };
}
