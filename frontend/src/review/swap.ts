// Links and forms of the review page, followed in place: the answer is the same page, of which the parts that changed are put in.
import { annotate } from "../keys";
import { element } from "../page";
import { toast } from "../toast";
import { say } from "../words";

const SWAPPED = "review:swapped";
let busy = false;

export function reviewRoot(): HTMLElement | null {
  return document.getElementById("review");
}

/** Calls back after every change of the page, and once at the start. */
export function onSwapped(changed: () => void): void {
  document.addEventListener(SWAPPED, changed);
}

/** Shows what an address answers; with `body` a form is sent. */
export async function go(url: string, body?: URLSearchParams): Promise<void> {
  if (busy) return;
  busy = true;
  reviewRoot()?.setAttribute("aria-busy", "true");
  try {
    const response = await fetch(url, { credentials: "same-origin", headers: { accept: "text/html" }, ...(body ? { method: "POST", body } : {}) });
    await show(response);
  } catch {
    toast(say("offline"), { tone: "bad" });
  } finally {
    busy = false;
    reviewRoot()?.removeAttribute("aria-busy");
  }
}

async function show(response: Response): Promise<void> {
  const page = new DOMParser().parseFromString(await response.text(), "text/html");
  const fresh = page.getElementById("review");
  const old = reviewRoot();
  if (!fresh || !old) {
    if (response.ok) location.assign(response.url);
    else toast(`${say("failed")} ${page.querySelector("main .detail, main p")?.textContent ?? response.statusText}`, { tone: "bad" });
    return;
  }
  const same = fresh.dataset["report"] === old.dataset["report"];
  if (same) put(old, fresh);
  else old.replaceWith(fresh);
  document.title = page.title;
  if (response.ok) remember(response.url, same);
  if (!same) window.scrollTo(0, 0);
  annotate();
  document.dispatchEvent(new CustomEvent(SWAPPED));
  announce();
}

function remember(url: string, same: boolean): void {
  const place = url.replace(/#.*$/, "");
  if (same) history.replaceState(null, "", place);
  else history.pushState(null, "", place);
}

/** Puts what changed into the page, and leaves where the text and the fields were scrolled to. */
function put(old: HTMLElement, fresh: HTMLElement): void {
  for (const name of ["record", "row", "doing"]) old.dataset[name] = fresh.dataset[name] ?? "";
  const pane = old.querySelector("#review-pane");
  const scrolled = pane?.scrollTop ?? 0;
  for (const id of ["review-head", "review-pane", "picked"]) {
    const there = old.querySelector(`#${id}`);
    const next = fresh.querySelector(`#${id}`);
    if (there && next) there.replaceWith(next);
    else if (there) there.remove();
    else if (next) old.querySelector("#review-text")?.append(next);
  }
  old.querySelector("#review-pane")?.scrollTo(0, scrolled);
  putText(old, fresh);
}

function putText(old: HTMLElement, fresh: HTMLElement): void {
  const there = old.querySelector(".source-text");
  const next = fresh.querySelector(".source-text");
  const veiled = (root: HTMLElement): boolean => root.querySelector(".veil") !== null;
  if (veiled(old) !== veiled(fresh)) {
    const text = fresh.querySelector("#review-text");
    if (text) old.querySelector("#review-text")?.replaceWith(text);
  } else if (there && next && there.innerHTML !== next.innerHTML) there.replaceWith(next);
}

/** Tells those who do not see it what came. */
function announce(): void {
  const root = reviewRoot();
  const notice = root?.querySelector<HTMLElement>(".notice[role=alert]");
  const live = document.getElementById("live");
  if (notice) {
    notice.tabIndex = -1;
    notice.scrollIntoView({ block: "nearest" });
    return;
  }
  const title = root?.querySelector("#card-title")?.textContent ?? "";
  if (live && !live.querySelector(".toast")) live.replaceChildren(element("span", { class: "visually-hidden" }, title));
}

function onClick(event: MouseEvent): void {
  const link = event.target instanceof Element ? event.target.closest<HTMLAnchorElement>("#review a[data-swap]") : null;
  if (!link || event.defaultPrevented || event.ctrlKey || event.metaKey || event.shiftKey || event.button !== 0) return;
  event.preventDefault();
  void go(link.href);
}

function onSubmit(event: SubmitEvent): void {
  const form = event.target;
  if (!(form instanceof HTMLFormElement) || !form.closest("#review") || form.method !== "post") return;
  event.preventDefault();
  const sent = new URLSearchParams();
  for (const [name, value] of new FormData(form, event.submitter)) if (typeof value === "string") sent.append(name, value);
  void go(form.action, sent);
}

/** A key that is held down must not decide one record after the other. */
function onKey(event: KeyboardEvent): void {
  const moves = event.code === "KeyJ" || event.code === "KeyK" || event.code.startsWith("Arrow");
  const typed = event.target instanceof Element && event.target.closest("input, textarea, select");
  if ((busy || (event.repeat && !moves)) && !typed && event.key !== "Tab") {
    event.preventDefault();
    event.stopImmediatePropagation();
  }
}

export function startSwapping(): void {
  document.addEventListener("click", onClick);
  document.addEventListener("submit", onSubmit);
  window.addEventListener("keydown", onKey, true);
  window.addEventListener("popstate", () => void go(location.href));
}
