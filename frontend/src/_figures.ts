// The figures over time: one mark a report, its speaker by colour and form, with ranges, bounds and disputes drawn.
import { DAY, FONT, Tip, colours, data, echarts, find, make, number, onScheme, save, time, type Colours } from "./_charts";
import { fade } from "./_drawing";

interface Mark {
  first: number; last: number; low: number; high: number; bound: string; speaker: number; item: string; when: string;
  value: string; who: string; said_by: string; source: string; dated: boolean; human: boolean; disputes: string[]; copies: number;
}
interface Data { title: string; speakers: string[]; marks: Mark[]; focus: [number, number] | null; log: boolean }
interface Api { value(dimension: number): number; coord(at: [number, number]): number[] }
interface Pointed { data: number[]; event: { offsetX: number; offsetY: number } }

// Apart from each other and from the page for colour-blind eyes too; on light and on dark ground.
const LIGHT = ["#1d5fa8", "#c2410c", "#0f7a5a", "#8d3fae", "#7a6400", "#b01f55"];
const DARK = ["#7fb4f0", "#f59a66", "#5fcba4", "#d3a2ec", "#d8c25a", "#f28bb0"];
const HEIGHT = 470, STRIP = 30, TOP = 16, SIZE = 11;

export function figures(root: HTMLElement): void {
  new Figures(root);
}

class Figures {
  private readonly given: Data;
  private readonly chart: echarts.ECharts;
  private readonly tip: Tip;
  private readonly spoken: HTMLElement;
  private readonly box: HTMLElement;
  private readonly forms: string[];
  private readonly hidden = new Set<number>();
  private readonly whole: [number, number];
  private window: [number, number];
  private log: boolean;
  private colour: Colours = colours();
  private chosen = -1;
  private offsets: number[] = [];

  constructor(private readonly root: HTMLElement) {
    this.given = data<Data>(root, "[data-figures-data]");
    this.log = this.given.log;
    this.forms = [...root.querySelectorAll<HTMLElement>("[data-speaker]")].map((one) => one.dataset["form"] ?? "dot");
    const ends = this.given.marks.flatMap((mark) => [time(mark.first), time(mark.last + 1)]);
    const [from, to] = [Math.min(...ends), Math.max(...ends)];
    const margin = Math.max(4 * DAY, (to - from) * 0.03);
    this.whole = [from - margin, to + margin];
    const focus = this.given.focus;
    const wide = focus ? Math.max(4 * DAY, (focus[1] - focus[0]) * DAY * 0.04) : 0;
    this.window = focus ? [time(focus[0]) - wide, time(focus[1] + 1) + wide] : this.whole;
    this.box = find<HTMLElement>(root, "[data-chart]");
    this.box.classList.add("live");
    const canvas = this.box.appendChild(make("div", "canvas"));
    canvas.style.height = `${HEIGHT}px`;
    this.chart = echarts.init(canvas, null, { renderer: "canvas" });
    this.tip = new Tip(this.box);
    this.spoken = this.box.appendChild(make("p", "visually-hidden"));
    this.spoken.setAttribute("aria-live", "polite");
    this.box.tabIndex = 0;
    this.box.setAttribute("role", "group");
    this.box.setAttribute("aria-label", `Chart: ${this.given.title}. Arrow keys go from mark to mark, Enter opens. The table below has every figure in it.`);
    this.draw();
    this.listen(canvas);
  }

