// The network of contacts in a span of time. Nodes keep their places while the span moves, so that what changes is seen.
import { FONT, Tip, colours, data, echarts, find, make, many, number, onScheme, still, type Colours } from "./_charts";
import { fade } from "./_drawing";

interface Data { nodes: [name: string, side: string | null, slug: string][]; links: number[]; first: number; step: number; steps: number }
interface Link { left: number; right: number; at: number; count: number }
interface Tie { left: number; right: number; count: number }
interface Place { x: number; y: number }
interface Pointed { data: number[]; event: { offsetX: number; offsetY: number } }
interface Api { value(dimension: number): number }

const MONTHS = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];
const SPANS: [number, string][] = [[1, "1 month"], [3, "3 months"], [6, "6 months"], [12, "1 year"], [24, "2 years"], [60, "5 years"], [120, "10 years"]];

export function network(root: HTMLElement): void {
  new Network(root);
}

class Network {
  private readonly given: Data;
  private readonly links: Link[] = [];
  private readonly places: Place[];
  private spots: Place[] = [];
  private readonly chart: echarts.ECharts;
  private readonly tip: Tip;
  private readonly box: HTMLElement;
  private readonly slider: HTMLInputElement;
  private readonly span: HTMLSelectElement;
  private ties: Tie[] = [];
  private counts: number[] = [];
  private labelled = new Set<number>();
  private near = -1;
  private colour: Colours = colours();
  private playing = 0;

  constructor(private readonly root: HTMLElement) {
    this.given = data<Data>(root, "[data-network-data]");
    const { links } = this.given;
    for (let at = 0; at < links.length; at += 4) this.links.push({ left: links[at]!, right: links[at + 1]!, at: links[at + 2]!, count: links[at + 3]! });
    this.box = find<HTMLElement>(root, "[data-chart]");
    this.box.classList.add("live");
    const canvas = this.box.appendChild(make("div", "canvas"));
    canvas.style.height = `${Math.round(Math.min(620, Math.max(420, this.box.clientWidth * 0.72)))}px`;
    this.chart = echarts.init(canvas, null, { renderer: "canvas" });
    this.tip = new Tip(this.box);
    this.places = settle(this.given.nodes.length, this.added(0, this.given.steps));
    const controls = find<HTMLElement>(root, "[data-controls]");
    this.slider = find(controls, "[data-at]");
    this.span = find(controls, "[data-span]");
    this.spots = this.spread();
    this.fillSpans();
    controls.hidden = this.given.steps < 2;
    this.listen(canvas, controls);
    this.draw();
  }

  private fillSpans(): void {
    const months = this.given.steps * this.given.step;
    this.span.append(new Option("everything", String(this.given.steps)));
    for (const [length, words] of SPANS) {
      if (length % this.given.step === 0 && length < months) this.span.append(new Option(words, String(length / this.given.step)));
    }
    this.slider.disabled = true;
  }

  private get window(): [number, number] {
    const from = Number(this.slider.value);
    return [from, Math.min(from + Number(this.span.value), this.given.steps)];
  }

  /** Contacts of each pair from one step to another. */
  private added(from: number, to: number): Tie[] {
    const found = new Map<number, Tie>();
    for (const link of this.links) {
      if (link.at < from || link.at >= to) continue;
      const key = link.left * 1000 + link.right;
      const tie = found.get(key);
      if (tie) tie.count += link.count; else found.set(key, { left: link.left, right: link.right, count: link.count });
    }
    return [...found.values()].sort((a, b) => a.count - b.count);
  }

  private draw(): void {
    this.colour = colours();
    const [from, to] = this.window;
    this.ties = this.added(from, to);
    this.counts = this.given.nodes.map((_, node) => this.ties.reduce((all, tie) => all + (tie.left === node || tie.right === node ? tie.count : 0), 0));
    this.labelled = this.chooseLabels();
    const most = Math.max(1, ...this.ties.map((tie) => tie.count));
    this.chart.setOption({
      animation: false,
      series: [
        {
          id: "ties", type: "custom", coordinateSystem: "none", z: 1,
          data: this.ties.map((_, index) => [0, index]), renderItem: (_: unknown, api: Api) => this.tie(api.value(1), most),
        },
        {
          id: "nodes", type: "custom", coordinateSystem: "none", z: 2,
          data: this.given.nodes.map((_, index) => [1, index]), renderItem: (_: unknown, api: Api) => this.node(api.value(1)),
        },
      ],
    });
    this.tell(from, to);
  }

