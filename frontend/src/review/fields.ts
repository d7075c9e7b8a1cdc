// The rows of the card: which one is current, and its words in the text.
import { onSwapped } from "./swap";

function rows(): HTMLElement[] {
  return [...document.querySelectorAll<HTMLElement>(".review-card [data-row]")];
}

export function currentRow(): HTMLElement | null {
  return document.querySelector<HTMLElement>('.review-card [data-row][aria-current="true"]');
}

/** Goes to the next row or the one before; behind the last comes the record as a whole. */
export function move(step: 1 | -1): void {
  const all = rows();
  if (all.length === 0) return;
  const at = all.findIndex((row) => row === currentRow());
  const next = all[(at + step + all.length) % all.length];
  if (next) choose(next, true);
}

export function choose(row: HTMLElement, focus: boolean): void {
  const before = currentRow();
  if (before !== row) {
    before?.removeAttribute("aria-current");
    row.setAttribute("aria-current", "true");
  }
  if (focus) {
    row.focus({ preventScroll: true });
    row.scrollIntoView({ block: "nearest" });
  }
  light(row);
  document.dispatchEvent(new CustomEvent("review:row"));
}

/** Lights the words of a row; those of the other rows step back. */
function light(row: HTMLElement): void {
  const text = document.getElementById("review-text");
  if (!text) return;
  const name = row.dataset["row"] ?? "";
  text.toggleAttribute("data-dimmed", name !== "" && row.dataset["spans"] !== "");
  let first: HTMLElement | null = null;
  for (const mark of text.querySelectorAll<HTMLElement>("[data-records]")) {
    const mine = name !== "" && (mark.dataset["records"] ?? "").split(" ").includes(name);
    if (mine) mark.dataset["lit"] = "true";
    else delete mark.dataset["lit"];
    if (mine || (name === "" && mark.matches("mark[data-kind=trigger], mark[data-kind=cue]"))) first ??= mark;
  }
  first ??= text.querySelector<HTMLElement>("mark[data-records]");
  if (first && (name === "" || row.dataset["spans"])) bring(text, first);
}

/** Scrolls the text, not the page, so that words stand in its middle third. */
export function bring(text: HTMLElement, words: Element | Range): void {
  const box = text.getBoundingClientRect();
  const at = words.getBoundingClientRect();
  const margin = box.height / 6;
  if (at.top >= box.top + margin && at.bottom <= box.bottom - margin) return;
  text.scrollTo({ top: text.scrollTop + at.top - box.top - box.height / 2.5, behavior: calm() ? "auto" : "smooth" });
}

function calm(): boolean {
  return matchMedia("(prefers-reduced-motion: reduce)").matches;
}

function onFocus(event: FocusEvent): void {
  const row = event.target instanceof Element ? event.target.closest<HTMLElement>(".review-card [data-row]") : null;
  if (row && row !== currentRow()) choose(row, false);
}

function onClick(event: MouseEvent): void {
  const target = event.target instanceof Element ? event.target : null;
  const quote = target?.closest<HTMLAnchorElement>("a.field-quote");
  const row = target?.closest<HTMLElement>(".review-card [data-row]");
  if (quote) event.preventDefault();
  if (row) {
    const controls = target?.closest("a, button, input, select, textarea, label, summary");
    choose(row, !controls || quote !== null);
    return;
  }
  const mark = target?.closest<HTMLElement>("#review-text mark[data-records]");
  if (!mark || !document.getSelection()?.isCollapsed) return;
  const name = (mark.dataset["records"] ?? "").split(" ")[0];
  const found = rows().find((one) => one.dataset["row"] === name);
  if (found) choose(found, true);
}

/** Escape leaves an editor; Enter in a list sends it, as it does in a line. */
function onKey(event: KeyboardEvent): void {
  const editor = event.target instanceof Element ? event.target.closest<HTMLFormElement>(".row-editor") : null;
  if (!editor || event.isComposing) return;
  if (event.code === "Escape") {
    event.preventDefault();
    event.stopPropagation();
    editor.querySelector<HTMLAnchorElement>("a[data-cancel]")?.click();
  } else if (event.key === "Enter" && event.target instanceof HTMLSelectElement) {
    event.preventDefault();
    editor.requestSubmit(editor.querySelector<HTMLButtonElement>("button[name=do]"));
  }
}

/** After a change: into the editor that was opened, else to the current row. */
function settle(): void {
  const row = currentRow();
  const editor = document.querySelector<HTMLElement>(".row-editor");
  const alert = document.querySelector<HTMLElement>("#review .notice[role=alert]");
  if (row) choose(row, !editor);
  if (editor) {
    const first = editor.querySelector<HTMLElement>("[autofocus], input:checked, select, input:not([type=hidden])");
    first?.focus({ preventScroll: true });
    const tall = editor.offsetHeight > window.innerHeight / 3;
    (editor.closest("[data-row]") ?? editor).scrollIntoView({ block: tall ? "start" : "nearest" });
  }
  if (alert) alert.focus({ preventScroll: true });
}

export function startFields(): void {
  document.addEventListener("focusin", onFocus);
  document.addEventListener("click", onClick);
  document.addEventListener("keydown", onKey, true);
  onSwapped(settle);
  settle();
}
