// The timeline of two sides: lanes on one axis of time, zoomed from years to a day. Few items are marks, many on one
// place a count, a crowded lane bars; a count or a bar opens by zooming in, or as a list where it cannot be zoomed.
import { DAY, FONT, Tip, colours, data, days, echarts, find, make, many, number, onScheme, ordinal, still, ticks, time, type Colours } from "./_charts";
import { fade, glyph, rect, stripBar, widthOf, type Api } from "./_drawing";
import { opened, said, type Data, type Packed } from "./_timeline_data";
import { AXIS, EMPTY, LANE, SIDE, SIZE, STRIP, TOP, barsOf, marksOf, type Shape, type View } from "./_timeline_shapes";


export function timeline(root: HTMLElement): void {
  new Timeline(root);
}

class Timeline {
  private readonly base: Data;
  private shown: Data;
  private detail: { first: number; last: number; data: Data } | null = null;
  private readonly tones = new Map<string, string>();
  private scales = new Map<number, string>(); // what the highest bar of a lane holds, by its place
  private readonly box: HTMLElement;
  private readonly chart: echarts.ECharts;
  private readonly tip: Tip;
  private readonly spoken: HTMLElement;
  private shapes: Shape[] = [];
  private chosen = -1;
  private colour: Colours = colours();
  private readonly whole: [number, number];
  private window: [number, number];
  private asked = 0;

  constructor(private readonly root: HTMLElement) {
    this.base = this.shown = opened(data<Packed>(root, "[data-timeline-data]"));
    for (const entry of root.querySelectorAll<HTMLElement>("[data-status]")) {
      this.tones.set(entry.dataset.status ?? "", entry.dataset.tone || "plain");
    }
    const [first, last] = [time(this.base.first), time(this.base.last + 1)];
    const margin = Math.max(3 * DAY, (last - first) * 0.015);
    this.whole = [first - margin, last + margin];
    const focus = this.base.focus;
    const wide = focus ? Math.max(3 * DAY, (focus[1] - focus[0]) * DAY * 0.03) : 0;
    this.window = fromHash() ?? (focus ? [time(focus[0]) - wide, time(focus[1] + 1) + wide] : this.whole);
    this.window = [Math.max(this.window[0], this.whole[0]), Math.min(this.window[1], this.whole[1])];

    this.box = find<HTMLElement>(root, "[data-chart]");
    this.box.classList.add("live");
    const canvas = this.box.appendChild(make("div", "canvas"));
    canvas.style.height = `${this.height}px`;
    this.chart = echarts.init(canvas, null, { renderer: "canvas" });
    this.tip = new Tip(this.box);
    this.spoken = this.box.appendChild(make("p", "visually-hidden"));
    this.spoken.setAttribute("aria-live", "polite");
    this.box.tabIndex = 0;
    this.box.setAttribute("role", "group");
    this.box.setAttribute("aria-label", "Timeline. Arrow keys go from mark to mark, plus and minus zoom, Enter opens. The same stands as a list below.");
    find<HTMLElement>(root, "[data-hint]").hidden = false;
    this.draw();
    this.listen(canvas);
  }

  private get height(): number {
    return TOP + LANE * this.base.lanes.length + AXIS + STRIP + 8;
  }

  private get plot(): number {
    return Math.max(50, this.chart.getWidth() - 2 * SIDE);
  }

  // ------------------------------------------------------------------------------------------------ drawing

