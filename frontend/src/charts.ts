// Charts in every element with data-chart, drawn from JSON in the page beside the table that holds the same numbers:
//
//   <figure class="chart" data-chart="ID of a <script type=application/json>"></figure>
//   <div class="chart-table table-wrap"><table>…</table></div>
//
// What the JSON holds is in charts/model.ts. The table stays for screen readers, for paper, and without scripts.
import { embedded, element, settled, svg } from "./page";
import { across } from "./charts/across";
import { type Frame, legend, patterns } from "./charts/parts";
import type { Told } from "./charts/model";
import { upright } from "./charts/upright";

let drawnSoFar = 0;

function draw(holder: HTMLElement, told: Told): void {
  const id = `chart-${(drawnSoFar += 1)}`;
  const tip = element("div", { class: "chart-tip", dir: "auto", hidden: true });
  const drawing = svg("svg", { role: "img", "aria-label": told.title });
  const redraw = (): void => {
    const width = Math.max(240, Math.floor(drawing.getBoundingClientRect().width));
    const frame: Frame = { told, width, note: (at, words) => note(holder, tip, at, words) };
    const { drawn, height } = told.kind === "bars" || told.kind === "shares" ? across(frame, id) : upright(frame, id);
    drawing.setAttribute("viewBox", `0 0 ${width} ${height}`);
    drawing.setAttribute("height", String(height));
    drawing.replaceChildren(patterns(told.series.length, id), svg("g", { "aria-hidden": "true" }, ...drawn));
  };
  const box = element("div", { class: "chart-plot", dir: "ltr" });
  box.append(drawing);
  holder.querySelectorAll(".chart-legend, .chart-plot, .chart-tip").forEach((old) => old.remove());
  const key = legend(told, id);
  holder.append(...(key ? [key] : []), box, tip);
  holder.addEventListener("pointerleave", () => (tip.hidden = true));
  new ResizeObserver(settled(50, redraw)).observe(box);
  redraw();
  holder.dataset["ready"] = "true";
}

/** A note over a shape, kept inside the chart. */
function note(holder: HTMLElement, tip: HTMLElement, at: SVGElement, words: string): void {
  tip.textContent = words;
  tip.hidden = false;
  const [frame, box] = [holder.getBoundingClientRect(), at.getBoundingClientRect()];
  const left = box.left - frame.left + box.width / 2 - tip.offsetWidth / 2;
  tip.style.left = `${Math.max(4, Math.min(frame.width - tip.offsetWidth - 4, left))}px`;
  tip.style.top = `${Math.max(2, box.top - frame.top - tip.offsetHeight - 6)}px`;
}

/** Letters are measured, so the font has to be there. */
async function start(): Promise<void> {
  await document.fonts.load('12px "IBM Plex Sans Arabic"', "مرصد Marsad");
  for (const holder of document.querySelectorAll<HTMLElement>("[data-chart]")) {
    const told = embedded<Told>(holder.dataset["chart"] ?? "");
    if (told?.labels.length) draw(holder, told);
    else holder.hidden = true;
  }
}

void start();
