// Keys of a page: bound by modules with `bind`, or by the page itself on whatever can be clicked or typed into:
//   <button data-key="accept" data-key-code="KeyA">…</button>      (data-key-label where its own words do not tell enough)
// Readers may change every key, or turn single keys off; both are kept in this browser.
import { chordOf, means, written } from "./chord";
import { element, root } from "./page";
import { say } from "./words";

interface Bound {
  readonly id: string;
  readonly code: string;
  readonly label: string;
  readonly run: () => void;
}

const CHOICES = "marsad.keys";
const OFF = "marsad.keys.off";
const bound = new Map<string, Bound>();
let layout: ReadonlyMap<string, string> = new Map();

/** Binds a key. `code` is its place ("KeyJ", "Shift+KeyJ"), `label` what it does in the page's language. */
export function bind(id: string, code: string, label: string, run: () => void): void {
  bound.set(id, { id, code, label, run });
}

export function unbind(id: string): void {
  bound.delete(id);
}

function choices(): Record<string, string> {
  try {
    return JSON.parse(localStorage.getItem(CHOICES) ?? "{}") as Record<string, string>;
  } catch {
    return {};
  }
}

function choose(id: string, chord: string): void {
  localStorage.setItem(CHOICES, JSON.stringify({ ...choices(), [id]: chord }));
  annotate();
}

function off(): boolean {
  return localStorage.getItem(OFF) === "yes";
}

/** The keys of this page: those of modules and those on its elements. */
function all(): Bound[] {
  const inPage = [...document.querySelectorAll<HTMLElement>("[data-key][data-key-code]")].map((one) => ({
    id: one.dataset["key"] ?? "",
    code: one.dataset["keyCode"] ?? "",
    label: one.dataset["keyLabel"] ?? one.getAttribute("aria-label") ?? one.textContent?.trim() ?? "",
    run: () => use(one),
  }));
  const seen = new Set<string>();
  return [...bound.values(), ...inPage].filter((one) => !seen.has(one.id) && seen.add(one.id));
}

/** What a key on an element does: the first one that can be used now is clicked, or focused if it is typed into. */
function use(first: HTMLElement): void {
  const same = [...document.querySelectorAll<HTMLElement>(`[data-key="${CSS.escape(first.dataset["key"] ?? "")}"]`)];
  const one = same.find((other) => other.checkVisibility() && !other.matches(":disabled, [aria-disabled=true]"));
  if (!one) return;
  if (one.matches("input:not([type=checkbox], [type=radio], [type=submit], [type=button]), textarea, select")) one.focus();
  else one.click();
}

function typing(target: EventTarget | null): boolean {
  return (
    target instanceof HTMLElement &&
    (target.isContentEditable || target.matches("input:not([type=checkbox], [type=radio], [type=range], [type=button], [type=submit]), textarea, select"))
  );
}

function onKey(event: KeyboardEvent): void {
  if (event.defaultPrevented || event.ctrlKey || event.altKey || event.metaKey || event.isComposing) return;
  if (typing(event.target)) {
    if (event.key === "Escape") (event.target as HTMLElement).blur();
    return;
  }
  if (off() || document.querySelector("dialog[open]")) return;
  // Enter belongs to the control that has the focus.
  if (event.key === "Enter" && event.target instanceof Element && event.target.closest("a[href], button, summary, input")) return;
  const mine = choices();
  const found = all().find((one) => means(event, mine[one.id] ?? one.code));
  if (!found) return;
  event.preventDefault();
  found.run();
}

/** Tells assistive technology, and whoever points at it, which key a control has. */
export function annotate(): void {
  const mine = choices();
  for (const one of document.querySelectorAll<HTMLElement>("[data-key][data-key-code]")) {
    const chord = mine[one.dataset["key"] ?? ""] ?? one.dataset["keyCode"] ?? "";
    one.setAttribute("aria-keyshortcuts", written(chord).replace("⇧ ", "Shift+"));
    const shown = one.querySelector("kbd");
    if (shown) shown.textContent = written(chord);
  }
}