  private draw(): void {
    this.colour = colours();
    this.arrange();
    const floor = TOP + LANE * this.base.lanes.length;
    const { muted, line, accent, sunk } = this.colour;
    this.chart.setOption({
      animation: false,
      useUTC: true,
      textStyle: { fontFamily: FONT },
      grid: [
        { left: SIDE, right: SIDE, top: 0, height: floor, outerBoundsMode: "none" },
        { left: SIDE, right: SIDE, top: floor + AXIS, height: STRIP, outerBoundsMode: "none" },
      ],
      xAxis: [
        {
          type: "time", min: this.whole[0], max: this.whole[1], position: "bottom",
          axisLine: { show: false }, axisTick: { show: false }, axisLabel: { show: false }, splitLine: { show: false },
        },
        { type: "time", gridIndex: 1, min: this.whole[0], max: this.whole[1], show: false },
      ],
      yAxis: [
        { type: "value", min: 0, max: floor, inverse: true, show: false },
        { type: "value", gridIndex: 1, min: 0, max: 1, show: false },
      ],
      dataZoom: [
        {
          type: "inside", xAxisIndex: 0, startValue: this.window[0], endValue: this.window[1], minValueSpan: 1.5 * DAY,
          zoomOnMouseWheel: "ctrl", moveOnMouseWheel: false, moveOnMouseMove: true, preventDefaultMouseMove: false,
          filterMode: "none", throttle: 30,
        },
        {
          type: "slider", xAxisIndex: 0, startValue: this.window[0], endValue: this.window[1], minValueSpan: 1.5 * DAY,
          left: SIDE, right: SIDE, top: floor + AXIS, height: STRIP, filterMode: "none", throttle: 30,
          showDataShadow: false, showDetail: false, brushSelect: true,
          backgroundColor: "transparent", borderColor: line, fillerColor: fade(accent, 0.13),
          handleStyle: { color: this.colour.raised, borderColor: muted }, handleSize: "100%", moveHandleSize: 5,
          moveHandleStyle: { color: muted, opacity: 0.5 }, brushStyle: { color: fade(accent, 0.25) },
          emphasis: { handleStyle: { borderColor: accent }, moveHandleStyle: { color: accent } },
        },
      ],
      series: [
        {
          id: "ground", type: "custom", silent: true, clip: false, z: 1,
          data: [[this.window[0], 0]], encode: { x: -1, y: 1 }, renderItem: () => this.ground(floor, sunk),
        },
        { id: "marks", type: "custom", clip: true, z: 3, encode: { x: 0, y: 1 }, data: this.rows(), renderItem: (_: unknown, api: Api) => this.shape(api) },
        { id: "strip", type: "custom", silent: true, xAxisIndex: 1, yAxisIndex: 1, clip: true, z: 1, data: this.strip(), renderItem: (_: unknown, api: Api) => stripBar(api, fade(muted, 0.55)) },
      ],
    }, true);
    this.tellWindow();
  }

  /** Titles and lines of the lanes, and the longest silence as a ground behind the contacts. */
  private ground(floor: number, sunk: string): unknown {
    const { ink, line, muted } = this.colour;
    const children: unknown[] = [];
    const style = { fill: muted, font: `12px ${FONT}`, verticalAlign: "top" };
    let free = -1e9; // where the last label ends
    for (const { at, words } of ticks(...this.window, (this.window[1] - this.window[0]) * (72 / this.plot))) {
      const x = SIDE + this.x(at), wide = widthOf(words, style.font);
      children.push({ type: "line", shape: { x1: x, x2: x, y1: 0, y2: floor + 4 }, style: { stroke: line } });
      const left = Math.min(Math.max(x - wide / 2, 0), 2 * SIDE + this.plot - wide);
      if (left < free) continue;
      free = left + wide + 8;
      children.push({ type: "text", x: left, y: floor + 7, style: { ...style, text: words } });
    }
    const longest = this.base.silences[0];
    if (longest) {
      const [x, far] = [this.x(time(longest[1])), this.x(time(longest[2]))];
      const contacts = this.base.lanes.filter((lane) => lane.type === "contact").length;
      const [from, to] = [Math.max(x, 0), Math.min(far, this.plot)];
      if (from < to) children.unshift(rect(SIDE + from, TOP - 8, to - from, 8 + contacts * LANE, { fill: sunk }));
    }
    this.base.lanes.forEach((lane, number) => {
      const y = TOP + LANE * number;
      children.push({ type: "line", shape: { x1: SIDE, x2: SIDE + this.plot, y1: y + LANE - 0.5, y2: y + LANE - 0.5 }, style: { stroke: line } });
      const scale = this.scales.get(number);
      const note = scale && widthOf(lane.title + scale, `600 12px ${FONT}`) < this.plot - 20 ? scale : "";
      if (note) children.push({ type: "text", x: SIDE + this.plot, y: y + 4, style: { text: note, fill: this.colour.muted, font: `12px ${FONT}`, align: "right", backgroundColor: fade(this.colour.paper, 0.8), padding: [1, 0, 1, 3] } });
      children.push({
        type: "text", x: SIDE, y: y + 4, z2: 20,
        style: { text: lane.title, fill: ink, font: `600 12px ${FONT}`, ...(widthOf(lane.title, `600 12px ${FONT}`) > this.plot ? { width: this.plot, overflow: "truncate" } : {}), backgroundColor: fade(this.colour.paper, 0.8), padding: [1, 3, 1, 0] },
      });
    });
    children.push({ type: "line", shape: { x1: SIDE, x2: SIDE + this.plot, y1: floor, y2: floor }, style: { stroke: muted } });
    return { type: "group", $mergeChildren: false, children };
  }

