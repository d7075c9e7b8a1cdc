// A map of events with their times and their list, in every element with data-map:
//
//   <div data-map data-events="/map.geojson?…" [data-pmtiles="/tiles/own.pmtiles"] [data-plain]> … </div>
//   <div data-map data-events-id="ID of a <script type=application/json>">…</div>
//
// What stands inside is shown until the map is drawn, and again if it cannot be. `data-plain` leaves out histogram and list
// (a small map of one incident). The address of events may also answer with a Plot (map/plot.ts), of which there is more: the map
// can be used with the first of it, the rest (up to data-most) is added when it is there. The page's address gives and keeps the period as `since` and `until`. Whatever changes what
// is shown, the document gets `marsad:filter` with { since, until, shown, total }; it listens to `marsad:period` with
// { since, until } to be told a period from elsewhere.
import type { FeatureCollection } from "geojson";
import { embedded, element, isolated, number, settled } from "./page";
import { read } from "./server";
import { dayOf, type Span } from "./time";
import { say } from "./words";
import { during, type Event, events, extentOf, within } from "./map/events";
import { follow } from "./map/follow";
import { Histogram, periodText } from "./map/histogram";
import { List } from "./map/list";
import { type Plot, plotted } from "./map/plot";
import { draw, type View } from "./map/view";

interface Parts {
  readonly canvas: HTMLElement;
  readonly status: HTMLElement;
  readonly histogram: HTMLElement;
  readonly list: HTMLElement;
}

function build(holder: HTMLElement, plain: boolean): Parts {
  const parts = {
    canvas: element("div", { class: "map-canvas" }),
    status: element("p", { class: "map-status", role: "status" }),
    histogram: element("div", { class: "histogram" }),
    list: element("div", { class: "map-list", tabindex: "0", role: "region", "aria-label": say("map.near") }),
  };
  const legend = element(
    "ul",
    { class: "map-legend" },
    ...(["point", "cluster", "area"] as const).map((one) => element("li", { "data-sign": one }, say(`map.legend-${one}`))),
    element("li", {}, say("map.attribution")),
  );
  const all = element("button", { type: "button", class: "button", "data-size": "small", "data-map-all": true }, say("map.all"));
  const column = element("div", { class: "map-column" }, parts.canvas, element("div", { class: "map-bar" }, parts.status, all), legend);
  if (!plain) column.append(parts.histogram);
  holder.classList.add("map");
  holder.replaceChildren(column, ...(plain ? [] : [parts.list]));
  return parts;
}

/** The events, the newest first; very many come in several pieces. */
async function* load(holder: HTMLElement): AsyncGenerator<Event[], void> {
  const { events: address, eventsId, most = "Infinity" } = holder.dataset;
  let told = address ? await read<FeatureCollection | Plot>(address) : (embedded<FeatureCollection>(eventsId ?? "") ?? NOTHING);
  if (!("types" in told)) return yield events(told);
  let left = Number(most) - told.event.length;
  yield plotted(told);
  while (told.after && left > 0) {
    const further = new URL(address ?? "", location.href);
    further.searchParams.set("after", told.after);
    told = await read<Plot>(further.href);
    yield plotted(told).slice(0, left);
    left -= told.event.length;
  }
}

const NOTHING: FeatureCollection = { type: "FeatureCollection", features: [] };

function periodInAddress(): Span | null {
  const asked = new URLSearchParams(location.search);
  const [from, to] = [dayOf(asked.get("since")), dayOf(asked.get("until"), true)];
  return from === null && to === null ? null : { from: from ?? -1e6, to: to ?? 1e6 };
}

function keepInAddress(period: Span | null): void {
  const address = new URL(location.href);
  for (const [name, value] of Object.entries(periodText(period))) {
    if (value === null) address.searchParams.delete(name);
    else address.searchParams.set(name, value);
  }
  history.replaceState(history.state, "", address);
}

/** One map with what belongs to it. */
class Page {
  private period: Span | null = null;
  private shown: readonly Event[];
  private readonly list: List;
  private histogram: Histogram | null = null;

  constructor(
    private readonly parts: Parts,
    private all: readonly Event[],
    private readonly view: View,
    private readonly plain: boolean,
  ) {
    this.shown = all;
    this.list = new List(parts.list, { lit: (event) => view.light(event) });
    if (!plain) {
      this.period = periodInAddress();
      this.addTimes();
      document.addEventListener("marsad:period", (event) => this.told((event as CustomEvent<{ since?: string; until?: string }>).detail));
    }
    view.fit(all);
    this.show();
  }

