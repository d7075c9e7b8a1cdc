// The map itself: MapLibre with the bundled basemap, areas for places that are not exact, clusters of points for those that are.
import type { Feature, FeatureCollection, Geometry } from "geojson";
import { type GeoJSONSource, Map as MapView, type MapGeoJSONFeature, type MapMouseEvent, NavigationControl, prewarm, ScaleControl, setWorkerUrl } from "maplibre-gl";
import { language, locale, number, onTheme, rightToLeft } from "../page";
import { say } from "../words";
import { type Basemap, loadBasemap, loadOutlines } from "./basemap";
import { type Area, areas, type Bounds, boxOf, circle, contains, type Event, keyOf, north, type Spot, spots } from "./events";
import { FONT, line, paint, styleOf } from "./style";
import { addTiles } from "./tiles";

const CLUSTER_LEAVES = 200;
const PLACED = { padding: 48, maxZoom: 6.5, duration: 0 } as const;

export interface View {
  /** Shows these events and no others. */
  show(events: readonly Event[]): void;
  /** Moves so that all of these are seen. */
  fit(events: readonly Event[]): void;
  /** Rings one event, or none. */
  light(event: Event | null): void;
  bounds(): Bounds;
  /** Takes the fine outlines in the place of the coarse ones that it began with. */
  refine(): Promise<void>;
}

export interface Heard {
  /** The view was moved. */
  readonly moved: () => void;
  /** A point, a cluster or an area was pressed, with the events there. */
  readonly picked: (events: readonly Event[]) => void;
}

/** Draws the map into `holder`. Throws where the browser cannot. */
export async function draw(holder: HTMLElement, tiles: string | undefined, heard: Heard): Promise<View> {
  setWorkerUrl(new URL("./map-worker.js", import.meta.url).href);
  prewarm(); // the worker starts while the basemap is read
  const [basemap] = await Promise.all([loadBasemap(language()), lettersReady()]);
  const map = new MapView({
    container: holder,
    style: styleOf(basemap, locale()),
    center: [40, 30],
    zoom: 3,
    maxZoom: 15,
    attributionControl: false,
    dragRotate: false,
    pitchWithRotate: false,
    rollEnabled: false,
    fadeDuration: 0,
    locale: { "Map.Title": say("map.label"), "NavigationControl.ZoomIn": say("map.zoom-in"), "NavigationControl.ZoomOut": say("map.zoom-out"), ...scaleWords() },
  });
  map.touchZoomRotate.disableRotation();
  map.keyboard.disableRotation();
  const side = rightToLeft() ? "left" : "right";
  map.addControl(new NavigationControl({ showCompass: false }), `top-${side}`);
  map.addControl(new ScaleControl({}), `bottom-${side}`);
  await new Promise<void>((done, failed) => {
    map.once("style.load", () => done());
    map.once("error", ({ error }) => failed(error));
  });
  const recolour = (): void => paint((layer, property, value) => map.setPaintProperty(layer, property as "fill-color", value));
  onTheme(recolour);
  if (tiles) await addTiles(map, tiles);
  return new Drawn(map, basemap, heard);
}

function scaleWords(): Record<string, string> {
  return { "ScaleControl.Kilometers": say("map.km"), "ScaleControl.Meters": say("map.m") };
}

/** Letters are drawn from the page's font, which has to be there before the first one is. */
async function lettersReady(): Promise<void> {
  await Promise.all(["مرصد", "Marsad 0123"].map((text) => document.fonts.load(`400 16px "${FONT}"`, text)));
}

class Drawn implements View {
  private shown: readonly Event[] = [];
  private areas = new Map<string, Area>();
  private spots: readonly Spot[] = [];

  constructor(
    private readonly map: MapView,
    private basemap: Basemap,
    private readonly heard: Heard,
  ) {
    map.on("moveend", () => heard.moved());
    map.on("click", (event) => void this.pressed(event));
    for (const layer of ["cluster", "point", "area-fill"]) {
      map.on("mouseenter", layer, () => (map.getCanvas().style.cursor = "pointer"));
      map.on("mouseleave", layer, () => (map.getCanvas().style.cursor = ""));
    }
  }

  show(events: readonly Event[]): void {
    this.shown = events;
    const found = areas(events);
    this.areas = new Map(found.map((area) => [area.key, area]));
    this.spots = spots(events);
    this.set("points", points(this.spots));
    this.set("areas", collection(found.map((area) => this.areaFeature(area))));
    this.set("numbers", collection(found.map((area) => this.numberFeature(area))));
  }

