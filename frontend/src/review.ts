// Review by keys, without page reloads. A key always means the item that is on the screen when it is pressed: the next
// items are fetched ahead, decisions are sent one after another in the background, and keys pressed while an item is
// still on its way wait for it. What could not be sent is kept and tried again; leaving the page then asks first.

const desk = document.getElementById("desk")!;
const say = document.getElementById("say")!;
const help = document.getElementById("help") as HTMLDialogElement;
const ahead = new Map<string, Promise<string>>(); // address -> the item's page, on its way or here
const AHEAD = 3;
const GLANCE = 60; // characters of an item's gist that a message repeats

type Sending = { address: string; body: URLSearchParams; of: string; name: string };
const sending: Sending[] = [];
let busy = false; // something is being sent
let waiting = false; // the next item is on its way
const typed: KeyboardEvent[] = [];

const item = (): HTMLElement | null => desk.querySelector("article.item");
const tell = (text: string, bad = false): void => {
  say.textContent = text;
  say.classList.toggle("bad", bad);
};

async function fetchItem(address: string, init: RequestInit = {}): Promise<Response> {
  return fetch(address, { ...init, headers: { "HX-Request": "true" }, credentials: "same-origin" });
}

function look(address: string): Promise<string> {
  let found = ahead.get(address);
  if (!found) {
    found = fetchItem(address).then(async (response) => {
      if (!response.ok) throw new Error(String(response.status));
      return response.text();
    });
    found.catch(() => ahead.delete(address));
    ahead.set(address, found);
  }
  return found;
}

async function lookAhead(): Promise<void> {
  let address = item()?.dataset.next;
  for (let n = 0; n < AHEAD && address; n++) {
    try {
      const page = new DOMParser().parseFromString(await look(address), "text/html");
      address = page.querySelector<HTMLElement>("article.item")?.dataset.next;
    } catch {
      return;
    }
  }
}

/** Shows an item; each has an entry of its own in the browser's history, so that Back leads to the one before. */
function put(html: string, address: string | undefined, fresh = false): void {
  desk.innerHTML = html; // made by our own templates, which escape all words of reports
  const here = item()?.dataset.here ?? address;
  if (address && here && here !== location.pathname + location.search) history.pushState(null, "", here);
  if (fresh) ahead.clear();
  dress();
  window.scrollTo({ top: Math.min(window.scrollY, desk.offsetTop) });
  document.getElementById("item-head")?.focus({ preventScroll: true });
  void lookAhead();
}

async function go(address: string | undefined, nothing: string): Promise<void> {
  if (!address) return tell(nothing);
  waiting = true;
  try {
    while (sending.some((one) => one.of === address)) await new Promise((next) => setTimeout(next, 20)); // as it is then
    put(await look(address), address);
  } catch {
    tell("The server does not answer. Nothing is lost: try again in a moment.", true);
  } finally {
    waiting = false;
    drain();
  }
}

function drain(): void {
  while (!waiting && typed.length) press(typed.shift()!.key);
}

// ---- sending

function queue(one: Sending): void {
  sending.push(one);
  if (!busy) tell(`${one.name} …`); // never the word "saved" of the one before
  void send();
}

async function send(): Promise<void> {
  if (busy) return;
  busy = true;
  for (let one = sending[0]; one; one = sending[0]) {
    let response: Response;
    try {
      response = await fetchItem(one.address, { method: "POST", body: one.body });
    } catch {
      tell(`No connection: ${sending.length} waiting to be sent. Trying again.`, true);
      await new Promise((done) => setTimeout(done, 2000));
      continue;
    }
    sending.shift();
    ahead.delete(one.of);
    if (!response.ok) {
      const html = await response.text();
      if (html.includes("<article")) put(html, one.of, true);
      tell(`${one.name} was not taken (${response.status}). ${html.includes("<article") ? "Here it is again." : ""}`, true);
    } else if (!sending.length) tell(`${one.name}: saved.`);
  }
  busy = false;
}

/** Sends at once and shows what comes back, once all that waits before it is sent. */
async function ask(address: string, body: URLSearchParams, done: string): Promise<void> {
  waiting = true;
  tell("Saving …");
  try {
    while (busy) await new Promise((next) => setTimeout(next, 20));
    const response = await fetchItem(address, { method: "POST", body });
    const html = await response.text();
    const right = html.includes("<article");
    if (right) put(html, response.ok ? new URL(response.url).pathname + new URL(response.url).search : undefined, true);
    if (response.ok) tell(desk.querySelector("[data-understood]")?.textContent?.trim() ?? done);
    else tell(right ? "" : (/<p>([^<]*)<\/p>/.exec(html)?.[1] ?? "That did not work."), true);
  } catch {
    tell("No connection: it was not saved. Press it again in a moment.", true);
  } finally {
    waiting = false;
    drain();
  }
}

