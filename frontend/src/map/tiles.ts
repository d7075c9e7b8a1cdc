// A map file of the reader's own (.pmtiles), served by the desk: raster, or vector in one of the usual layer schemes.
import { addProtocol, type LayerSpecification, type Map as MapView } from "maplibre-gl";
import { PMTiles, Protocol, TileType } from "pmtiles";
import { colour, language } from "../page";
import { FONT } from "./style";

interface VectorLayer {
  readonly id: string;
}

/** Names of layers in the schemes of Protomaps, OpenMapTiles and Shortbread that say what they hold. */
const WATER = /^(water|ocean|water_polygons|waterway|water_lines)/;
const ROADS = /^(road|street|transportation|transit)/;
const BORDERS = /^(boundar)/;
const PLACES = /^(place|places|place_labels|poi)/;
const LEFT_OUT = /^(earth|building|housenumber|addresses|landcover|landuse|land$)/;

/** Adds the file under the events. Throws where it cannot be read. */
export async function addTiles(map: MapView, address: string): Promise<void> {
  const url = new URL(address, document.baseURI).href;
  const file = new PMTiles(url);
  const protocol = new Protocol();
  protocol.add(file);
  addProtocol("pmtiles", protocol.tile);
  const header = await file.getHeader();
  if (header.tileType === TileType.Mvt) {
    const told = (await file.getMetadata()) as { vector_layers?: VectorLayer[] };
    map.addSource("own", { type: "vector", url: `pmtiles://${url}` });
    for (const layer of vectorLayers(told.vector_layers ?? [])) map.addLayer(layer, layer.type === "symbol" ? undefined : "borders");
  } else {
    map.addSource("own", { type: "raster", url: `pmtiles://${url}`, tileSize: 256 });
    map.addLayer({ id: "own", type: "raster", source: "own" }, "borders");
  }
}

function vectorLayers(layers: readonly VectorLayer[]): LayerSpecification[] {
  return layers.flatMap(({ id }): LayerSpecification[] => {
    const base = { source: "own", "source-layer": id } as const;
    if (WATER.test(id))
      return [
        { ...base, id: `own-${id}`, type: "fill", filter: ["==", ["geometry-type"], "Polygon"], paint: { "fill-color": colour("water") } },
        { ...base, id: `own-${id}-line`, type: "line", filter: ["==", ["geometry-type"], "LineString"], paint: { "line-color": colour("water"), "line-width": 1.2 } },
      ];
    if (PLACES.test(id)) return [places(id)];
    if (LEFT_OUT.test(id)) return [];
    const width = ROADS.test(id) ? 1 : BORDERS.test(id) ? 0.8 : 0.5;
    return [{ ...base, id: `own-${id}`, type: "line", paint: { "line-color": colour("land-line"), "line-width": width, "line-opacity": 0.6 } }];
  });
}

function places(id: string): LayerSpecification {
  const own = language();
  return {
    id: `own-${id}`,
    type: "symbol",
    source: "own",
    "source-layer": id,
    minzoom: 6,
    layout: { "text-field": ["coalesce", ["get", `name:${own}`], ["get", `name_${own}`], ["get", "name"]], "text-font": [FONT], "text-size": 11 },
    paint: { "text-color": colour("map-text"), "text-halo-color": colour("land"), "text-halo-width": 1.2 },
  };
}