  fit(events: readonly Event[]): void {
    const box = boxOf(events);
    if (!box) return;
    const reach = events.reduce((most, one) => (one.area ? Math.max(most, Math.min(one.told.km ?? 0, 300) / 111) : most), 0);
    this.map.fitBounds([[box.west - reach, box.south - reach], [box.east + reach, box.north + reach]], PLACED);
  }

  light(event: Event | null): void {
    if (!event) this.set("lit", collection([]));
    else if (event.area) this.set("lit", collection([this.areaFeature(this.areas.get(keyOf(event)) ?? (areas([event])[0] as Area))]));
    else this.set("lit", collection([{ type: "Feature", geometry: { type: "Point", coordinates: [...event.at] }, properties: {} }]));
  }

  bounds(): Bounds {
    const box = this.map.getBounds();
    return { west: box.getWest(), south: box.getSouth(), east: box.getEast(), north: box.getNorth() };
  }

  async refine(): Promise<void> {
    const fine = await loadOutlines();
    this.basemap = { ...this.basemap, ...fine };
    this.set("land", fine.land);
    this.set("borders", line(fine.borders));
    this.set("coasts", line(fine.coasts));
    if (this.shown.some((one) => one.area)) this.show(this.shown);
  }

  private set(source: string, data: Feature | FeatureCollection): void {
    void this.map.getSource<GeoJSONSource>(source)?.setData(data);
  }

  private areaFeature(area: Area): Feature {
    const shade = Math.min(0.32, 0.1 + 0.07 * Math.log10(area.events.length));
    return { type: "Feature", geometry: area.shape ?? this.extent(area), properties: { key: area.key, shade } };
  }

  /** A country is drawn as itself, whatever else as a circle as wide as the place is uncertain. */
  private extent(area: Area): Geometry {
    return this.country(area)?.geometry ?? circle(area.at, area.km);
  }

  private country(area: Area): Basemap["land"]["features"][number] | undefined {
    return area.level === "country" ? this.basemap.land.features.find((one) => contains(one.geometry, area.at)) : undefined;
  }

  /** How many events an area has: under the name of a country, else on the northern edge. In the middle lies a chief town. */
  private numberFeature(area: Area): Feature {
    const iso = this.country(area)?.properties.iso;
    const name = iso ? this.basemap.labels.features.find((one) => one.properties.iso === iso && one.properties.kind === "country") : undefined;
    const edge = area.shape ? area.at : north(area.at, area.km);
    const coordinates = name?.geometry.coordinates ?? [...edge];
    return { type: "Feature", geometry: { type: "Point", coordinates }, properties: { label: number(area.events.length), low: name !== undefined } };
  }

  private async pressed(event: MapMouseEvent): Promise<void> {
    const found = this.map.queryRenderedFeatures(event.point, { layers: ["cluster", "point", "area-fill"] });
    const picked = (await Promise.all(found.map((one) => this.eventsOf(one)))).flat();
    if (picked.length) this.heard.picked([...new Set(picked)]);
    const cluster = found.find(isCluster);
    if (cluster) await this.open(cluster);
  }

  private async eventsOf(one: MapGeoJSONFeature): Promise<Event[]> {
    if (one.layer.id === "area-fill") return this.areas.get(String(one.properties["key"]))?.events ?? [];
    if (!isCluster(one)) return this.spots[Number(one.properties["i"])]?.events ?? [];
    const source = this.map.getSource<GeoJSONSource>("points");
    const leaves = (await source?.getClusterLeaves(Number(one.properties["cluster_id"]), CLUSTER_LEAVES, 0)) ?? [];
    return leaves.flatMap((leaf) => this.spots[Number(leaf.properties?.["i"])]?.events ?? []);
  }

  /** Goes as near as the cluster needs to fall apart. */
  private async open(cluster: MapGeoJSONFeature): Promise<void> {
    const source = this.map.getSource<GeoJSONSource>("points");
    const zoom = await source?.getClusterExpansionZoom(Number(cluster.properties["cluster_id"]));
    if (zoom === undefined || cluster.geometry.type !== "Point") return;
    const [lon = 0, lat = 0] = cluster.geometry.coordinates;
    this.map.easeTo({ center: [lon, lat], zoom: Math.min(zoom, 13) });
  }
}

function collection(features: Feature[]): FeatureCollection {
  return { type: "FeatureCollection", features };
}

/** Several places in one; a single place with several events looks the same but does not fall apart. */
function isCluster(one: MapGeoJSONFeature): boolean {
  return one.properties["cluster_id"] !== undefined;
}

/** The worker gets a number for each place and how many events it has; what is told of them stays here. */
function points(spots: readonly Spot[]): FeatureCollection {
  return collection(spots.map(({ at, events }, i) => ({ type: "Feature", geometry: { type: "Point", coordinates: [...at] }, properties: { i, n: events.length } })));
}
