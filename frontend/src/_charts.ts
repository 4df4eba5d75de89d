// What all charts share: ECharts with only the parts that are used, colours from the page, a tooltip of its own.
// ECharts' own tooltip writes style attributes, which the page's Content-Security-Policy refuses.
import { CustomChart } from "echarts/charts";
import { DataZoomInsideComponent, DataZoomSliderComponent, GridComponent } from "echarts/components";
import * as echarts from "echarts/core";
import { CanvasRenderer } from "echarts/renderers";

echarts.use([CustomChart, DataZoomInsideComponent, DataZoomSliderComponent, GridComponent, CanvasRenderer]);
export { echarts };

export const FONT = 'system-ui, -apple-system, "Segoe UI", Roboto, "Noto Sans", "Liberation Sans", Arial, sans-serif';
export const DAY = 86_400_000;
const EPOCH = 719_163; // the proleptic ordinal of 1 January 1970
export const still = matchMedia("(prefers-reduced-motion: reduce)");
const dark = matchMedia("(prefers-color-scheme: dark)");

export const time = (ordinal: number): number => (ordinal - EPOCH) * DAY;
export const ordinal = (at: number): number => Math.floor(at / DAY) + EPOCH;

export interface Colours {
  paper: string; raised: string; sunk: string; ink: string; muted: string; line: string;
  accent: string; good: string; warn: string; bad: string; human: string;
}

export function colours(): Colours {
  const style = getComputedStyle(document.documentElement);
  const named = (name: string): string => style.getPropertyValue(`--${name}`).trim() || "#888888";
  return {
    paper: named("paper"), raised: named("raised"), sunk: named("sunk"), ink: named("ink"), muted: named("muted"),
    line: named("line"), accent: named("accent"), good: named("good"), warn: named("warn"), bad: named("bad"),
    human: named("human"),
  };
}

/** Calls back whenever the page turns dark or light. */
export function onScheme(draw: () => void): void {
  dark.addEventListener("change", draw);
}

const MONTHS = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];

/** A day as an editor writes it: 2 May 2024. */
export function day(at: number): string {
  const date = new Date(at);
  return `${date.getUTCDate()} ${MONTHS[date.getUTCMonth()]} ${date.getUTCFullYear()}`;
}

/** The days from one to another, what they share written once. */
export function days(from: number, to: number): string {
  const [a, b] = [day(from), day(to)];
  return a === b ? a : `${a} – ${b}`;
}

const STEPS: [unit: "day" | "month", length: number][] = [
  ["day", 1], ["day", 2], ["day", 7], ["day", 14], ["month", 1], ["month", 2], ["month", 3], ["month", 6],
  ...[1, 2, 5, 10, 20, 50, 100, 200].map((years): ["month", number] => ["month", years * 12]),
];

/** Where days, months or years begin between two times, not nearer than `least`, with their names; weeks on Mondays. */
export function ticks(from: number, to: number, least: number): { at: number; words: string }[] {
  const [unit, length] = STEPS.find(([one, steps]) => steps * (one === "day" ? 1 : 30.4) * DAY >= least) ?? STEPS.at(-1)!;
  const found: { at: number; words: string }[] = [];
  if (unit === "day") {
    const monday = 4 * DAY; // 5 January 1970
    for (let at = monday + Math.ceil((from - monday) / (length * DAY)) * length * DAY; at <= to; at += length * DAY) {
      const words = day(at);
      found.push({ at, words: found.length && new Date(found.at(-1)!.at).getUTCFullYear() === new Date(at).getUTCFullYear() ? words.slice(0, -5) : words });
    }
    return found;
  }
  const begin = new Date(from);
  let month = begin.getUTCFullYear() * 12 + begin.getUTCMonth();
  for (month -= month % length; ; month += length) {
    const at = Date.UTC(2000, month - 24000);
    if (at > to) return found;
    if (at >= from) found.push({ at, words: length < 12 ? `${MONTHS[month % 12]} ${Math.floor(month / 12)}` : String(Math.floor(month / 12)) });
  }
}

export const number = (value: number): string => value.toLocaleString("en", { maximumFractionDigits: 2 });
export const many = (count: number, word: string): string => `${number(count)} ${word}${count === 1 ? "" : "s"}`;

export function data<T>(within: Element, selector: string): T {
  return JSON.parse(within.querySelector(selector)?.textContent ?? "null") as T;
}

export function find<T extends Element>(within: ParentNode, selector: string): T {
  const found = within.querySelector<T>(selector);
  if (!found) throw new Error(`the page lacks ${selector}`);
  return found;
}

/** An element with a class and words in it; words are never read as markup. */
export function make(tag: string, name = "", words = ""): HTMLElement {
  const made = document.createElement(tag);
  if (name) made.className = name;
  made.textContent = words;
  return made;
}

/** A box that follows the pointer, inside a chart's own element. */
export class Tip {
  private readonly box = make("div", "tip");

  constructor(private readonly within: HTMLElement) {
    this.box.hidden = true;
    this.box.setAttribute("aria-hidden", "true"); // said by the live region of the chart
    within.append(this.box);
  }

  show(x: number, y: number, lines: Node[]): void {
    this.box.replaceChildren(...lines);
    this.box.hidden = false;
    const { clientWidth: width } = this.within;
    const left = Math.max(4, Math.min(x + 12, width - this.box.offsetWidth - 4));
    const above = y - this.box.offsetHeight - 12;
    this.box.style.left = `${left}px`;
    this.box.style.top = `${above > 0 ? above : y + 18}px`;
  }

  hide(): void {
    this.box.hidden = true;
  }
}

/** Saves what a data address holds under a name. */
export function save(address: string, name: string): void {
  const link = document.createElement("a");
  link.href = address;
  link.download = name;
  link.click();
}