  private draw(): void {
    this.colour = colours();
    const { muted, line, accent, raised } = this.colour;
    const narrow = this.chart.getWidth() < 600;
    const high = Math.max(...this.given.marks.map((mark) => mark.high), 1);
    const low = Math.min(...this.given.marks.map((mark) => mark.low).filter((value) => value > 0), high);
    const top = this.log ? 10 ** Math.ceil(Math.log10(high) + 0.02) : high * 1.25;
    const left = narrow ? 44 : Math.max(66, 20 + 7.2 * number(Math.round(top)).length);
    this.chart.setOption({
      animation: false, useUTC: true, textStyle: { fontFamily: FONT },
      grid: { left, right: 14, top: TOP, bottom: STRIP + 34, outerBoundsMode: "none" },
      xAxis: {
        type: "time", min: this.whole[0], max: this.whole[1],
        axisLine: { lineStyle: { color: muted }, onZero: false }, axisTick: { lineStyle: { color: muted } }, splitLine: { show: false },
        axisLabel: { color: muted, fontSize: 12, hideOverlap: true, formatter: { year: "{yyyy}", month: "{MMM} {yyyy}", day: "{d} {MMM}", hour: "", minute: "", second: "", millisecond: "", none: "" } },
      },
      yAxis: {
        type: this.log ? "log" : "value", min: this.log ? 0.7 * 10 ** Math.floor(Math.log10(low)) : 0, ...(this.log ? { max: 10 ** Math.ceil(Math.log10(high) + 0.02) } : {}),
        axisLabel: { color: muted, fontSize: 12, formatter: (value: number) => (this.log && Math.log10(value) % 1 ? "" : narrow ? value.toLocaleString("en", { notation: "compact" }) : number(value)) },
        splitLine: { lineStyle: { color: line } }, axisLine: { show: false }, axisTick: { show: false }, minInterval: 1,
      },
      dataZoom: [
        { type: "inside", startValue: this.window[0], endValue: this.window[1], minValueSpan: 2 * DAY, zoomOnMouseWheel: "ctrl", moveOnMouseWheel: false, preventDefaultMouseMove: false, filterMode: "none", throttle: 30 },
        {
          type: "slider", startValue: this.window[0], endValue: this.window[1], minValueSpan: 2 * DAY, left, right: 14, bottom: 2, height: STRIP,
          filterMode: "none", throttle: 30, showDataShadow: false, showDetail: false, brushSelect: true, backgroundColor: "transparent", borderColor: line,
          fillerColor: fade(accent, 0.13), handleStyle: { color: raised, borderColor: muted }, moveHandleSize: 5, moveHandleStyle: { color: muted, opacity: 0.5 },
          brushStyle: { color: fade(accent, 0.25) }, emphasis: { handleStyle: { borderColor: accent }, moveHandleStyle: { color: accent } },
        },
      ],
      series: [
        { id: "disputes", type: "custom", clip: true, silent: true, z: 2, data: this.disputes(), encode: { x: [0, 2], y: [1, 3] }, renderItem: (_: unknown, api: Api) => this.dispute(api) },
        { id: "marks", type: "custom", clip: true, z: 3, data: this.rows(), encode: { x: 0, y: 1 }, renderItem: (_: unknown, api: Api) => this.mark(api) },
      ],
    }, true);
    this.paintLegend();
  }

  private value(mark: Mark): number {
    const value = (mark.low + mark.high) / 2;
    return this.log ? Math.max(value, 0.1) : value;
  }

  private shown(): Mark[] {
    return this.given.marks.filter((mark) => !this.hidden.has(mark.speaker));
  }

  /** Rows of the series: when, value, number of the mark, pixels aside so that marks do not cover each other. */
  private rows(): number[][] {
    const rows = this.given.marks.map((mark, index) => [middle(mark), this.value(mark), index]).filter((row) => !this.hidden.has(this.given.marks[row[2]!]!.speaker));
    this.offsets = [];
    const taken: [number, number][] = [];
    const width = this.chart.getWidth() - 80;
    const scale = width / (this.window[1] - this.window[0]);
    const high = Math.max(...this.given.marks.map((mark) => mark.high), 1);
    for (const row of rows) {
      const x = (row[0]! - this.window[0]) * scale;
      const y = this.log ? Math.log10(row[1]!) * 60 : (row[1]! / high) * 380;
      if (x < -50 || x > width + 50) continue;
      for (let step = 0; step < 5; step += 1) {
        const aside = (step % 2 ? -1 : 1) * Math.ceil(step / 2) * SIZE;
        if (step === 4 || !taken.some(([a, b]) => Math.abs(a - x - aside) < SIZE && Math.abs(b - y) < SIZE)) {
          taken.push([x + aside, y]);
          this.offsets[row[2]!] = aside;
          break;
        }
      }
    }
    return rows;
  }

