// A report's text: a mark and its note light up together, and an anchor that stands in another part leads there.
const lit = (id: string | undefined, on: boolean): void => {
  if (!id) return;
  for (const one of document.querySelectorAll(`[data-item="${CSS.escape(id)}"]`)) one.classList.toggle("lit", on);
};

const itemAt = (event: Event): string | undefined =>
  (event.target as Element | null)?.closest<HTMLElement>("[data-item]")?.dataset.item;

for (const [enter, leave] of [["mouseover", "mouseout"], ["focusin", "focusout"]] as const) {
  document.addEventListener(enter, (event) => lit(itemAt(event), true));
  document.addEventListener(leave, (event) => {
    const id = itemAt(event);
    if (id !== aimed()) lit(id, false);
  });
}

function aimed(): string | undefined {
  const place = document.getElementById(decodeURIComponent(location.hash.slice(1)));
  return place?.dataset.item;
}

function follow(): void {
  for (const one of document.querySelectorAll(".lit")) one.classList.remove("lit");
  lit(aimed(), true);
  const id = decodeURIComponent(location.hash.slice(1));
  const places = document.getElementById("places")?.textContent;
  if (!id || !places || document.getElementById(id)) return;
  const part = (JSON.parse(places) as Record<string, number>)[id];
  if (part) location.replace(`${location.pathname}${part > 1 ? `?part=${part}` : ""}#${id}`);
}

addEventListener("hashchange", follow);
follow();
export {};
