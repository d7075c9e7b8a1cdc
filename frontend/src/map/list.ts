// The list beside the map: the same events, for reading and for the keyboard.
import { element, isolated, number } from "../page";
import { say } from "../words";
import type { Event } from "./events";

const LONGEST = 100;

export interface ListHeard {
  /** An entry has the focus or the pointer, or none has. */
  readonly lit: (event: Event | null) => void;
}

export class List {
  private readonly head = element("h3", { class: "map-list-head", tabindex: "-1" });
  private readonly items = element("ol", { class: "map-items" });

  constructor(
    holder: HTMLElement,
    private readonly heard: ListHeard,
  ) {
    holder.replaceChildren(this.head, this.items);
  }

  /** Shows events under a heading; `focus` moves the reader there (after a press on the map). */
  show(heading: string, events: readonly Event[], focus = false): void {
    this.head.textContent = `${heading}: ${isolated(number(events.length))}`;
    const shown = events.slice(0, LONGEST).map((one) => this.item(one));
    const more = events.length - shown.length;
    if (more > 0) shown.push(element("li", { class: "muted small" }, `${isolated(number(more))} ${say("map.more")}`));
    if (!events.length) shown.push(element("li", { class: "muted" }, say("map.none")));
    this.items.replaceChildren(...shown);
    if (focus) this.head.focus();
  }

  private item(one: Event): HTMLLIElement {
    const { told } = one;
    const title = told.type_label ?? told.type ?? told.event;
    const made = element(
      "li",
      { class: "map-item" },
      told.url ? element("a", { href: told.url, class: "map-item-title" }, title) : element("span", { class: "map-item-title" }, title),
      told.status_label && element("span", { class: "badge", "data-status": told.status ?? "" }, told.status_label),
      element("p", { class: "meta" }, name(told.date, "bdi"), name(told.place, "bdi"), one.area ? area(told.km) : null),
      told.quotation && element("p", { class: "quotation", dir: "auto" }, `«${told.quotation}»`),
      speakers(told.speakers),
    );
    made.addEventListener("pointerenter", () => this.heard.lit(one));
    made.addEventListener("pointerleave", () => this.heard.lit(null));
    made.addEventListener("focusin", () => this.heard.lit(one));
    made.addEventListener("focusout", () => this.heard.lit(null));
    return made;
  }
}

function name(words: string | null, tag: "bdi"): HTMLElement | null {
  return words ? element(tag, { dir: "auto" }, words) : null;
}

function area(km: number | null): HTMLElement {
  return element("span", {}, km === null ? say("map.legend-area") : `${say("map.area")} ${isolated(number(Math.round(km)))}`);
}

function speakers(told: readonly string[] | string | null): HTMLElement | null {
  const all = typeof told === "string" ? [told] : (told ?? []);
  if (!all.length) return null;
  return element("p", { class: "meta" }, element("span", {}, `${say("map.speakers")}:`), ...all.map((one) => element("bdi", { dir: "auto" }, one)));
}
