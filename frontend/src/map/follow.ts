// Tables and lists of the page follow the period chosen under the map: rows with data-start (and data-end) outside it are
// hidden. Mark the table or list with data-follow-filter.
import { dayOf, overlap, type Span } from "../time";

export function follow(period: Span | null): void {
  for (const row of document.querySelectorAll<HTMLElement>("[data-follow-filter] [data-start]")) row.hidden = period !== null && !lies(row, period);
}

function lies(row: HTMLElement, period: Span): boolean {
  const from = dayOf(row.dataset["start"]);
  const to = dayOf(row.dataset["end"] ?? row.dataset["start"], true);
  return from !== null && overlap({ from, to: to ?? from }, period);
}