  private rows(): number[][] {
    return this.shapes.map((shape, index) => [shape.at, shape.y, index]);
  }

  private x(at: number): number {
    return ((at - this.window[0]) / (this.window[1] - this.window[0])) * this.plot;
  }

  private shape(api: Api): unknown {
    const shape = this.shapes[api.value(2)];
    if (!shape) return null;
    const [left, y] = api.coord([shape.at, shape.y]) as [number, number];
    const x = left + shape.dx;
    const { ink, paper, muted, accent } = this.colour;
    const tone = this.tone(shape.tone);
    const focused = this.shapes[this.chosen] === shape;
    const ring = focused ? [{ type: "circle", shape: { cx: x, cy: y, r: SIZE }, style: { fill: "none", stroke: accent, lineWidth: 2.5 } }] : [];
    if (shape.kind === "dot") return { type: "group", $mergeChildren: false, children: [...glyph(x, y, shape.tone, tone, paper), ...ring] };
    if (shape.kind === "range") {
      const [far] = api.coord([shape.to, shape.y]) as [number, number];
      return rect(left, y - 1.5, Math.max(2, far - left), 3, { fill: fade(tone, 0.35) });
    }
    if (shape.kind === "bar") {
      const [far] = api.coord([shape.to, shape.y]) as [number, number];
      const wide = Math.max(1.5, far - left - (far - left > 4 ? 1 : 0));
      const bar = rect(left, y, wide, shape.height, shape.tone === "plain" || shape.tone === "" ? { fill: muted } : { fill: tone });
      return focused ? { type: "group", $mergeChildren: false, children: [bar, rect(left - 2, y - 2, wide + 4, shape.height + 4, { fill: "none", stroke: accent, lineWidth: 2.5 })] } : bar;
    }
    if (shape.kind === "pill") {
      const half = shape.width / 2;
      return {
        type: "group", $mergeChildren: false,
        children: [
          rect(x - half, y - 10, shape.width, 20, { fill: this.colour.raised, stroke: focused ? accent : ink, lineWidth: focused ? 2.5 : 1 }, 10),
          { type: "text", x, y, style: { text: shape.words, fill: ink, font: `600 12px ${FONT}`, align: "center", verticalAlign: "middle" } },
        ],
      };
    }
    return this.silence(shape, api, left, y);
  }

  private silence(shape: Shape, api: Api, left: number, y: number): unknown {
    const [far] = api.coord([shape.to, shape.y]) as [number, number];
    const [from, to] = [Math.max(left, SIDE), Math.min(far, SIDE + this.plot)];
    const focused = this.shapes[this.chosen] === shape;
    const colour = focused ? this.colour.accent : shape.bold ? this.colour.ink : this.colour.muted;
    const font = `${shape.bold ? 600 : 400} 12px ${FONT}`;
    const fits = [shape.words, shape.words.replace(/,.*/, ""), shape.words.replace(/ .*/, "")].find((words) => widthOf(words, font) < to - from - 6) ?? "";
    const children: unknown[] = [
      { type: "line", shape: { x1: left + 1, x2: far - 1, y1: y, y2: y }, style: { stroke: colour, lineWidth: focused ? 5 : shape.bold ? 3 : 1 } },
      { type: "rect", shape: { x: left, y: y - 18, width: Math.max(0, far - left), height: 22 }, style: { fill: fade(this.colour.paper, 0.01) } },
    ];
    if (fits) children.push({ type: "text", x: (from + to) / 2, y: y - 5, style: { text: fits, fill: colour, font, align: "center", verticalAlign: "bottom" } });
    return { type: "group", $mergeChildren: false, children };
  }

  private tone(name: string): string {
    const { good, warn, bad, muted } = this.colour;
    return { good, warn, bad }[name] ?? muted;
  }

  // ------------------------------------------------------------------------------------------------ arranging