  private at(node: number): Place {
    return this.spots[node]!;
  }

  /** The places in pixels, moved apart until no two nodes and their names are on each other. */
  private spread(): Place[] {
    const width = this.chart.getWidth(), height = this.chart.getHeight();
    const side = Math.min(90, width * 0.14);
    const spots = this.places.map((place) => ({ x: side + place.x * (width - 2 * side), y: 34 + place.y * (height - 78) }));
    const ties = this.added(0, this.given.steps);
    const counts = spots.map((_, node) => ties.reduce((all, tie) => all + (tie.left === node || tie.right === node ? tie.count : 0), 0));
    const most = Math.max(1, ...counts), scale = width < 600 ? 12 : 18;
    const radii = counts.map((count) => 5 + scale * Math.sqrt(count / most));
    const wide = width < 600 ? 24 : 44; // for names beside each other
    for (let turn = 0; turn < 200; turn += 1) {
      for (let a = 0; a < spots.length; a += 1) {
        for (let b = a + 1; b < spots.length; b += 1) {
          const dx = spots[b]!.x - spots[a]!.x, dy = spots[b]!.y - spots[a]!.y;
          const needX = radii[a]! + radii[b]! + wide, needY = radii[a]! + radii[b]! + 22;
          const far = Math.hypot(dx / needX, dy / needY);
          if (far >= 1) continue;
          const push = (1 - far) * 0.25, away = far < 0.01 ? { x: a % 2 ? 1 : -1, y: b % 2 ? 1 : -1 } : { x: dx / needX / far, y: dy / needY / far };
          spots[a]!.x -= away.x * push * needX; spots[a]!.y -= away.y * push * needY;
          spots[b]!.x += away.x * push * needX; spots[b]!.y += away.y * push * needY;
        }
      }
      spots.forEach((spot, node) => {
        spot.x = Math.min(Math.max(spot.x, side * 0.6), width - side * 0.6);
        spot.y = Math.min(Math.max(spot.y, radii[node]! + 6), height - radii[node]! - 24);
      });
    }
    return spots;
  }

  private radius(node: number): number {
    const most = Math.max(1, ...this.counts), count = this.counts[node] ?? 0;
    return count ? 5 + (this.chart.getWidth() < 600 ? 12 : 18) * Math.sqrt(count / most) : 3;
  }

  private tie(index: number, most: number): unknown {
    const tie = this.ties[index];
    if (!tie) return null;
    const [a, b] = [this.at(tie.left), this.at(tie.right)];
    const lit = this.near < 0 || tie.left === this.near || tie.right === this.near;
    const shape = { x1: a.x, y1: a.y, x2: b.x, y2: b.y };
    return {
      type: "group",
      children: [
        { type: "line", shape, style: { stroke: lit && this.near >= 0 ? this.colour.accent : this.colour.muted, lineWidth: Math.max(0.8, 10 * Math.sqrt(tie.count / most)), opacity: lit ? 0.15 + 0.5 * (tie.count / most) : 0.05, lineCap: "round" } },
        { type: "line", shape, style: { stroke: fade(this.colour.paper, 0.01), lineWidth: 10 } },
      ],
    };
  }

  private node(index: number): unknown {
    const { x, y } = this.at(index), r = this.radius(index), count = this.counts[index] ?? 0;
    const name = this.label(index), half = name.length * 3.7 + 4, width = this.chart.getWidth();
    const middle = Math.min(Math.max(x, half), width - half);
    const lit = this.near < 0 || this.near === index || this.ties.some((tie) => (tie.left === this.near && tie.right === index) || (tie.right === this.near && tie.left === index));
    const children: unknown[] = [{ type: "circle", shape: { cx: x, cy: y, r }, style: { fill: count ? this.colour.accent : this.colour.line, stroke: this.colour.paper, lineWidth: 1.5, opacity: lit ? 1 : 0.25 } }];
    if (count && (this.labelled.has(index) || this.near === index)) {
      children.push({ type: "text", x: middle, y: y + r + 3, z2: 50, style: { text: name, fill: lit ? this.colour.ink : this.colour.muted, font: `${this.near === index ? 600 : 400} 12px ${FONT}`, align: "center", verticalAlign: "top", stroke: this.colour.paper, lineWidth: 3 } });
    }
    return { type: "group", $mergeChildren: false, children };
  }

