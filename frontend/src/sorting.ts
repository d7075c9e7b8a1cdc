// Columns of a table that sort the rows that are shown; the order of all rows is the server's.
import { element, language } from "./page";

function valueOf(row: HTMLTableRowElement, column: number): string {
  const cell = row.cells[column];
  return cell?.dataset["value"] ?? cell?.textContent?.trim() ?? "";
}

function sort(table: HTMLTableElement, head: HTMLTableCellElement): void {
  const body = table.tBodies[0];
  if (!body) return;
  const falling = head.getAttribute("aria-sort") === "ascending";
  const order = new Intl.Collator(language(), { numeric: true });
  const rows = [...body.rows].map((row) => [valueOf(row, head.cellIndex), row] as const);
  // What is not stated comes last, whichever way it goes.
  rows.sort(([a], [b]) => (a === "" ? 1 : 0) - (b === "" ? 1 : 0) || (falling ? -1 : 1) * order.compare(a, b));
  body.append(...rows.map(([, row]) => row));
  for (const other of table.querySelectorAll("th[aria-sort]")) other.setAttribute("aria-sort", "none");
  head.setAttribute("aria-sort", falling ? "descending" : "ascending");
}

export function startSorting(table: HTMLTableElement): void {
  for (const head of table.querySelectorAll<HTMLTableCellElement>("th[data-sort]")) {
    const button = element("button", { type: "button", class: "sort-button" }, ...head.childNodes);
    head.append(button);
    button.addEventListener("click", () => sort(table, head));
  }
}
