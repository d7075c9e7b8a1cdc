// Review of a report: the page works by links and forms; here they are followed without leaving it, with keys for all of them.
import { bind } from "./keys";
import { currentRow, move, startFields } from "./review/fields";
import { startKinds } from "./review/kinds";
import { startPicking } from "./review/picking";
import { reviewRoot, startSwapping } from "./review/swap";
import { toast } from "./toast";

function start(): void {
  const root = reviewRoot();
  if (!root) return;
  const words = document.getElementById("review-words");
  const told = (name: string): string => words?.dataset[name] ?? name;
  bind("next-field", "KeyJ", told("nextField"), () => move(1));
  bind("previous-field", "KeyK", told("previousField"), () => move(-1));
  bind("accept", "KeyA", told("accept"), () => inRow("accept"));
  bind("reject", "KeyX", told("reject"), () => inRow("reject") || toast(told("stated")));
  bind("edit", "KeyE", told("edit"), () => inRow("edit") || document.querySelector<HTMLElement>('.review-card [data-key="edit"]')?.click());
  bind("skip", "KeyS", told("skip"), () => inRow("skip") || move(1));
  bind("accept-record", "Shift+KeyA", told("acceptRecord"), () => press("accept"));
  bind("reject-record", "Shift+KeyX", told("rejectRecord"), () => press("reject"));
  startSwapping();
  startKinds();
  startFields();
  startPicking(told);
}

/** Presses a control of the current row; another row's must never be taken for it. */
function inRow(key: string): boolean {
  const control = currentRow()?.querySelector<HTMLElement>(`[data-key="${key}"]`);
  control?.click();
  return control !== null && control !== undefined;
}

/** What is done with the whole record, from whichever field. */
function press(what: "accept" | "reject"): void {
  document.querySelector<HTMLButtonElement>(`.record-whole button[name=do][value=${what}]`)?.click();
}

start();