  /** What is drawn in the window: for each lane marks, counts or bars. */
  private arrange(): void {
    const detail = this.detail && this.detail.first <= ordinal(this.window[0]) + 1 && this.detail.last >= ordinal(this.window[1]) - 1 ? this.detail.data : null;
    this.shown = detail ?? this.base;
    const view: View = { window: this.window, plot: this.plot, tones: this.tones, x: (at) => this.x(at) };
    const shapes: Shape[] = [];
    this.scales = new Map();
    const longest = this.base.silences[0];
    for (const silence of this.shown.silences) {
      const first = silence[4] === longest?.[4] && silence[3] === longest[3];
      const [from, to] = [time(silence[1] + 1), time(silence[2])];
      if (to < this.window[0] || from > this.window[1]) continue;
      const words = `${number(silence[0])} days${first ? ", the longest silence" : ""}`;
      shapes.push({ ...EMPTY, kind: "silence", at: from, to, y: TOP - 12, words, bold: first });
    }
    const places = new Map(this.base.lanes.map((lane, place) => [lane.key, place]));
    this.shown.lanes.forEach((lane, number) => {
      const place = places.get(lane.key);
      if (place === undefined) return;
      const foot = TOP + LANE * place + LANE - 3;
      const { unit, marks, counts } = this.shown;
      const row = unit === "item" ? marksOf(view, marks, number, foot) : barsOf(view, counts.filter((count) => count[0] === number), unit, foot);
      shapes.push(...row.shapes);
      if (row.scale) this.scales.set(place, row.scale);
    });
    this.shapes = shapes;
    this.chosen = -1;
  }

  /** All lanes together, for the strip on which the window is chosen. */
  private strip(): number[][] {
    const bins = 120, [from, to] = this.whole;
    const counts = new Array<number>(bins).fill(0);
    const add = (day: number, count: number): void => {
      const bin = Math.floor(((time(day) - from) / (to - from)) * bins);
      if (bin >= 0 && bin < bins) counts[bin]! += count;
    };
    for (const mark of this.base.marks) add(mark[1], 1);
    for (const count of this.base.counts) add((count[1] + count[2]) / 2, count[4]);
    const most = Math.max(1, ...counts);
    return counts.map((count, bin) => [from + (bin / bins) * (to - from), Math.sqrt(count / most), from + ((bin + 1) / bins) * (to - from)]).filter((row) => row[1]! > 0);
  }

  // ------------------------------------------------------------------------------------------------ moving

  private listen(canvas: HTMLElement): void {
    let frame = 0;
    this.chart.on("datazoom", () => {
      const zoom = (this.chart.getOption() as { dataZoom: { startValue: number; endValue: number }[] }).dataZoom[0]!;
      this.window = [zoom.startValue, zoom.endValue];
      cancelAnimationFrame(frame);
      frame = requestAnimationFrame(() => this.redraw());
    });
    new ResizeObserver(() => {
      this.chart.resize();
      this.redraw();
    }).observe(canvas);
    onScheme(() => this.draw());
    this.chart.on("mousemove", "series.custom", (event) => this.point(event as unknown as Pointed));
    this.chart.on("globalout", () => this.tip.hide());
    this.chart.on("mouseout", () => this.tip.hide());
    this.chart.on("click", (event) => this.open(this.shapes[(event as unknown as Pointed).data[2]!]));
    this.box.addEventListener("keydown", (event) => this.key(event));
    this.box.addEventListener("focusout", () => { this.choose(-1); });
    const controls = find<HTMLElement>(this.root, "[data-controls]");
    controls.hidden = false;
    controls.addEventListener("click", (event) => {
      const how = (event.target as HTMLElement).dataset["zoom"];
      if (how) this.move(how);
    });
  }

  private redraw(): void {
    this.arrange();
    this.tip.hide();
    this.chart.setOption({ series: [{ id: "ground", data: [[this.window[0], 0]] }, { id: "marks", data: this.rows() }] });
    this.tellWindow();
    this.fetchDetail();
  }

  private move(how: string): void {
    const [from, to] = this.window;
    const span = to - from, centre = (from + to) / 2;
    const next: Record<string, [number, number]> = {
      in: [centre - span / 4, centre + span / 4], out: [centre - span, centre + span],
      earlier: [from - span / 2, to - span / 2], later: [from + span / 2, to + span / 2], all: this.whole,
    };
    const wanted = next[how];
    if (wanted) this.go(...wanted);
  }