  /** Names of the largest nodes, as long as none lies on another. */
  private chooseLabels(): Set<number> {
    const chosen = new Set<number>();
    const taken: [number, number, number, number][] = this.given.nodes.map((_, node) => {
      const { x, y } = this.at(node), r = this.radius(node) * 0.8;
      return [x - r, y - r, x + r, y + r];
    });
    const order = this.given.nodes.map((_, node) => node).sort((a, b) => (this.counts[b] ?? 0) - (this.counts[a] ?? 0));
    for (const node of order) {
      if (!this.counts[node]) continue;
      const { x, y } = this.at(node), top = y + this.radius(node) + 3, half = this.label(node).length * 3.7 + 4, width = this.chart.getWidth();
      const middle = Math.min(Math.max(x, half), width - half);
      const box: [number, number, number, number] = [middle - half, top, middle + half, top + 13];
      if (taken.some((other) => box[0] < other[2] && box[2] > other[0] && box[1] < other[3] && box[3] > other[1])) continue;
      taken.push(box);
      chosen.add(node);
    }
    return chosen;
  }

  private label(node: number): string {
    const name = this.given.nodes[node]![0];
    return name.length > 26 && this.near !== node ? `${name.slice(0, 25)}…` : name;
  }

  private month(step: number): string {
    const month = this.given.first + step * this.given.step;
    return `${MONTHS[((month % 12) + 12) % 12]} ${Math.floor(month / 12)}`;
  }

  private tell(from: number, to: number): void {
    const last = this.given.first + to * this.given.step - 1;
    const ends = `${MONTHS[((last % 12) + 12) % 12]} ${Math.floor(last / 12)}`;
    const total = this.ties.reduce((all, tie) => all + tie.count, 0);
    const words = `${this.month(from) === ends ? ends : `${this.month(from)} – ${ends}`}: ${many(total, "contact")}, pair by pair`;
    find<HTMLElement>(this.root, "[data-window]").textContent = words;
    this.slider.setAttribute("aria-valuetext", words);
  }

  private listen(canvas: HTMLElement, controls: HTMLElement): void {
    new ResizeObserver(() => { this.chart.resize(); this.spots = this.spread(); this.draw(); }).observe(canvas);
    onScheme(() => this.draw());
    this.slider.addEventListener("input", () => this.draw());
    this.span.addEventListener("change", () => {
      const length = Number(this.span.value);
      this.slider.max = String(Math.max(0, this.given.steps - length));
      this.slider.disabled = length >= this.given.steps;
      this.slider.value = this.slider.max;
      this.draw();
    });
    const play = find<HTMLButtonElement>(controls, "[data-play]");
    play.addEventListener("click", () => this.play(play));
    this.chart.on("mousemove", (event) => this.point(event as unknown as Pointed));
    this.chart.on("mouseout", () => this.light(-1));
    this.chart.on("globalout", () => this.light(-1));
    this.chart.on("click", (event) => {
      const [kind, index] = (event as unknown as Pointed).data as [number, number];
      const nodes = this.given.nodes, tie = this.ties[index];
      if (kind === 1) location.href = linked(`/actors/${nodes[index]![2]}`);
      else if (tie) location.href = linked(`/between/${nodes[tie.left]![2]}/${nodes[tie.right]![2]}`);
    });
  }

  private light(node: number): void {
    if (node < 0) this.tip.hide();
    if (node === this.near) return;
    this.near = node;
    this.chart.setOption({ series: [{ id: "ties", data: this.ties.map((_, index) => [0, index]) }, { id: "nodes", data: this.given.nodes.map((_, index) => [1, index]) }] });
  }

