// Ingest and runs: how far running work is, told anew each second while there is any.
const list = document.querySelector<HTMLElement>("[data-jobs]");
const EACH = 1000;
const WHEN_AWAY = 5000;

async function refresh(shown: HTMLElement): Promise<void> {
  const answer = await fetch(shown.dataset["jobs"] ?? "", { credentials: "same-origin" });
  if (!answer.ok) return;
  const found = new DOMParser().parseFromString(await answer.text(), "text/html");
  const open = new Set([...shown.querySelectorAll("details[open]")].map((one) => one.closest("article")?.querySelector("h3")?.textContent));
  for (const one of found.querySelectorAll("details")) {
    if (open.has(one.closest("article")?.querySelector("h3")?.textContent)) one.open = true;
  }
  const ran = shown.querySelector("[data-state=running], [data-state=waiting]") !== null;
  const runs = found.querySelector("[data-state=running], [data-state=waiting]") !== null;
  if (!shown.contains(document.activeElement)) shown.replaceChildren(...found.body.childNodes);
  shown.dataset["busy"] = String(runs);
  if (ran && !runs) location.reload(); // what waits and the runs have changed too
}

function again(shown: HTMLElement): void {
  setTimeout(() => {
    const next = () => again(shown);
    if (shown.dataset["busy"] === "true") refresh(shown).then(next, next);
  }, document.hidden ? WHEN_AWAY : EACH);
}

if (list) again(list);
