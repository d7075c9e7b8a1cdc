// Words selected in the text, with the pointer or with the arrow keys, and what they are used for.
import { bind } from "../keys";
import { toCodePoints } from "../offsets";
import { rangeOf, selectedIn, textNodes, textOf, type Picked } from "../selection";
import { toast } from "../toast";
import { bring, currentRow } from "./fields";
import { go, onSwapped } from "./swap";

let picked: Picked | null = null;
let told: (name: string) => string = (name) => name;

function source(): HTMLElement | null {
  return document.querySelector<HTMLElement>("#review-text .source-text");
}

function bar(): HTMLFormElement | null {
  return document.querySelector<HTMLFormElement>("#picked");
}

/** The pointer or the arrows selected something: it goes into the open editor, else the bar offers what to do with it. */
function onSelection(): void {
  const text = source();
  const selection = document.getSelection();
  if (!text || !selection || !selection.anchorNode || !text.contains(selection.anchorNode)) return;
  picked = selectedIn(text);
  fill();
}

/** Takes up a selection that the browser has not told of yet; words written by hand after the last one stay. */
function catchUp(): void {
  const text = source();
  const now = text && selectedIn(text);
  if (now && (now.start !== picked?.start || now.end !== picked.end)) onSelection();
}

function fill(): void {
  const form = bar();
  const editor = document.querySelector<HTMLElement>(".row-editor .picked-field");
  if (picked && editor) fillEditor(editor, picked);
  if (!form) return;
  form.hidden = picked === null || editor !== null;
  set(form, "start", picked ? String(picked.start) : "");
  set(form, "end", picked ? String(picked.end) : "");
  const words = form.querySelector(".picked-words");
  if (words) words.textContent = picked?.text ?? "";
  name(form);
}

/** Names the field that Enter would use the words for. */
function name(form: HTMLFormElement): void {
  const row = currentRow();
  const button = form.querySelector<HTMLButtonElement>("[data-use-current]");
  const label = form.querySelector("[data-current-name]");
  if (!button || !label) return;
  button.hidden = !row?.dataset["takes"];
  label.textContent = row?.querySelector(".field-name")?.textContent ?? "";
  for (const other of form.querySelectorAll<HTMLElement>("[data-use]")) other.hidden = other.dataset["use"] === row?.dataset["row"];
}

function set(form: HTMLElement, name: string, value: string): void {
  const input = form.querySelector<HTMLInputElement>(`input[name="${name}"]`);
  if (input) input.value = value;
}

function fillEditor(editor: HTMLElement, words: Picked): void {
  const prefix = editor.dataset["prefix"] ?? "";
  set(editor, `${prefix}start`, String(words.start));
  set(editor, `${prefix}end`, String(words.end));
  set(editor, `${prefix}words`, words.text);
  const select = editor.closest("form")?.querySelector<HTMLSelectElement>("select[name=mention]");
  if (select) select.value = "";
}

/** Words written by hand are looked for in the text; those selected before do not count any more. */
function onInput(event: Event): void {
  const input = event.target instanceof HTMLInputElement ? event.target : null;
  const editor = input?.closest<HTMLElement>(".picked-field");
  if (!editor || !input?.name.endsWith("words")) return;
  const prefix = editor.dataset["prefix"] ?? "";
  set(editor, `${prefix}start`, "");
  set(editor, `${prefix}end`, "");
}

/** Uses the selected words for the current field: those selected now. */
function use(): void {
  catchUp();
  const row = currentRow();
  const form = bar();
  const editor = document.querySelector<HTMLFormElement>(".row-editor");
  if (!picked) return;
  if (editor?.querySelector(".picked-field")) {
    editor.requestSubmit(editor.querySelector<HTMLButtonElement>("button[name=do]"));
    return;
  }
  const takes = row?.dataset["takes"];
  if (!form || !takes) {
    toast(told("noWords"));
    return;
  }
  const edit = row?.querySelector<HTMLAnchorElement>('a[data-key="edit"]');
  if (takes === "counts" && edit) void go(withPicked(edit.href));
  else void go(form.action, new URLSearchParams([...fields(form), ["do", `use:${row?.dataset["row"] ?? ""}`]]));
}

function fields(form: HTMLFormElement): [string, string][] {
  return [...new FormData(form)].flatMap(([name, value]) => (typeof value === "string" ? [[name, value] as [string, string]] : []));
}

