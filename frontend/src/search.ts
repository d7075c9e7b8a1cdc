// Search and the list of events: values and totals that are counted when they are looked at, names that are suggested while they
// are typed, and columns that sort what is shown.
import { startSuggestions } from "./suggest";
import { startSorting } from "./sorting";
import { say } from "./words";

/** Puts the piece of a page at `address` where `target` is; the server has escaped all words in it. */
async function load(address: string, target: HTMLElement): Promise<void> {
  target.setAttribute("aria-busy", "true");
  try {
    const response = await fetch(address, { credentials: "same-origin", headers: { accept: "text/html" } });
    if (!response.ok) throw new Error(response.statusText);
    const piece = new DOMParser().parseFromString(await response.text(), "text/html");
    target.replaceChildren(...Array.from(piece.body.childNodes, (node) => document.importNode(node, true)));
  } catch {
    target.textContent = say("offline");
  } finally {
    target.removeAttribute("aria-busy");
  }
}

/** One after the other: what is at hand first, and never so many that the desk has no lane left for the next page. */
async function loadAll(waiting: readonly (readonly [string, HTMLElement])[]): Promise<void> {
  for (const [address, target] of waiting) await load(address, target);
}

function take(element: HTMLElement): string | null {
  const address = element.dataset["load"] ?? null;
  delete element.dataset["load"];
  return address;
}

function waiting(): (readonly [string, HTMLElement])[] {
  const found: (readonly [string, HTMLElement])[] = [];
  for (const facet of document.querySelectorAll<HTMLDetailsElement>("details.facet[data-load][open]")) {
    const target = facet.querySelector<HTMLElement>(".facet-values");
    const address = target ? take(facet) : null;
    if (target && address) found.push([address, target]);
  }
  for (const piece of document.querySelectorAll<HTMLElement>("[data-load]:not(details)")) {
    const address = take(piece);
    if (address) found.push([address, piece]);
  }
  return found;
}

for (const facet of document.querySelectorAll<HTMLDetailsElement>("details.facet[data-load]")) {
  facet.addEventListener("toggle", () => {
    const target = facet.querySelector<HTMLElement>(".facet-values");
    const address = facet.open && target ? take(facet) : null;
    if (target && address) void load(address, target);
  });
}
void loadAll(waiting());
for (const input of document.querySelectorAll<HTMLInputElement>("input[data-suggest]")) startSuggestions(input);
for (const table of document.querySelectorAll<HTMLTableElement>("table[data-sortable]")) startSorting(table);