  private disputes(): number[][] {
    const members = new Map<string, Mark[]>();
    for (const mark of this.shown()) for (const dispute of mark.disputes) members.set(dispute, [...(members.get(dispute) ?? []), mark]);
    return [...members.values()].map((marks) => {
      const sorted = [...marks].sort((a, b) => this.value(a) - this.value(b));
      const [low, high] = [sorted[0]!, sorted.at(-1)!];
      return [middle(low), this.value(low), middle(high), this.value(high), this.offset(low), this.offset(high)];
    }).filter((row) => row[1] !== row[3]);
  }

  private offset(mark: Mark): number {
    return this.offsets[this.given.marks.indexOf(mark)] ?? 0;
  }

  private dispute(api: Api): unknown {
    const [x1, y1] = api.coord([api.value(0), api.value(1)]) as [number, number];
    const [x2, y2] = api.coord([api.value(2), api.value(3)]) as [number, number];
    return { type: "line", shape: { x1: x1 + (api.value(4) || 0), y1, x2: x2 + (api.value(5) || 0), y2 }, style: { stroke: this.colour.bad, lineWidth: 1.5, lineDash: [4, 3] } };
  }

  private mark(api: Api): unknown {
    const index = api.value(2), mark = this.given.marks[index];
    if (!mark) return null;
    const [left, y] = api.coord([api.value(0), api.value(1)]) as [number, number];
    const x = left + (this.offsets[index] ?? 0);
    const colour = this.paint(mark.speaker), form = this.forms[mark.speaker] ?? "dot";
    const children: unknown[] = [];
    const line = (x1: number, y1: number, x2: number, y2: number, style: object): unknown => ({ type: "line", shape: { x1, y1, x2, y2 }, style: { stroke: colour, lineWidth: 2, ...style } });
    if (mark.last > mark.first) {
      const [from] = api.coord([time(mark.first), api.value(1)]) as [number, number];
      const [to] = api.coord([time(mark.last + 1), api.value(1)]) as [number, number];
      children.push(line(from, y, to, y, { opacity: 0.25, lineWidth: 2 }));
    }
    if (mark.high > mark.low) {
      const top = api.coord([api.value(0), mark.high])[1]!, foot = api.coord([api.value(0), Math.max(mark.low, this.log ? 0.1 : 0)])[1]!;
      children.push(line(x, top, x, foot, {}), line(x - 5, top, x + 5, top, {}), line(x - 5, foot, x + 5, foot, {}));
    }
    const way = { at_least: -1, at_most: 1 }[mark.bound];
    if (way) {
      const tip = y + way * 17;
      children.push(line(x, y, x, tip, {}), line(x - 4, tip - way * 5, x, tip, {}), line(x + 4, tip - way * 5, x, tip, {}));
    }
    if (mark.disputes.length) children.push({ type: "circle", shape: { cx: x, cy: y, r: 9.5 }, style: { fill: "none", stroke: this.colour.bad, lineWidth: 1.5 } });
    children.push(...glyph(form, x, y, colour, mark.bound === "about" ? this.colour.paper : colour));
    if (mark.human) children.push({ type: "circle", shape: { cx: x + 6, cy: y - 6, r: 3 }, style: { fill: this.colour.human } });
    if (index === this.chosen) children.push({ type: "circle", shape: { cx: x, cy: y, r: 14 }, style: { fill: "none", stroke: this.colour.accent, lineWidth: 2.5 } });
    return { type: "group", $mergeChildren: false, children };
  }

