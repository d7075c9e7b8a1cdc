// A field in which names are suggested: an ARIA combobox with a list. Typing waits for nothing: an answer that comes too late is
// thrown away, and the field takes any words whether or not they were suggested.
import { element, settled } from "./page";
import { read } from "./server";

interface Suggestion {
  readonly value: string;
  readonly label: string;
  readonly note: string;
}

const WAIT = 150;
let made = 0;

class Combobox {
  private readonly list: HTMLUListElement;
  private readonly kept: HTMLInputElement;
  private readonly name: string;
  private asked: AbortController | null = null;
  private found: readonly Suggestion[] = [];
  private at = -1;
  private chosen: string | null = null;

  constructor(private readonly input: HTMLInputElement) {
    this.name = input.name;
    this.list = element("ul", { id: `suggestions-${++made}`, class: "suggestions", role: "listbox", hidden: true });
    const label = input.labels?.[0];
    if (label) this.list.setAttribute("aria-label", label.textContent ?? "");
    this.kept = element("input", { type: "hidden", name: this.name, disabled: true });
    input.after(this.list, this.kept);
    for (const [key, value] of Object.entries({
      role: "combobox",
      "aria-autocomplete": "list",
      "aria-expanded": "false",
      "aria-controls": this.list.id,
      autocomplete: "off",
    })) input.setAttribute(key, value);
    const ask = settled(WAIT, () => void this.ask());
    input.addEventListener("input", () => {
      this.forget();
      ask();
    });
    input.addEventListener("keydown", (event) => this.onKey(event));
    input.addEventListener("blur", () => this.close());
    this.list.addEventListener("pointerdown", (event) => event.preventDefault());
    this.list.addEventListener("click", (event) => this.onClick(event));
  }

  /** The words in the field are again just words. */
  private forget(): void {
    this.chosen = null;
    this.kept.disabled = true;
    this.input.name = this.name;
  }

  private async ask(): Promise<void> {
    this.asked?.abort();
    const words = this.input.value.trim();
    if (!words || this.chosen !== null) return this.close();
    const mine = (this.asked = new AbortController());
    const address = `/api/suggest?${new URLSearchParams({ kind: this.input.dataset["suggest"] ?? "", q: words })}`;
    try {
      const found = await read<Suggestion[]>(address, mine.signal);
      if (!mine.signal.aborted) this.show(found);
    } catch {
      if (!mine.signal.aborted) this.close(); // without suggestions the field is still a field
    }
  }

  private show(found: readonly Suggestion[]): void {
    this.found = found;
    this.list.replaceChildren(
      ...found.map((one, n) =>
        element(
          "li",
          { id: `${this.list.id}-${n}`, role: "option", "aria-selected": "false", "data-n": String(n) },
          element("bdi", { dir: "auto" }, one.label),
          one.note ? element("bdi", { dir: "auto", class: "muted small" }, one.note) : null,
        ),
      ),
    );
    this.at = -1;
    this.list.hidden = found.length === 0;
    this.input.setAttribute("aria-expanded", String(found.length > 0));
    this.input.removeAttribute("aria-activedescendant");
  }

  private close(): void {
    this.asked?.abort();
    this.show([]);
  }

  private move(to: number): void {
    const count = this.found.length;
    this.at = ((to % count) + count) % count;
    for (const [n, option] of [...this.list.children].entries()) {
      option.setAttribute("aria-selected", String(n === this.at));
      if (n === this.at) option.scrollIntoView({ block: "nearest" });
    }
    this.input.setAttribute("aria-activedescendant", `${this.list.id}-${this.at}`);
  }

  private choose(n: number): void {
    const one = this.found[n];
    if (!one) return;
    this.input.value = one.label;
    this.chosen = one.value;
    this.kept.value = one.value;
    this.kept.disabled = false;
    this.input.removeAttribute("name"); // the form sends what was meant, not what it is called
    this.close();
  }

  private onKey(event: KeyboardEvent): void {
    if (event.isComposing) return;
    const open = this.found.length > 0;
    if (event.key === "ArrowDown" && open) this.move(this.at + 1);
    else if (event.key === "ArrowUp" && open) this.move(this.at < 0 ? this.found.length - 1 : this.at - 1);
    else if (event.key === "ArrowDown") void this.ask();
    else if (event.key === "Enter" && open && this.at >= 0) this.choose(this.at);
    else if (event.key === "Escape" && open) this.close();
    else return;
    event.preventDefault();
    event.stopPropagation();
  }

  private onClick(event: MouseEvent): void {
    const option = event.target instanceof Element ? event.target.closest<HTMLElement>("[role=option]") : null;
    if (!option) return;
    this.choose(Number(option.dataset["n"]));
    this.input.focus();
  }
}

export function startSuggestions(input: HTMLInputElement): void {
  new Combobox(input);
}
