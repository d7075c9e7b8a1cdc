// Builds the browser side of the desk into src/marsad/web/static. `npm run build`
import { createHash } from "node:crypto";
import { cp, mkdir, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { existsSync } from "node:fs";
import { dirname, join, relative, sep } from "node:path";
import { fileURLToPath } from "node:url";
import * as esbuild from "esbuild";
import { basemap } from "./scripts/basemap.mjs";
import { licences } from "./scripts/licences.mjs";
import { tokensCss } from "./tokens.mjs";

const HERE = dirname(fileURLToPath(import.meta.url));
const OUT = join(HERE, "..", "src", "marsad", "web", "static");
const SCRIPTS = ["desk", "map", "charts", "review", "report", "search", "work"];
// Modules that pages import rather than load.
const LIBRARIES = ["selection"];

const tokens = {
  name: "tokens",
  setup(build) {
    build.onResolve({ filter: /^tokens$/ }, () => ({ path: "tokens", namespace: "tokens" }));
    build.onLoad({ filter: /.*/, namespace: "tokens" }, () => ({ contents: tokensCss(), loader: "css" }));
  },
};

const COMMON = {
  bundle: true,
  minify: true,
  legalComments: "none",
  logLevel: "warning",
  target: ["chrome111", "firefox115", "safari16.4"],
  charset: "utf8",
  absWorkingDir: HERE,
};

/** Every file that decides what is built, in one order on every system. */
async function sources(folder = HERE) {
  const found = [];
  for (const entry of await readdir(folder, { withFileTypes: true })) {
    const path = join(folder, entry.name);
    if (entry.name === "node_modules" || entry.name === "styleguide.html" || entry.name.startsWith(".")) continue;
    if (entry.isDirectory()) found.push(...(await sources(path)));
    else found.push(relative(HERE, path).split(sep).join("/"));
  }
  return found.sort();
}

/** A hash for each source, a line each so that changes beside one another merge; tests/web/test_static.py computes the same. */
async function sourceHashes() {
  const hashed = async (name) => `${createHash("sha256").update(await readFile(join(HERE, name))).digest("hex")}  ${name}\n`;
  return (await Promise.all((await sources()).map(hashed))).join("");
}

async function scripts() {
  const entries = [...SCRIPTS, ...LIBRARIES].map((name) => `src/${name}.ts`).filter((path) => existsSync(join(HERE, path)));
  return esbuild.build({
    ...COMMON,
    entryPoints: entries,
    outdir: OUT,
    format: "esm",
    splitting: true,
    chunkNames: "chunks/[name]-[hash]",
    metafile: true,
  });
}

/** The worker of MapLibre is a file of its own: the page's policy allows workers from the same origin only. */
async function worker() {
  const entry = { in: "node_modules/maplibre-gl/dist/maplibre-gl-worker.mjs", out: "map-worker" };
  return esbuild.build({ ...COMMON, entryPoints: [entry], outdir: OUT, format: "esm", metafile: true });
}

async function styles() {
  return esbuild.build({
    ...COMMON,
    entryPoints: ["css/desk.css", "css/map.css"].filter((path) => existsSync(join(HERE, path))),
    outdir: OUT,
    plugins: [tokens],
    // Readable, so that changes beside one another merge.
    minifyWhitespace: false,
    loader: { ".woff2": "file" },
    assetNames: "fonts/[name]",
    metafile: true,
  });
}

await rm(OUT, { recursive: true, force: true });
await mkdir(OUT, { recursive: true });
const built = await Promise.all([scripts(), worker(), styles()]);
await cp(join(HERE, "assets"), OUT, { recursive: true });
const { coarse, fine } = await basemap(HERE);
await writeFile(join(OUT, "basemap.json"), JSON.stringify(coarse));
await writeFile(join(OUT, "outlines.json"), JSON.stringify(fine));
await writeFile(join(OUT, "LICENSES.txt"), await licences(HERE, built.map((one) => one.metafile)));
await writeFile(join(OUT, "sources.sha256"), await sourceHashes());
