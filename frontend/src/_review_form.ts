// The form of an item under review: what its fields hold, what was edited, names that it offers.

export const desk = document.getElementById("desk")!;
const GLANCE = 60; // characters of an item's gist that a message repeats

/** So much of a text as can be taken in at a glance, in whole words. */
export function short(text: string): string {
  const shown = Array.from(text).slice(0, GLANCE);
  if (shown.join("") === text) return text;
  const words = shown.join("").split(" ");
  return `${words.length > 1 ? words.slice(0, -1).join(" ").replace(/[\s,;·–-]+$/, "") : shown.join("")} …`;
}

export function fields(form: HTMLFormElement, what: string): URLSearchParams {
  const body = new URLSearchParams();
  for (const [name, value] of new FormData(form)) body.append(name, String(value));
  if (what) body.set("what", what);
  return body;
}

export function edit(): void {
  const first = desk.querySelector<HTMLElement>("#f input:not([type=hidden]), #f select, #f textarea");
  first?.focus();
  if (first instanceof HTMLInputElement) first.select();
}

export function dress(): void {
  for (const one of desk.querySelectorAll<HTMLElement>(".helper")) one.hidden = false;
}

let asked = 0;
desk.addEventListener("input", (event) => {
  const field = event.target as HTMLInputElement;
  const control = field.closest(".control");
  if (!control) return;
  const was = control.querySelector<HTMLInputElement>('input[name^="was."]')?.value ?? "";
  const now = [...control.querySelectorAll<HTMLInputElement>('[name^="field."]')].map((one) => one.value.trim()).filter(Boolean).join("; ");
  control.classList.toggle("edited", now !== was.trim());
  if (field.classList.contains("spare") && field.value) {
    const more = field.cloneNode() as HTMLInputElement;
    more.value = "";
    field.classList.remove("spare");
    field.after(more);
  }
  if (field.list && field.value.length > 1) {
    clearTimeout(asked);
    asked = window.setTimeout(async () => {
      const names = (await (await fetch(`/review/suggest?q=${encodeURIComponent(field.value)}`)).json()) as string[];
      const known = new Set([...field.list!.options].map((one) => one.value));
      for (const name of names) if (!known.has(name)) field.list!.append(new Option("", name));
    }, 150);
  }
});
