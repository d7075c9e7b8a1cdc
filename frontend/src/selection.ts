// What a person selected in the text of a report, as offsets of code points in that text.
//
// An element with the class `source-text` holds the text and nothing else; marks inside it only wrap parts of it.
// (A template has to write a carriage return as &#13;, or HTML makes a line feed of it and every offset behind is one less.) Elements
// inside it that are not text (a speaker's label, a button) carry `data-not-text` and do not count.
import { lengthOf, toUnits } from "./offsets";

/** A stretch of a text, in code points; `text` are its words exactly as they stand there. */
export interface Picked {
  readonly start: number;
  readonly end: number;
  readonly text: string;
}

/** Text nodes that count, in the order of the document. */
export function textNodes(root: Element): Text[] {
  const walker = document.createTreeWalker(root, NodeFilter.SHOW_TEXT | NodeFilter.SHOW_ELEMENT, (node) => {
    if (node instanceof Element) return node.matches("[data-not-text]") ? NodeFilter.FILTER_REJECT : NodeFilter.FILTER_SKIP;
    return NodeFilter.FILTER_ACCEPT;
  });
  const found: Text[] = [];
  for (let node = walker.nextNode(); node; node = walker.nextNode()) found.push(node as Text);
  return found;
}

/** The text offsets are counted in. `data-start` on the element says at which offset of the report it begins. */
export function textOf(root: Element): string {
  return textNodes(root)
    .map((node) => node.data)
    .join("");
}

function base(root: Element): number {
  return Number(root.getAttribute("data-start") ?? 0);
}

/** What of a range lies inside `root`, as offsets; null where that is nothing. */
export function rangeToPicked(root: Element, range: Range): Picked | null {
  let before = "";
  let inside = "";
  for (const node of textNodes(root)) {
    if (!range.intersectsNode(node)) {
      if (inside) break;
      before += node.data;
      continue;
    }
    const from = node === range.startContainer ? range.startOffset : 0;
    const to = node === range.endContainer ? range.endOffset : node.data.length;
    before += inside ? "" : node.data.slice(0, from);
    inside += node.data.slice(from, to);
  }
  return trimmed(base(root) + lengthOf(before), inside);
}

/** Blanks at the edges come with a double click or a hasty drag and are not meant. */
function trimmed(start: number, words: string): Picked | null {
  const text = words.trim();
  if (!text) return null;
  const from = start + lengthOf(words.slice(0, words.indexOf(text)));
  return { start: from, end: from + lengthOf(text), text };
}

/** What is selected now in the nearest `source-text`, or in `root`; null where nothing is selected there. */
export function selectedIn(root?: Element | null): Picked | null {
  const selection = document.getSelection();
  if (!selection || selection.rangeCount === 0 || selection.isCollapsed) return null;
  const range = selection.getRangeAt(0);
  const place = range.commonAncestorContainer;
  const element = place instanceof Element ? place : place.parentElement;
  const text = root ?? element?.closest(".source-text") ?? element?.querySelector(".source-text");
  return text ? rangeToPicked(text, range) : null;
}

/** The DOM range of a stretch given in code points; null where it lies outside this element. */
export function rangeOf(root: Element, start: number, end: number): Range | null {
  const range = document.createRange();
  let at = base(root);
  let begun = false;
  for (const node of textNodes(root)) {
    const length = lengthOf(node.data);
    if (!begun && start >= at && start < at + length) {
      range.setStart(node, toUnits(node.data, start - at));
      begun = true;
    }
    if (begun && end <= at + length) {
      range.setEnd(node, toUnits(node.data, end - at));
      return range;
    }
    at += length;
  }
  return null;
}

/** Selects a stretch and brings it into view. */
export function showStretch(root: Element, start: number, end: number): Range | null {
  const range = rangeOf(root, start, end);
  const place = range?.startContainer.parentElement;
  place?.scrollIntoView({ block: "center", behavior: calm() ? "auto" : "smooth" });
  return range;
}

function calm(): boolean {
  return matchMedia("(prefers-reduced-motion: reduce)").matches;
}

/** Lights stretches without touching the text (CSS Custom Highlight API); where the browser lacks it, nothing happens. */
export function light(name: "lit" | "picked", ranges: readonly Range[]): void {
  if (typeof Highlight === "undefined" || !CSS.highlights) return;
  if (ranges.length === 0) CSS.highlights.delete(name);
  else CSS.highlights.set(name, new Highlight(...ranges));
}
