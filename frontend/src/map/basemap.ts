// The bundled map under the events: land, borders, coasts, labels in the page's language. No tile server.
import type { FeatureCollection, Geometry, MultiLineString, Point } from "geojson";
import { feature, mesh } from "topojson-client";
import type { GeometryCollection, Topology } from "topojson-specification";
import type { Language } from "../page";
import { read } from "../server";

interface Label {
  readonly kind: "country" | "admin1" | "town";
  readonly iso: string;
  readonly ar: string;
  readonly en: string;
  readonly at: readonly [number, number];
  readonly zoom: number;
}

type Atlas = Topology<{ countries: GeometryCollection<{ iso?: string }> }>;

export interface Outlines {
  readonly land: FeatureCollection<Geometry, { iso?: string }>;
  readonly borders: MultiLineString;
  readonly coasts: MultiLineString;
}

export interface Basemap extends Outlines {
  readonly labels: FeatureCollection<Point, { kind: string; iso: string; name: string; zoom: number }>;
}

const address = (name: string): string => new URL(name, import.meta.url).href;

/** What a map begins with: coarse outlines, of which there are few points, and all labels. */
export async function loadBasemap(language: Language): Promise<Basemap> {
  const { topology, labels } = await read<{ topology: Atlas; labels: Label[] }>(address("./basemap.json"));
  return {
    ...outlines(topology),
    labels: {
      type: "FeatureCollection",
      features: labels.map((one) => ({
        type: "Feature",
        geometry: { type: "Point", coordinates: [...one.at] },
        properties: { kind: one.kind, iso: one.iso, name: one[language], zoom: one.zoom },
      })),
    },
  };
}

/** The outlines as they are seen from near. */
export async function loadOutlines(): Promise<Outlines> {
  return outlines((await read<{ topology: Atlas }>(address("./outlines.json"))).topology);
}

function outlines(topology: Atlas): Outlines {
  const { countries } = topology.objects;
  return {
    land: feature(topology, countries),
    borders: mesh(topology, countries, (a, b) => a !== b),
    coasts: mesh(topology, countries, (a, b) => a === b),
  };
}
