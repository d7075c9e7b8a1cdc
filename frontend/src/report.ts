// A report: records light their words and words their records; brackets run along the words of their claims.
const TEXT = ".source-text";

/** Everything on the page that belongs to a record, by the record's id. */
class Lights {
  private readonly words = new Map<string, HTMLElement[]>();
  private readonly told = new Map<string, HTMLElement[]>();
  private lit: HTMLElement[] = [];

  constructor(page: ParentNode) {
    for (const mark of page.querySelectorAll<HTMLElement>(`${TEXT} [data-records]`)) {
      for (const id of idsOf(mark)) push(this.words, id, mark);
    }
    for (const card of page.querySelectorAll<HTMLElement>("[data-record]")) push(this.told, card.dataset["record"] ?? "", card);
  }

  /** The words of a record, in the order of the text; brackets are no words. */
  wordsOf(id: string): HTMLElement[] {
    return (this.words.get(id) ?? []).filter((one) => !one.matches(".bracket"));
  }

  /** The record as it is told in the pane. */
  cardOf(id: string): HTMLElement | null {
    return this.told.get(id)?.find((one) => one.matches(".record")) ?? null;
  }

  /** Lights what belongs to these records: their words (all of those, or of the first record only) and where they are told. */
  light(ids: readonly string[], wordsOf: readonly string[]): void {
    this.clear();
    for (const id of wordsOf) this.lit.push(...(this.words.get(id) ?? []));
    for (const id of ids) {
      this.lit.push(...(this.told.get(id) ?? []));
      this.lit.push(...(this.words.get(id) ?? []).filter((one) => one.matches(".bracket")));
    }
    for (const one of this.lit) one.dataset["lit"] = "true";
  }

  clear(): void {
    for (const one of this.lit) delete one.dataset["lit"];
    this.lit = [];
  }
}

function push(map: Map<string, HTMLElement[]>, id: string, element: HTMLElement): void {
  const held = map.get(id);
  if (held) held.push(element);
  else map.set(id, [element]);
}

function idsOf(mark: Element): string[] {
  return (mark.getAttribute("data-records") ?? "").split(" ").filter(Boolean);
}

function calm(): boolean {
  return matchMedia("(prefers-reduced-motion: reduce)").matches;
}

function show(element: Element): void {
  element.scrollIntoView({ block: "center", behavior: calm() ? "auto" : "smooth" });
}

function point(lights: Lights, target: EventTarget | null): void {
  const element = target instanceof Element ? target : null;
  const mark = element?.closest<HTMLElement>(`${TEXT} [data-records]`);
  const told = element?.closest<HTMLElement>("[data-record]");
  if (mark) {
    const ids = idsOf(mark);
    lights.light(ids, ids.slice(0, 1));
  } else if (told) {
    const id = told.dataset["record"] ?? "";
    lights.light([id], [id]);
  } else lights.clear();
}

/** Enter on a record goes to its words; the place is told to those who do not see it. */
function jump(lights: Lights, card: HTMLElement): void {
  const first = lights.wordsOf(card.dataset["record"] ?? "")[0];
  if (!first) return;
  show(first);
  const live = document.getElementById("live");
  const words = document.querySelector<HTMLElement>("[data-jumped]")?.dataset["jumped"] ?? "";
  if (live) live.textContent = `${words} ${first.textContent ?? ""}`;
}

/** A press on words brings the record that rests on them into view, unless somebody is selecting. */
function open(lights: Lights, target: EventTarget | null): void {
  const mark = target instanceof Element ? target.closest(`${TEXT} mark[data-records]`) : null;
  if (!mark || !document.getSelection()?.isCollapsed) return;
  const card = idsOf(mark).map((id) => lights.cardOf(id)).find((one) => one !== null);
  if (!card) return;
  card.focus({ preventScroll: true });
  card.scrollIntoView({ block: "nearest", behavior: calm() ? "auto" : "smooth" });
}

/** Draws the line of each bracket along the words of its claim, and its label beside the first of them. */
function draw(): void {
  for (const passage of document.querySelectorAll<HTMLElement>(`${TEXT} > .passage`)) {
    const list = passage.querySelector<HTMLElement>(".brackets");
    if (list) drawIn(passage, list);
  }
}

function drawIn(passage: HTMLElement, list: HTMLElement): void {
  const box = passage.getBoundingClientRect();
  let free = 0;
  for (const bracket of list.querySelectorAll<HTMLElement>(":scope > .bracket")) {
    const marks = wordsIn(passage, Number(bracket.dataset["from"]), Number(bracket.dataset["to"]));
    const first = marks[0]?.getClientRects()[0];
    const last = [...(marks.at(-1)?.getClientRects() ?? [])].at(-1);
    if (!first || !last) continue;
    bracket.style.setProperty("--from", `${Math.max(0, first.top - box.top)}px`);
    bracket.style.setProperty("--to", `${Math.max(0, box.bottom - last.bottom)}px`);
    free = label(bracket, first.top - box.top - 9, free);
  }
}

/** The segments of a passage that begin in a stretch of the text. */
function wordsIn(passage: HTMLElement, from: number, to: number): HTMLElement[] {
  return [...passage.querySelectorAll<HTMLElement>("p > [data-start]")].filter((one) => {
    const start = Number(one.dataset["start"]);
    return from <= start && start < to;
  });
}

/** Puts a label at a height, or below the one before it; gives the height that is free after it. */
function label(bracket: HTMLElement, at: number, free: number): number {
  const link = bracket.querySelector<HTMLElement>("a");
  if (!link || link.offsetParent === null) return free;
  const down = Math.max(0, at - free);
  bracket.style.setProperty("--down", `${down}px`);
  return free + down + link.offsetHeight + 3;
}

/** Records of another part of a long text are on another page. */
function elsewhere(): void {
  const id = decodeURIComponent(location.hash.slice(1));
  const parts = Number(document.querySelector<HTMLElement>("[data-parts]")?.dataset["parts"] ?? 1);
  if (parts > 1 && /^[a-z][\w-]*$/.test(id) && !document.getElementById(id)) {
    const address = new URL(location.href);
    address.searchParams.set("record", id);
    address.searchParams.delete("part");
    location.replace(address);
  }
}

function start(): void {
  const lights = new Lights(document);
  document.addEventListener("pointerover", (event) => point(lights, event.target));
  document.addEventListener("focusin", (event) => point(lights, event.target));
  document.addEventListener("focusout", () => lights.clear());
  document.addEventListener("click", (event) => open(lights, event.target));
  document.addEventListener("keydown", (event) => {
    const card = event.target instanceof HTMLElement && event.target.matches(".record") ? event.target : null;
    if (card && event.key === "Enter") jump(lights, card);
  });
  const measure = new ResizeObserver(draw);
  for (const text of document.querySelectorAll(TEXT)) measure.observe(text);
  void document.fonts.ready.then(draw);
  if (location.hash && !document.querySelector("[id='" + CSS.escape(location.hash.slice(1)) + "']")) elsewhere();
}

start();