  /** Adds older events. The view stays where it is, and so does what somebody is at. */
  add(more: readonly Event[]): void {
    if (!more.length) return;
    this.all = [...this.all, ...more];
    const end = this.parts.histogram.contains(document.activeElement) ? (document.activeElement as HTMLElement).dataset["end"] : undefined;
    if (!this.plain) this.addTimes();
    if (end) this.parts.histogram.querySelector<HTMLElement>(`[data-end="${end}"]`)?.focus();
    this.show(!this.parts.list.contains(document.activeElement));
  }

  private addTimes(): void {
    const extent = extentOf(this.all);
    if (!extent) return;
    const spans = this.all.flatMap((one) => one.when ?? []);
    const chosen = settled(60, (period: Span | null) => this.choose(period));
    this.histogram = new Histogram(this.parts.histogram, spans, extent, chosen);
    this.histogram.set(this.period);
  }

  private told({ since, until }: { since?: string; until?: string }): void {
    const [from, to] = [dayOf(since), dayOf(until, true)];
    const period = from === null && to === null ? null : { from: from ?? -1e6, to: to ?? 1e6 };
    this.histogram?.set(period);
    this.choose(period);
  }

  private choose(period: Span | null): void {
    this.period = period;
    keepInAddress(period);
    this.show();
  }

  private show(listed = true): void {
    this.shown = during(this.all, this.period);
    this.view.show(this.shown);
    follow(this.period);
    if (listed) this.moved();
    const [shown, total] = [this.shown.length, this.all.length];
    this.parts.status.textContent = `${isolated(number(shown))} ${say("map.of")} ${isolated(number(total))} ${say("map.shown")}`;
    document.dispatchEvent(new CustomEvent("marsad:filter", { detail: { ...periodText(this.period), shown, total } }));
  }

  moved(): void {
    this.list.show(say("map.near"), within(this.shown, this.view.bounds()));
  }

  picked(found: readonly Event[]): void {
    this.list.show(say("map.here"), found, true);
  }

  fitAll(): void {
    this.view.fit(this.shown.length ? this.shown : this.all);
  }
}

async function start(holder: HTMLElement): Promise<void> {
  const before = [...holder.childNodes];
  const plain = holder.dataset["plain"] !== undefined;
  const parts = build(holder, plain);
  holder.setAttribute("aria-busy", "true");
  try {
    // Read while MapLibre starts; the map is told what was pressed or moved only once both are there.
    const loading = load(holder);
    const reading = loading.next().catch((error: unknown) => failure(`${say("map.unread")} ${String((error as Error).message)}`));
    let page: Page | null = null;
    let pressed = false;
    const view = await draw(parts.canvas, holder.dataset["pmtiles"] || undefined, {
      // A press shows what is there; the movement it causes must not put the whole view back.
      moved: () => (pressed ? (pressed = false) : page?.moved()),
      picked: (found) => {
        pressed = true;
        page?.picked(found);
      },
    }).catch((error: unknown) => failure(`${say("map.failed")} (${String((error as Error).message)})`));
    // The map can be moved from here on; the events may still be on their way.
    holder.dataset["drawn"] = "true";
    page = new Page(parts, (await reading).value ?? [], view, plain);
    holder.querySelector("[data-map-all]")?.addEventListener("click", () => page?.fitAll());
    holder.dataset["ready"] = "true";
    await addRest(page, loading, parts.status);
    void view.refine().catch(() => undefined); // the coarse outlines stay
  } catch (error) {
    holder.classList.remove("map");
    holder.replaceChildren(element("p", { class: "notice", "data-tone": "warn", role: "alert" }, (error as Error).message), ...before);
  } finally {
    holder.removeAttribute("aria-busy");
  }
}

/** What is there stays when the rest cannot be read; the reader is told. */
async function addRest(page: Page, loading: AsyncGenerator<Event[], void>, status: HTMLElement): Promise<void> {
  let rest: Event[] = [];
  try {
    for await (const some of loading) rest = rest.concat(some);
    page.add(rest);
  } catch (error) {
    page.add(rest);
    status.textContent += ` · ${say("map.unread")} ${(error as Error).message}`;
  }
}

function failure(message: string): never {
  throw new Error(message);
}

for (const holder of document.querySelectorAll<HTMLElement>("[data-map]")) void start(holder);