  private paint(speaker: number): string {
    const palette = matchMedia("(prefers-color-scheme: dark)").matches ? DARK : LIGHT;
    return this.forms[speaker] === "dot" ? this.colour.muted : (palette[speaker] ?? this.colour.muted);
  }

  // ------------------------------------------------------------------------------------------------ listening

  private listen(canvas: HTMLElement): void {
    let frame = 0;
    this.chart.on("datazoom", () => {
      const zoom = (this.chart.getOption() as { dataZoom: { startValue: number; endValue: number }[] }).dataZoom[0]!;
      this.window = [zoom.startValue, zoom.endValue];
      cancelAnimationFrame(frame);
      frame = requestAnimationFrame(() => this.redraw());
    });
    new ResizeObserver(() => { this.chart.resize(); this.draw(); }).observe(canvas);
    onScheme(() => this.draw());
    this.chart.on("mousemove", (event) => {
      const { data: row, event: at } = event as unknown as Pointed;
      const mark = this.given.marks[row[2]!];
      if (mark) this.tip.show(at.offsetX, at.offsetY, told(mark));
    });
    this.chart.on("mouseout", () => this.tip.hide());
    this.chart.on("click", (event) => this.open((event as unknown as Pointed).data[2]!));
    this.box.addEventListener("keydown", (event) => this.key(event));
    const controls = find<HTMLElement>(this.root, "[data-controls]");
    controls.hidden = false;
    for (const button of controls.querySelectorAll<HTMLButtonElement>("[data-speaker]")) {
      button.addEventListener("click", () => this.toggle(Number(button.dataset["speaker"]), button));
    }
    const log = find<HTMLInputElement>(controls, "[data-log]");
    log.addEventListener("change", () => { this.log = log.checked; this.draw(); });
    const png = this.root.querySelector<HTMLButtonElement>("[data-png]");
    if (png) {
      png.hidden = false;
      const picture = find<HTMLImageElement>(this.box, "img.still"); // what is shown where no script runs
      png.addEventListener("click", () => void savePng(picture.src, `${this.root.dataset["name"]}.png`));
    }
  }

  private toggle(speaker: number, button: HTMLButtonElement): void {
    if (!this.hidden.delete(speaker)) this.hidden.add(speaker);
    button.setAttribute("aria-pressed", String(!this.hidden.has(speaker)));
    this.redraw();
  }

  private redraw(): void {
    this.tip.hide();
    const rows = this.rows();
    this.chart.setOption({ series: [{ id: "disputes", data: this.disputes() }, { id: "marks", data: rows }] });
  }

  private key(event: KeyboardEvent): void {
    if (event.target !== this.box || event.ctrlKey || event.metaKey || event.altKey) return;
    const order = this.given.marks.map((mark, index) => ({ mark, index })).filter(({ mark }) => !this.hidden.has(mark.speaker) && middle(mark) >= this.window[0] && middle(mark) <= this.window[1])
      .sort((a, b) => middle(a.mark) - middle(b.mark) || a.mark.low - b.mark.low).map(({ index }) => index);
    const place = order.indexOf(this.chosen);
    const next: Record<string, number | undefined> = { ArrowRight: order[Math.min(place + 1, order.length - 1)], ArrowLeft: order[Math.max(place - 1, 0)], Home: order[0], End: order.at(-1), Escape: -1 };
    if (event.key === "Enter") this.open(this.chosen);
    else if (next[event.key] !== undefined) this.choose(next[event.key]!);
    else return;
    event.preventDefault();
  }

  private choose(index: number): void {
    this.chosen = index;
    this.redraw();
    const mark = this.given.marks[index];
    if (!mark) return;
    const lines = told(mark);
    this.spoken.textContent = lines.map((line) => line.textContent).join(". ");
    const [x, y] = this.chart.convertToPixel({ gridIndex: 0 }, [middle(mark), this.value(mark)]) as [number, number];
    this.tip.show(x, y, lines);
  }