function withPicked(href: string): string {
  const url = new URL(href);
  if (picked) {
    url.searchParams.set("start", String(picked.start));
    url.searchParams.set("end", String(picked.end));
  }
  return url.href;
}

function onClick(event: MouseEvent): void {
  const target = event.target instanceof Element ? event.target : null;
  if (target?.closest("[data-use-current]")) use();
  const link = target?.closest<HTMLAnchorElement>("a[data-with-picked]");
  if (link) link.href = withPicked(link.href);
}

// ---- selecting with the keyboard
interface Caret {
  readonly words: readonly (readonly [number, number])[];
  from: number;
  to: number;
  /** Letters taken off at the start and at the end. */
  off: [number, number];
}

let caret: Caret | null = null;
const WORD = /[\p{L}\p{M}\p{N}]+(?:['’.,٫٬-][\p{L}\p{M}\p{N}]+)*/gu;

/** Starts selecting at the first word of the current field, or of the record. */
function startCaret(): void {
  const text = source();
  if (!text) return;
  const all = textOf(text);
  const words = [...all.matchAll(WORD)].map((found) => [found.index, found.index + found[0].length] as const);
  if (words.length === 0) return;
  const at = firstLit(text);
  const from = Math.max(0, words.findIndex(([, end]) => end > at));
  caret = { words, from, to: from, off: [0, 0] };
  (document.activeElement as HTMLElement | null)?.blur();
  select();
}

/** Where the words of the current field begin, in UTF-16 units of the text. */
function firstLit(text: HTMLElement): number {
  const mark = text.querySelector('[data-lit="true"]') ?? text.querySelector("mark[data-records]");
  let units = 0;
  for (const node of textNodes(text)) {
    if (mark?.contains(node)) return units;
    units += node.data.length;
  }
  return 0;
}

function select(): void {
  const text = source();
  const panel = document.getElementById("review-text");
  if (!caret || !text || !panel) return;
  const all = textOf(text);
  const low = Math.min(caret.from, caret.to);
  const high = Math.max(caret.from, caret.to);
  const start = toCodePoints(all, caret.words[low]?.[0] ?? 0) + caret.off[0];
  const end = toCodePoints(all, caret.words[high]?.[1] ?? 0) - caret.off[1];
  const range = end > start ? rangeOf(text, start, end) : null;
  if (!range) return;
  const selection = document.getSelection();
  selection?.removeAllRanges();
  selection?.addRange(range);
  bring(panel, range);
}

function step(event: KeyboardEvent): number {
  const focus = document.getSelection()?.focusNode;
  const line = (focus instanceof Element ? focus : focus?.parentElement)?.closest(".passage") ?? source();
  const leftwards = line ? getComputedStyle(line).direction === "rtl" : false;
  if (event.code === "ArrowLeft") return leftwards ? 1 : -1;
  if (event.code === "ArrowRight") return leftwards ? -1 : 1;
  return { ArrowDown: 8, ArrowUp: -8 }[event.code] ?? 0;
}

function onKey(event: KeyboardEvent): void {
  if (!caret || event.ctrlKey || event.metaKey || event.altKey) return;
  if (event.target instanceof Element && event.target.closest("input, textarea, select, dialog")) return;
  const by = step(event);
  const letters = event.code === "BracketLeft" ? 0 : event.code === "BracketRight" ? 1 : null;
  if (by !== 0) {
    caret.to = Math.min(caret.words.length - 1, Math.max(0, caret.to + by));
    if (!event.shiftKey) caret.from = caret.to;
    caret.off = [0, 0];
  } else if (letters !== null) caret.off[letters] = Math.max(0, caret.off[letters] + (event.shiftKey ? -1 : 1));
  else if (event.code === "Escape") {
    stop();
    return;
  } else return;
  event.preventDefault();
  event.stopPropagation();
  select();
}

function stop(): void {
  caret = null;
  picked = null;
  document.getSelection()?.removeAllRanges();
  fill();
}

export function startPicking(words: (name: string) => string): void {
  told = words;
  bind("use-words", "Enter", told("use"), use);
  bind("pick-words", "KeyW", told("pick"), startCaret);
  document.addEventListener("selectionchange", onSelection);
  document.addEventListener("input", onInput);
  document.addEventListener("click", onClick, true);
  document.addEventListener("keydown", onKey, true);
  document.addEventListener("review:row", () => {
    const form = bar();
    if (form) name(form);
  });
  onSwapped(() => {
    caret = null;
    picked = null;
    document.getSelection()?.removeAllRanges();
  });
}