function row(one: Bound, dialog: HTMLDialogElement): readonly Node[] {
  const chord = choices()[one.id] ?? one.code;
  const key = element("kbd", {}, written(chord, layout));
  const change = element("button", { type: "button", class: "button", "data-size": "small" }, say("keys.change"));
  change.setAttribute("aria-label", `${say("keys.change")}: ${one.label}`);
  change.addEventListener("click", () => listen(one, change, dialog));
  return [element("dt", {}, key), element("dd", {}, one.label), element("dd", {}, change)];
}

/** Waits for one key and gives it to `one`, unless another has it. */
function listen(one: Bound, button: HTMLElement, dialog: HTMLDialogElement): void {
  button.textContent = say("keys.press");
  const heard = (event: KeyboardEvent): void => {
    if (/^(Shift|Control|Alt|Meta)/.test(event.code)) return;
    event.preventDefault();
    event.stopPropagation();
    dialog.removeEventListener("keydown", heard, true);
    if (event.code !== "Escape" && event.code !== "Tab") give(one, chordOf(event), dialog);
    else fill(dialog);
  };
  dialog.addEventListener("keydown", heard, true);
}

function give(one: Bound, chord: string, dialog: HTMLDialogElement): void {
  const mine = choices();
  const other = all().find((each) => each.id !== one.id && (mine[each.id] ?? each.code) === chord);
  if (!other) choose(one.id, chord);
  fill(dialog, other ? `${say("keys.taken")} ${other.label}` : "");
}

function fill(dialog: HTMLDialogElement, told = ""): void {
  const list = element("dl", { class: "keys" }, ...all().flatMap((one) => row(one, dialog)));
  const single = element("input", { type: "checkbox", checked: !off() });
  single.addEventListener("change", () => localStorage.setItem(OFF, single.checked ? "no" : "yes"));
  const reset = element("button", { type: "button", class: "button" }, say("keys.reset"));
  reset.addEventListener("click", () => {
    localStorage.removeItem(CHOICES);
    annotate();
    fill(dialog);
  });
  const close = element("button", { type: "button", class: "button", "data-variant": "primary", autofocus: true }, say("close"));
  close.addEventListener("click", () => dialog.close());
  dialog.replaceChildren(
    element("header", {}, element("h2", { id: "keys-title" }, say("keys"))),
    element(
      "div",
      { class: "dialog-body stack" },
      element("p", { class: "muted small" }, say("keys.by-place")),
      element("p", { role: "status" }, told),
      list,
      element("label", { class: "check" }, single, say("keys.on")),
    ),
    element("footer", {}, reset, close),
  );
  close.focus();
}

export function showKeys(): void {
  const dialog = element("dialog", { "aria-labelledby": "keys-title", id: "keys" });
  document.body.append(dialog);
  dialog.addEventListener("close", () => dialog.remove());
  fill(dialog);
  dialog.showModal();
}

interface Keyboard {
  getLayoutMap(): Promise<ReadonlyMap<string, string>>;
}

/** Starts listening; called once, by desk.ts. */
export function startKeys(): void {
  bind("search", "Slash", say("keys.search"), () => {
    document.querySelector<HTMLInputElement>("form[role=search] input[type=search], form[role=search] input")?.focus();
  });
  bind("help", "Shift+Slash", say("keys.help"), showKeys);
  document.addEventListener("keydown", onKey);
  document.addEventListener("click", (event) => {
    if (event.target instanceof Element && event.target.closest("[data-show-keys]")) showKeys();
  });
  annotate();
  root.classList.add("has-keys");
  const keyboard = (navigator as Navigator & { keyboard?: Keyboard }).keyboard;
  // Only some browsers tell what is printed on the reader's own keys; the Latin letter is shown in any case.
  void keyboard?.getLayoutMap().then((map) => (layout = map)).catch(() => undefined);
}
