// Short messages at the lower edge, read out by screen readers because they appear in a live region.
import { element } from "./page";

export interface ToastOptions {
  readonly tone?: "info" | "bad";
  /** A button in the message, such as undo. */
  readonly action?: { readonly label: string; readonly run: () => void };
  /** How long it stays, in milliseconds; errors stay until the next one. */
  readonly stay?: number;
}

function region(): HTMLElement {
  const found = document.querySelector<HTMLElement>(".live");
  if (found) return found;
  const made = element("div", { class: "live", role: "status", "aria-live": "polite" });
  document.body.append(made);
  return made;
}

export function toast(message: string, options: ToastOptions = {}): void {
  const made = element("div", { class: "toast", "data-tone": options.tone ?? "info" }, element("span", { dir: "auto" }, message));
  const { action } = options;
  if (action) {
    const button = element("button", { type: "button", class: "button", "data-size": "small" }, action.label);
    button.addEventListener("click", () => {
      made.remove();
      action.run();
    });
    made.append(button);
  }
  region().replaceChildren(made);
  if (options.tone !== "bad") window.setTimeout(() => made.remove(), options.stay ?? 6000);
}