  private go(from: number, to: number): void {
    const span = Math.min(Math.max(to - from, 2 * DAY), this.whole[1] - this.whole[0]);
    const centre = (from + to) / 2;
    const start = Math.min(Math.max(centre - span / 2, this.whole[0]), this.whole[1] - span);
    this.chart.dispatchAction({ type: "dataZoom", dataZoomIndex: 0, startValue: start, endValue: start + span });
    this.chart.dispatchAction({ type: "dataZoom", dataZoomIndex: 1, startValue: start, endValue: start + span });
  }

  private tellWindow(): void {
    const from = Math.max(this.window[0], time(this.base.first)), to = Math.min(this.window[1], time(this.base.last + 1)) - 1;
    find<HTMLElement>(this.root, "[data-window]").textContent = days(from, Math.max(from, to));
    const all = this.window[0] <= this.whole[0] && this.window[1] >= this.whole[1];
    const here = this.root.querySelector<HTMLAnchorElement>("[data-here]"); // not in exported files
    if (here) {
      const address = new URL(here.href.split("?")[0]!);
      address.search = location.search;
      address.searchParams.set("since", iso(from));
      address.searchParams.set("until", iso(Math.max(from, to)));
      here.href = `${address.pathname}${address.search}#list`;
      here.hidden = all;
    }
    if (!all || location.hash) history.replaceState(null, "", `${location.pathname}${location.search}${all ? "" : `#${iso(from)}/${iso(to)}`}`);
  }

  /** Where the page came with counts, asks for the items (or finer counts) of a window that was zoomed into. */
  private fetchDetail(): void {
    const api = this.root.dataset["api"];
    if (!api || this.base.unit === "item" || this.shown !== this.base) return;
    const [from, to] = this.window, span = to - from;
    if (span > (this.whole[1] - this.whole[0]) * 0.7) return;
    const first = Math.max(1, ordinal(from - span / 4)), last = ordinal(to + span / 4);
    const query = new URLSearchParams(location.search);
    for (const [name, value] of Object.entries({ left: this.root.dataset["left"], right: this.root.dataset["right"], first, last })) query.set(name, String(value));
    const turn = (this.asked += 1);
    setTimeout(() => {
      if (turn !== this.asked) return;
      void fetch(`${api}?${query}`).then((answer) => (answer.ok ? answer.json() : null)).then((found: Packed | null) => {
        if (!found || turn !== this.asked) return;
        this.detail = { first, last, data: opened(found) };
        for (const status of found.statuses) if (!this.tones.has(status)) this.tones.set(status, "plain");
        this.redraw();
      }).catch(() => undefined);
    }, 180);
  }

  // ------------------------------------------------------------------------------------------------ telling, opening

  private point(event: Pointed): void {
    const shape = this.shapes[event.data[2]!];
    if (shape) this.tip.show(event.event.offsetX, event.event.offsetY, this.told(shape));
  }

  private told(shape: Shape): HTMLElement[] {
    if (shape.kind === "silence") return [make("strong", "", shape.words), make("div", "", `no contact reported ${days(shape.at, shape.to - DAY)}`)];
    const [only] = shape.marks;
    if (only && shape.marks.length === 1) return [make("strong", "", only[5]), make("div", "", only[6]), make("div", "status", said(only[3]))];
    const when = shape.kind === "bar" ? days(shape.at, shape.to - DAY) : days(time(only![1]), time(shape.marks.at(-1)![1]));
    const counted = new Map<string, number>();
    for (const one of shape.counts) counted.set(one[3], (counted.get(one[3]) ?? 0) + one[4]);
    if (!shape.counts.length) for (const one of shape.marks) counted.set(one[3], (counted.get(one[3]) ?? 0) + 1);
    const total = [...counted.values()].reduce((a, b) => a + b, 0);
    const parts = [...counted].map(([status, count]) => `${number(count)} ${said(status)}`.trim());
    const lines = [make("strong", "", when), make("div", "", parts.length > 1 || [...counted.keys()][0] ? `${many(total, "item")}: ${parts.join(", ")}` : many(total, "item"))];
    for (const mark of shape.marks.slice(0, 4)) lines.push(make("div", "item", mark[6]));
    if (shape.marks.length > 4) lines.push(make("div", "status", `and ${shape.marks.length - 4} more: click to see them`));
    return lines;
  }

  private open(shape: Shape | undefined): void {
    if (!shape) return;
    if (shape.kind === "silence") { this.go(shape.at - (shape.to - shape.at) * 0.2, shape.to + (shape.to - shape.at) * 0.2); return; }
    const [only] = shape.marks;
    if (only && shape.marks.length === 1) { location.href = address(only[4]); return; }
    const from = shape.kind === "bar" ? shape.at : time(only![1]);
    const to = shape.kind === "bar" ? shape.to : time(shape.marks.at(-1)![1] + 1);
    if (shape.marks.length) this.list(shape);
    if (to - from > 2.5 * DAY || !shape.marks.length) this.go(from - (to - from) * 0.1, to + (to - from) * 0.1);
  }

  /** The items of a count, as links, under the chart. */
  private list(shape: Shape): void {
    const panel = find<HTMLElement>(this.root, "[data-picked]");
    const list = make("ol", "entries");
    for (const mark of shape.marks) {
      const link = make("a", "", mark[6]) as HTMLAnchorElement;
      link.href = address(mark[4]);
      const line = make("li");
      line.append(make("span", "when", mark[5]), " ", link, " ", make("span", "muted", said(mark[3])));
      list.append(line);
    }
    const close = make("button", "close", "Close");
    close.addEventListener("click", () => { panel.hidden = true; this.box.focus(); });
    panel.replaceChildren(make("strong", "", `${many(shape.marks.length, "item")}, ${days(time(shape.marks[0]![1]), time(shape.marks.at(-1)![1]))}`), close, list);
    panel.hidden = false;
    panel.scrollIntoView({ block: "nearest", behavior: still.matches ? "auto" : "smooth" });
  }

  private key(event: KeyboardEvent): void {
    if (event.target !== this.box || event.ctrlKey || event.metaKey || event.altKey) return;
    const order = this.shapes.map((shape, index) => ({ shape, index })).filter(({ shape }) => shape.kind !== "range")
      .filter(({ shape }) => shape.kind === "silence" || (shape.at < this.window[1] && Math.max(shape.at, shape.to) >= this.window[0]))
      .sort((a, b) => a.shape.at - b.shape.at || a.shape.y - b.shape.y).map(({ index }) => index);
    const place = order.indexOf(this.chosen);
    const actions: Record<string, () => void> = {
      ArrowRight: () => this.choose(order[Math.min(place + 1, order.length - 1)] ?? -1),
      ArrowLeft: () => this.choose(order[Math.max(place - 1, 0)] ?? -1),
      Home: () => this.choose(order[0] ?? -1),
      End: () => this.choose(order.at(-1) ?? -1),
      "+": () => this.move("in"), "=": () => this.move("in"), "-": () => this.move("out"), "0": () => this.move("all"),
      Enter: () => this.open(this.shapes[this.chosen]),
      Escape: () => this.choose(-1),
    };
    const action = actions[event.key];
    if (!action) return;
    event.preventDefault();
    action();
  }

  private choose(index: number): void {
    if (index === this.chosen) return;
    this.chosen = index;
    this.chart.setOption({ series: [{ id: "marks", data: this.rows() }] });
    const shape = this.shapes[index];
    if (!shape) { this.tip.hide(); return; }
    const lines = this.told(shape);
    this.spoken.textContent = lines.map((line) => line.textContent).join(". ");
    this.tip.show(Math.min(Math.max(SIDE + this.x(shape.at) + shape.dx, SIDE), SIDE + this.plot), shape.y, lines);
  }
}

interface Pointed { data: number[]; event: { offsetX: number; offsetY: number } }


const iso = (at: number): string => new Date(at).toISOString().slice(0, 10);

/** The address of an item: that of its line in the list, where it has one. */
function address(id: string): string {
  return document.getElementById(id)?.querySelector("a")?.href ?? `/items/${id}`;
}

function fromHash(): [number, number] | null {
  const found = /^#(\d{4}-\d\d-\d\d)\/(\d{4}-\d\d-\d\d)$/.exec(location.hash);
  return found ? [Date.parse(found[1]!), Date.parse(found[2]!) + DAY] : null;
}

