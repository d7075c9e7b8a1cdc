// Sources and layers of the map, and the colours they take from the stylesheet.
import type { Feature, FeatureCollection, MultiLineString } from "geojson";
import type { ExpressionSpecification, LayerSpecification, StyleSpecification } from "maplibre-gl";
import { colour } from "../page";
import type { Basemap } from "./basemap";

/** The family of fonts.css. Without a `glyphs` address MapLibre draws letters itself, with the page's own font. */
export const FONT = "IBM Plex Sans Arabic";
const REGULAR = [FONT];
const EMPTY: FeatureCollection = { type: "FeatureCollection", features: [] };
const COUNT: ExpressionSpecification = ["get", "label"];
/** How many events a place or a cluster of places has, and whether that is more than one. */
const EVENTS: ExpressionSpecification = ["coalesce", ["get", "events"], ["get", "n"]];
const SEVERAL: ExpressionSpecification = ["any", ["has", "point_count"], [">", ["get", "n"], 1]];

/** Colours that change with the theme: layer, property, token. */
const PAINTS: readonly (readonly [string, string, string])[] = [
  ["water", "background-color", "water"],
  ["land", "fill-color", "land"],
  ["borders", "line-color", "land-line"],
  ["coasts", "line-color", "land-line"],
  ["label-country", "text-color", "map-text"],
  ["label-country", "text-halo-color", "land"],
  ["label-admin1", "text-color", "map-text"],
  ["label-admin1", "text-halo-color", "land"],
  ["label-town", "text-color", "map-text"],
  ["label-town", "text-halo-color", "land"],
  ["area-fill", "fill-color", "event"],
  ["area-line", "line-color", "event"],
  ["area-count", "text-color", "event"],
  ["area-count", "text-halo-color", "land"],
  ["cluster", "circle-color", "event"],
  ["cluster", "circle-stroke-color", "surface"],
  ["cluster-count", "text-color", "surface"],
  ["point", "circle-color", "event"],
  ["point", "circle-stroke-color", "surface"],
  ["lit-area", "line-color", "focus"],
  ["lit", "circle-stroke-color", "focus"],
];

/** Gives every layer its colours. */
export function paint(set: (layer: string, property: string, value: string) => void): void {
  for (const [layer, property, token] of PAINTS) set(layer, property, colour(token));
}

/** Layers in the colours that the page has now: set later, each would be worked out again. */
function painted(layers: readonly LayerSpecification[]): LayerSpecification[] {
  const colours = new Map<string, Record<string, string>>();
  paint((layer, property, value) => colours.set(layer, { ...colours.get(layer), [property]: value }));
  return layers.map((one) => ({ ...one, paint: { ...one.paint, ...colours.get(one.id) } }) as LayerSpecification);
}

export function line(geometry: MultiLineString): Feature<MultiLineString> {
  return { type: "Feature", geometry, properties: {} };
}

function label(id: string, kind: string, size: ExpressionSpecification | number, opacity = 1): LayerSpecification {
  return {
    id,
    type: "symbol",
    source: "labels",
    filter: ["all", ["==", ["get", "kind"], kind], [">=", ["zoom"], ["get", "zoom"]]],
    layout: { "text-field": ["get", "name"], "text-font": REGULAR, "text-size": size, "text-max-width": 7, "text-padding": 4, "symbol-sort-key": ["get", "zoom"] },
    paint: { "text-halo-width": 1.4, "text-opacity": opacity },
  };
}

const UNDER: readonly LayerSpecification[] = [
  { id: "water", type: "background" },
  { id: "land", type: "fill", source: "land", paint: { "fill-antialias": false } },
  { id: "coasts", type: "line", source: "coasts", paint: { "line-width": 0.8 } },
  { id: "borders", type: "line", source: "borders", paint: { "line-width": ["interpolate", ["linear"], ["zoom"], 2, 0.6, 7, 1.4], "line-dasharray": [4, 1.5] } },
];

const AREAS: readonly LayerSpecification[] = [
  { id: "area-fill", type: "fill", source: "areas", paint: { "fill-opacity": ["get", "shade"] } },
  { id: "area-line", type: "line", source: "areas", paint: { "line-width": 1.2, "line-opacity": 0.7, "line-dasharray": [3, 2] } },
];

const LABELS: readonly LayerSpecification[] = [
  label("label-admin1", "admin1", 11, 0.75),
  label("label-town", "town", ["interpolate", ["linear"], ["zoom"], 4, 11, 9, 14]),
  label("label-country", "country", ["interpolate", ["linear"], ["zoom"], 2, 11, 6, 16]),
];

const POINTS: readonly LayerSpecification[] = [
  { id: "lit-area", type: "line", source: "lit", filter: ["!=", ["geometry-type"], "Point"], paint: { "line-width": 3 } },
  {
    id: "cluster",
    type: "circle",
    source: "points",
    filter: SEVERAL,
    paint: { "circle-radius": ["interpolate", ["linear"], ["log10", EVENTS], 0.3, 11, 2, 17, 5, 30], "circle-stroke-width": 1.5, "circle-opacity": 0.9 },
  },
  {
    id: "point",
    type: "circle",
    source: "points",
    filter: ["!", SEVERAL],
    paint: { "circle-radius": 6, "circle-stroke-width": 1.5 },
  },
  { id: "lit", type: "circle", source: "lit", filter: ["==", ["geometry-type"], "Point"], paint: { "circle-radius": 13, "circle-opacity": 0, "circle-stroke-width": 3 } },
];

/** Numbers over areas and clusters; they are drawn even where a name has to give way. */
function counts(clusterText: ExpressionSpecification): readonly LayerSpecification[] {
  const always = { "text-font": REGULAR, "text-allow-overlap": true, "text-ignore-placement": true };
  return [
    { id: "area-count", type: "symbol", source: "numbers", layout: { ...always, "text-field": COUNT, "text-size": 13, "text-offset": ["case", ["get", "low"], ["literal", [0, 1.3]], ["literal", [0, 0]]] }, paint: { "text-halo-width": 1.6 } },
    { id: "cluster-count", type: "symbol", source: "points", filter: SEVERAL, layout: { ...always, "text-field": clusterText, "text-size": 12 } },
  ];
}

/** The whole style; areas and points come later, when they are read. */
export function styleOf(basemap: Basemap, locale: string): StyleSpecification {
  const clusterText: ExpressionSpecification = ["number-format", EVENTS, { locale }];
  return {
    version: 8,
    sources: {
      land: { type: "geojson", data: basemap.land, tolerance: 0.2 },
      borders: { type: "geojson", data: line(basemap.borders), tolerance: 0.2 },
      coasts: { type: "geojson", data: line(basemap.coasts), tolerance: 0.2 },
      labels: { type: "geojson", data: basemap.labels },
      areas: { type: "geojson", data: EMPTY },
      numbers: { type: "geojson", data: EMPTY },
      points: { type: "geojson", data: EMPTY, cluster: true, clusterRadius: 42, clusterMaxZoom: 11, clusterProperties: { events: ["+", ["get", "n"]] } },
      lit: { type: "geojson", data: EMPTY },
    },
    layers: painted([...UNDER, ...AREAS, ...LABELS, ...POINTS, ...counts(clusterText)]),
  };
}
