// Review by keys, without page reloads. A key always means the item that is on the screen when it is pressed: the next
// items are fetched ahead, decisions are sent one after another in the background, and keys pressed while an item is
// still on its way wait for it. What could not be sent is kept and tried again; leaving the page then asks first.

import { desk, dress, edit, fields, short } from "./_review_form";

const say = document.getElementById("say")!;
const help = document.getElementById("help") as HTMLDialogElement;
const ahead = new Map<string, Promise<string>>(); // address -> the item's page, on its way or here
const AHEAD = 3;
const RETRY = 2000; // milliseconds

type Sending = { address: string; body: URLSearchParams; of: string; name: string };
const sending: Sending[] = [];
let busy = false; // something is being sent
let waiting = false; // the next item is on its way
let asking = false; // something is being sent whose answer is shown
let turn = 0; // counts what is to be shown next: an answer that comes after another was asked for is not shown
const typed: KeyboardEvent[] = [];
const refused: { html: string; of: string }[] = []; // what comes back to be decided again, not yet shown

const pause = (milliseconds: number): Promise<void> => new Promise((done) => setTimeout(done, milliseconds));
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
  const from = item();
  let address = from?.dataset.next;
  desk.dataset.ahead = "0";
  for (let n = 0; n < AHEAD && address; n++) {
    try {
      const page = new DOMParser().parseFromString(await look(address), "text/html");
      if (item() !== from) return; // whoever is shown now looks ahead
      desk.dataset.ahead = String(n + 1);
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
  if (refused.length) return back();
  if (!address) return tell(nothing);
  const mine = ++turn;
  waiting = true;
  try {
    while (sending.some((one) => one.of === address)) await pause(20); // as it is then
    const html = await look(address);
    if (mine === turn) put(html, address);
  } catch {
    if (mine === turn) fail("The server does not answer. Nothing is lost: try again in a moment.");
  } finally {
    if (mine === turn) rest();
  }
}

/** Shows what was not taken; keys meant for what was to come are dropped, since they would mean this. */
function back(): void {
  const { html, of } = refused.shift()!;
  turn++;
  waiting = false;
  typed.length = 0;
  put(html, of, true);
}

function fail(text: string): void {
  typed.length = 0;
  tell(text, true);
}

function rest(): void {
  waiting = false;
  drain();
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
      await pause(RETRY);
      continue;
    }
    sending.shift();
    ahead.delete(one.of);
    if (!response.ok) {
      count(-1);
      const html = await response.text();
      const again = html.includes("<article");
      if (again) refused.push({ html, of: one.of });
      const now = again && !asking && !desk.querySelector(".edited"); // else what is being edited would be lost
      if (now) back();
      tell(`${one.name} was not taken (${response.status}). ${again ? (now ? "Here it is again." : "It comes next.") : ""}`, true);
    } else if (!sending.length) tell(`${one.name}: saved.`);
  }
  busy = false;
}

/** Sends at once and shows what comes back, once all that waits before it is sent. */
async function ask(address: string, body: URLSearchParams, done: string): Promise<void> {
  turn++;
  waiting = asking = true;
  tell("Saving …");
  try {
    while (busy) await pause(20);
    const response = await fetchItem(address, { method: "POST", body });
    const html = await response.text();
    const right = html.includes("<article");
    if (right) put(html, response.ok ? new URL(response.url).pathname + new URL(response.url).search : undefined, true);
    if (response.ok) tell(desk.querySelector("[data-understood]")?.textContent?.trim() ?? done);
    else fail(right ? "" : (/<p>([^<]*)<\/p>/.exec(html)?.[1] ?? "That did not work."));
    if (response.ok && refused.length) back();
  } catch {
    fail("No connection: it was not saved. Press it again in a moment.");
  } finally {
    asking = false;
    rest();
  }
}

function decide(form: HTMLFormElement, what: string): void {
  const here = item()!;
  const body = fields(form, what);
  const name = short(here.querySelector(".head-gist")?.textContent?.trim() ?? "");
  const edited = what === "accept" && here.querySelector(".edited");
  if (form.id === "decide" && (what === "accept" || what === "reject") && !edited) {
    if (here.dataset.sent === what) return void go(here.dataset.next, ""); // decided, and what follows was out of reach
    here.dataset.sent = what;
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
  const mine = ++turn;
  waiting = true;
  while (busy) await pause(20);
  if (mine !== turn) return; // something was not taken and is shown again
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
