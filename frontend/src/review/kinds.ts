// The types of events: a list of some seventy, narrowed by what is typed above it. Without scripts it is a plain list in groups.
import { narrowed, type Group } from "../narrowing";
import { onSwapped } from "./swap";

const ROWS = 9;

function start(box: HTMLInputElement): void {
  const list = document.getElementById(box.getAttribute("aria-controls") ?? "");
  if (!(list instanceof HTMLSelectElement) || box.dataset["ready"]) return;
  box.dataset["ready"] = "yes";
  const first = [...list.children].filter((child) => child instanceof HTMLOptionElement);
  const groups: Group<HTMLOptionElement>[] = [...list.querySelectorAll("optgroup")].map((group) => ({
    name: group.label,
    members: [...group.querySelectorAll("option")].map((option) => ({ words: `${option.text} ${option.dataset["also"] ?? ""}`, of: option })),
  }));
  const told = document.getElementById(box.getAttribute("aria-describedby") ?? "");
  const tell = (): void => {
    if (told) told.textContent = list.selectedOptions[0]?.text ?? told.dataset["none"] ?? "";
  };
  list.size = ROWS;
  const bring = (): void => {
    const top = list.getBoundingClientRect().top; // scrolling it into view would move the page as well
    const at = (list.selectedOptions[0]?.getBoundingClientRect().top ?? top) - top;
    if (at < 0 || at > list.clientHeight * 0.9) list.scrollTop += at - list.clientHeight / 2;
  };
  bring();
  tell();
  box.addEventListener("input", () => {
    const chosen = list.value;
    list.replaceChildren(...(box.value.trim() ? [] : first), ...narrowed(groups, box.value).map(drawn));
    list.value = chosen;
    if (list.selectedIndex < 0 || box.value.trim()) list.selectedIndex = list.options.length ? 0 : -1;
    tell();
  });
  box.addEventListener("keydown", (event) => {
    const by = { ArrowDown: 1, ArrowUp: -1, PageDown: ROWS, PageUp: -ROWS }[event.key];
    if (by === undefined || event.isComposing) return;
    event.preventDefault();
    list.selectedIndex = Math.min(list.options.length - 1, Math.max(0, list.selectedIndex + by));
    bring();
    tell();
  });
  list.addEventListener("change", tell);
}

function drawn(group: Group<HTMLOptionElement>): HTMLOptGroupElement {
  const made = document.createElement("optgroup");
  made.label = group.name;
  made.append(...group.members.map((member) => member.of));
  return made;
}

export function startKinds(): void {
  onSwapped(() => document.querySelectorAll<HTMLInputElement>("input[data-narrows]").forEach(start));
  document.querySelectorAll<HTMLInputElement>("input[data-narrows]").forEach(start);
}