  private open(index: number): void {
    const mark = this.given.marks[index];
    if (mark) location.href = document.getElementById(mark.item)?.querySelector("a")?.href ?? `/items/${mark.item}`;
  }

  private paintLegend(): void {
    this.root.querySelectorAll<HTMLElement>("[data-speaker]").forEach((button, speaker) => {
      const svg = find<SVGSVGElement>(button, "svg");
      svg.replaceChildren(...symbol(this.forms[speaker] ?? "dot", this.paint(speaker)));
    });
  }
}

const middle = (mark: Mark): number => (time(mark.first) + time(mark.last + 1)) / 2;

function told(mark: Mark): HTMLElement[] {
  const lines = [make("strong", "", `${mark.value} ${mark.who}`.trim()), make("div", "", `${mark.when}${mark.dated ? "" : " (its report's date)"}`)];
  lines.push(make("div", "", mark.said_by ? `according to ${mark.said_by}` : "no one named"));
  lines.push(make("div", "status", `${mark.source}${mark.copies ? `, copied by ${mark.copies} more` : ""}`));
  if (mark.disputes.length) lines.push(make("div", "disputed", "disputed"));
  if (mark.human) lines.push(make("div", "human", "put right by a person"));
  return lines;
}

function points(form: string, x: number, y: number): [number, number][] {
  if (form === "square") return [[x - 5, y - 5], [x + 5, y - 5], [x + 5, y + 5], [x - 5, y + 5]];
  if (form === "up") return [[x, y - 6], [x + 6, y + 4.5], [x - 6, y + 4.5]];
  if (form === "down") return [[x, y + 6], [x + 6, y - 4.5], [x - 6, y - 4.5]];
  return [[x, y - 6.5], [x + 6, y], [x, y + 6.5], [x - 6, y]];
}

function glyph(form: string, x: number, y: number, colour: string, fill: string): unknown[] {
  const style = { fill, stroke: colour, lineWidth: 2, opacity: 0.85 };
  if (form === "circle" || form === "dot") return [{ type: "circle", shape: { cx: x, cy: y, r: form === "dot" ? 4 : 5 }, style }];
  if (form === "star") {
    const line = (x1: number, y1: number, x2: number, y2: number): unknown => ({ type: "line", shape: { x1, y1, x2, y2 }, style: { stroke: colour, lineWidth: 3 } });
    return [{ type: "circle", shape: { cx: x, cy: y, r: 6 }, style: { fill: "rgba(0,0,0,0.01)" } }, line(x - 5, y - 5, x + 5, y + 5), line(x - 5, y + 5, x + 5, y - 5)];
  }
  return [{ type: "polygon", shape: { points: points(form, x, y) }, style }];
}

function symbol(form: string, colour: string): SVGElement[] {
  const made = (tag: string, attributes: Record<string, string>): SVGElement => {
    const element = document.createElementNS("http://www.w3.org/2000/svg", tag);
    for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
    return element;
  };
  if (form === "circle" || form === "dot") return [made("circle", { cx: "8", cy: "8", r: form === "dot" ? "4" : "5.5", fill: colour })];
  if (form === "star") return [made("path", { d: "M3 3l10 10m0-10l-10 10", stroke: colour, "stroke-width": "3" })];
  return [made("polygon", { points: points(form, 8, 8).map((at) => at.join(",")).join(" "), fill: colour })];
}

/** The picture that the server draws, at twice its size, as PNG. */
async function savePng(address: string, name: string): Promise<void> {
  const picture = new Image();
  picture.src = address;
  await picture.decode();
  const canvas = document.createElement("canvas");
  canvas.width = picture.width * 2;
  canvas.height = picture.height * 2;
  canvas.getContext("2d")?.drawImage(picture, 0, 0, canvas.width, canvas.height);
  save(canvas.toDataURL("image/png"), name);
}