  private point({ data: [kind, index], event }: Pointed): void {
    const nodes = this.given.nodes;
    if (kind === 1) {
      const [name, side] = nodes[index!]!;
      const mine = this.ties.filter((tie) => tie.left === index || tie.right === index).reverse();
      const lines = [make("strong", "", name), make("div", "status", [side, many(this.counts[index!] ?? 0, "contact")].filter(Boolean).join(", "))];
      for (const tie of mine.slice(0, 5)) lines.push(make("div", "", `${number(tie.count)} with ${nodes[tie.left === index ? tie.right : tie.left]![0]}`));
      this.light(index!);
      this.tip.show(event.offsetX, event.offsetY, lines);
      return;
    }
    const tie = this.ties[index!];
    if (tie) this.tip.show(event.offsetX, event.offsetY, [make("strong", "", `${nodes[tie.left]![0]} and ${nodes[tie.right]![0]}`), make("div", "", many(tie.count, "contact"))]);
  }

  private play(button: HTMLButtonElement): void {
    const stop = (): void => {
      clearInterval(this.playing);
      this.playing = 0;
      button.textContent = "Play";
      button.setAttribute("aria-pressed", "false");
    };
    if (this.playing) { stop(); return; }
    if (Number(this.span.value) >= this.given.steps) {
      this.span.selectedIndex = Math.min(this.span.options.length - 1, 4);
      this.span.dispatchEvent(new Event("change"));
    }
    if (this.slider.value === this.slider.max) this.slider.value = "0";
    button.textContent = "Stop";
    button.setAttribute("aria-pressed", "true");
    this.draw();
    this.playing = window.setInterval(() => {
      this.slider.stepUp();
      this.draw();
      if (this.slider.value === this.slider.max) stop();
    }, still.matches ? 1500 : 700);
  }
}

/** The address that the page itself gives for this one, which in exported files is another. */
function linked(address: string): string {
  return document.querySelector<HTMLAnchorElement>(`main a[href$="${CSS.escape(address)}"], main a[href*="${CSS.escape(address.slice(1))}"]`)?.href ?? address;
}

/** Places from 0 to 1 for the nodes: those in contact near each other (Fruchterman and Reingold), always the same. */
function settle(count: number, ties: Tie[]): Place[] {
  const at = Array.from({ length: count }, (_, node) => ({ x: Math.cos(node * 2.399963) * Math.sqrt((node + 0.5) / count), y: Math.sin(node * 2.399963) * Math.sqrt((node + 0.5) / count) }));
  const ideal = 2.4 / Math.sqrt(Math.max(count, 1)), most = Math.max(1, ...ties.map((tie) => tie.count));
  for (let turn = 0, heat = 0.2; turn < 300; turn += 1, heat *= 0.985) {
    const moved = at.map((here) => ({ x: -here.x * 0.12, y: -here.y * 0.12 }));
    for (let a = 0; a < count; a += 1) {
      for (let b = a + 1; b < count; b += 1) {
        const dx = at[a]!.x - at[b]!.x, dy = at[a]!.y - at[b]!.y, far = Math.max(Math.hypot(dx, dy), 0.01);
        const push = (ideal * ideal) / far / far;
        moved[a]!.x += dx * push; moved[a]!.y += dy * push;
        moved[b]!.x -= dx * push; moved[b]!.y -= dy * push;
      }
    }
    for (const { left, right, count: shared } of ties) {
      const dx = at[left]!.x - at[right]!.x, dy = at[left]!.y - at[right]!.y, far = Math.max(Math.hypot(dx, dy), 0.01);
      const pull = (far / ideal) * (0.03 + 0.12 * Math.sqrt(shared / most));
      moved[left]!.x -= dx * pull; moved[left]!.y -= dy * pull;
      moved[right]!.x += dx * pull; moved[right]!.y += dy * pull;
    }
    at.forEach((here, node) => {
      const step = moved[node]!, far = Math.max(Math.hypot(step.x, step.y), 0.0001), kept = Math.min(far, heat) / far;
      here.x += step.x * kept;
      here.y += step.y * kept;
    });
  }
  const bounds = (pick: (place: Place) => number): [number, number] => [Math.min(...at.map(pick)), Math.max(...at.map(pick))];
  const [left, right] = bounds((place) => place.x), [top, foot] = bounds((place) => place.y);
  const share = (value: number, low: number, high: number): number => (high - low < 0.001 ? 0.5 : (value - low) / (high - low));
  return at.map((place) => ({ x: share(place.x, left, right), y: share(place.y, top, foot) }));
}