/** So much of a text as can be taken in at a glance, in whole words. */
function short(text: string): string {
  const shown = Array.from(text).slice(0, GLANCE);
  if (shown.join("") === text) return text;
  const words = shown.join("").split(" ");
  return `${words.length > 1 ? words.slice(0, -1).join(" ").replace(/[\s,;·–-]+$/, "") : shown.join("")} …`;
}

function fields(form: HTMLFormElement, what: string): URLSearchParams {
  const body = new URLSearchParams();
  for (const [name, value] of new FormData(form)) body.append(name, String(value));
  if (what) body.set("what", what);
  return body;
}

function decide(form: HTMLFormElement, what: string): void {
  const here = item()!;
  const body = fields(form, what);
  const name = short(here.querySelector(".head-gist")?.textContent?.trim() ?? "");
  const edited = what === "accept" && here.querySelector(".edited");
  if (form.id === "decide" && (what === "accept" || what === "reject") && !edited) {
    queue({ address: form.action, body, of: here.dataset.here!, name: `${what === "accept" ? "Accepted" : "Rejected"} “${name}”` });
    count(1);
    const next = here.dataset.next;
    if (next) void go(next, "");
    else void ask_rest();
    return;
  }
  if (!form.reportValidity()) return;
  if (form.id === "decide") count(1);
  void ask(form.action, body, what === "same" ? "Joined." : what === "split" ? "Split." : what === "notsame" ? "Told apart." : "Saved.");
}

/** At the end of the queue: what was skipped comes round again. */
async function ask_rest(): Promise<void> {
  waiting = true;
  while (busy) await new Promise((next) => setTimeout(next, 20));
  waiting = false;
  ahead.clear();
  const url = new URL(location.href);
  url.searchParams.delete("item");
  await go(url.pathname + url.search, "");
}

function count(by: number): void {
  const done = document.getElementById("done");
  const meter = document.getElementById("meter") as HTMLMeterElement | null;
  if (!done || !meter) return;
  meter.value += by;
  done.textContent = meter.value.toLocaleString("en");
}

// ---- keys

function press(key: string): void {
  const here = item();
  if (!here) return;
  if (key === "?") return void help.showModal();
  if (key === "ArrowRight") key = "n";
  if (key === "ArrowLeft") key = "p";
  if (key === "n") return void go(here.dataset.next, "This is the last one.");
  if (key === "p") return void go(here.dataset.previous, "This is the first one.");
  if (key === "e") return edit();
  const button = here.querySelector<HTMLElement>(`[data-key="${CSS.escape(key)}"]`);
  if (!button) return;
  if (button instanceof HTMLInputElement) {
    button.checked = true;
    button.closest("li")?.scrollIntoView({ block: "nearest" });
  } else button.click();
}

function edit(): void {
  const first = desk.querySelector<HTMLElement>("#f input:not([type=hidden]), #f select, #f textarea");
  first?.focus();
  if (first instanceof HTMLInputElement) first.select();
}

const KEYS = new Set(["a", "r", "e", "s", "d", "n", "p", "u", "o", "?", "ArrowRight", "ArrowLeft", "1", "2", "3", "4", "5", "6"]);

document.addEventListener("keydown", (event) => {
  const at = event.target as HTMLElement;
  const writing = at.matches("input:not([type=radio]):not([type=checkbox]), select, textarea");
  if (help.open) return;
  if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) {
    event.preventDefault();
    const form = desk.querySelector<HTMLFormElement>("#decide");
    if (form) decide(form, "correct");
    return;
  }
  if (event.key === "Escape" && writing) return void document.getElementById("item-head")?.focus();
  if (writing || event.ctrlKey || event.metaKey || event.altKey || !KEYS.has(event.key)) return;
  if (at.matches("[type=radio]") && event.key.startsWith("Arrow")) return;
  event.preventDefault();
  if (event.repeat && !event.key.startsWith("Arrow") && event.key !== "n" && event.key !== "p") return;
  if (waiting) typed.push(event);
  else press(event.key);
});

desk.addEventListener("submit", (event) => {
  const form = event.target as HTMLFormElement;
  const what = (event.submitter as HTMLButtonElement | null)?.value ?? "";
  event.preventDefault();
  if (form.action.endsWith("/review/undo")) {
    count(-1);
    void ask(form.action, fields(form, ""), "");
  } else decide(form, what);
});

desk.addEventListener("click", (event) => {
  const link = (event.target as HTMLElement).closest<HTMLElement>("[data-key]");
  const key = link?.dataset.key;
  if (!link || !(link.tagName === "A" || key === "?") || key === "o") return;
  if (event.ctrlKey || event.metaKey) return;
  event.preventDefault();
  press(key!);
});

// ---- fields

function dress(): void {
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

addEventListener("popstate", () => {
  const address = location.pathname + location.search;
  if (item()?.dataset.here !== address) void go(address, "");
});

addEventListener("beforeunload", (event) => {
  if (sending.length || busy) event.preventDefault();
});

const first = item()?.dataset.here; // of an address without an item, the one it led to
if (first) history.replaceState(null, "", first);
dress();
void lookAhead();
export {};
