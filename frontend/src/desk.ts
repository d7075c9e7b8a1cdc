// On every page: marks that scripts run, keys, menus that close, and a theme that changes without loading the page again.
import { startKeys } from "./keys";
import { root } from "./page";

root.classList.add("has-script");

/** Links such as `?theme=dark` work without this; with it the page keeps its place. */
function onThemeLink(event: MouseEvent): void {
  const link = event.target instanceof Element ? event.target.closest<HTMLAnchorElement>("a[data-theme-choice]") : null;
  const theme = link?.dataset["themeChoice"];
  if (!link || !theme || event.ctrlKey || event.metaKey || event.shiftKey) return;
  event.preventDefault();
  root.dataset["theme"] = theme;
  for (const other of document.querySelectorAll("a[data-theme-choice]")) other.removeAttribute("aria-current");
  link.setAttribute("aria-current", "true");
  // The server keeps the choice in a cookie; should it not answer, the page stays in the chosen theme until it is left.
  void fetch(link.href, { credentials: "same-origin" }).catch(() => undefined);
}

/** Menus close when something else is pressed, and with Escape. */
function closeMenus(except: Element | null): void {
  for (const menu of document.querySelectorAll<HTMLDetailsElement>("details.menu[open]")) {
    if (menu !== except) menu.open = false;
  }
}

document.addEventListener("click", (event) => {
  onThemeLink(event);
  closeMenus(event.target instanceof Element ? event.target.closest("details.menu") : null);
});
document.addEventListener("keydown", (event) => {
  if (event.key !== "Escape") return;
  const open = document.querySelector<HTMLDetailsElement>("details.menu[open]");
  closeMenus(null);
  open?.querySelector("summary")?.focus();
});
/** A form that filters sends itself when a choice changes; its button is for browsers without scripts. */
document.addEventListener("change", (event) => {
  const form = event.target instanceof Element ? event.target.closest("form[data-send-on-change]") : null;
  if (form instanceof HTMLFormElement && !(event.target as Element).matches("input[type=text], input[type=search]")) form.requestSubmit();
});

startKeys();
