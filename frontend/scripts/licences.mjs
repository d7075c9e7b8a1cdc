// Collects the licences of everything that was bundled, and refuses those that are not permissive.
import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";

const PERMISSIVE = /^(MIT|ISC|0BSD|BSD-[23]-Clause|Apache-2\.0|OFL-1\.1)$/;
// Bundled as it is published, so that what lies in it is not in esbuild's list.
const ALWAYS = ["maplibre-gl", "world-atlas"];

function packageOf(input) {
  const found = input.match(/^node_modules\/((?:@[^/]+\/)?[^/]+)/);
  return found ? found[1] : null;
}

/** Names of packages bundled, and of those MapLibre's published bundle was made of. */
async function bundled(here, metafiles) {
  const names = new Set(ALWAYS);
  for (const file of metafiles) {
    for (const input of Object.keys(file.inputs)) {
      const name = packageOf(input);
      if (name) names.add(name);
    }
  }
  const maplibre = JSON.parse(await readFile(join(here, "node_modules/maplibre-gl/package.json"), "utf8"));
  for (const name of Object.keys(maplibre.dependencies)) if (!name.startsWith("@types/")) names.add(name);
  return [...names].sort();
}

/** The text a package ships, or for those that ship none the one of its repository, kept in `licences/`. */
async function licenceText(here, name) {
  const folder = join(here, "node_modules", name);
  const file = (await readdir(folder)).find((one) => /^(licen[cs]e|copying)/i.test(one));
  const path = file ? join(folder, file) : join(here, "licences", `${name.replaceAll("/", "-")}.txt`);
  try {
    return (await readFile(path, "utf8")).trim();
  } catch {
    throw new Error(`${name} ships no licence text: put that of its repository into ${path}`);
  }
}

export async function licences(here, metafiles) {
  const parts = ["Third-party software and fonts in the desk's static files, with their licences.\n"];
  for (const name of await bundled(here, metafiles)) {
    const folder = join(here, "node_modules", name);
    const told = JSON.parse(await readFile(join(folder, "package.json"), "utf8"));
    const licence = typeof told.license === "string" ? told.license : String(told.license?.type);
    const free = licence.replace(/[()]/g, "").split(/ OR /).some((one) => PERMISSIVE.test(one.trim()));
    if (!free) throw new Error(`${name} ${told.version} is under "${licence}": only permissive licences may be bundled`);
    parts.push(`${"=".repeat(80)}\n${name} ${told.version} (${licence})\n\n${await licenceText(here, name)}\n`);
  }
  return parts.join("\n");
}
