// From items and counts to what is drawn of them in a window of time: marks, counts and bars, none on another.
import { DAY, number, time } from "./_charts";
import { pack, type Point } from "./_packing";
import { after, begin, middle, sum, type Count, type Mark } from "./_timeline_data";

export interface Shape {
  kind: "dot" | "pill" | "bar" | "range" | "silence";
  at: number; to: number; // in time
  dx: number; // off `at`, in pixels
  y: number; height: number; width: number;
  tone: string; words: string; bold: boolean;
  marks: Mark[]; counts: Count[];
}

/** The window that is looked at, and where a time stands in it in pixels. */
export interface View { window: [number, number]; plot: number; tones: Map<string, string>; x(at: number): number }

/** What is drawn on a lane; `scale` tells of bars what the highest holds. */
export interface Row { shapes: Shape[]; scale: string }

export const TOP = 36, TITLE = 19, ROOM = 41, LANE = TITLE + ROOM, AXIS = 26, STRIP = 34, SIDE = 10, SIZE = 13, ROWS = 3;
const UNITS = ["day", "week", "month", "quarter", "year", "decade"] as const;
const TONES = ["good", "plain", "warn", "bad"]; // from the foot of a bar upwards
const LENGTHS = [1, 7, 30.4, 91.3, 365.25, 3652.5];

export const EMPTY: Shape = { kind: "dot", at: 0, to: 0, dx: 0, y: 0, height: 0, width: SIZE, tone: "plain", words: "", bold: false, marks: [], counts: [] };

/** The items of a lane as marks, where they fit; else as bars. `foot`: where the lane ends. */
export function marksOf(view: View, all: Mark[], lane: number, foot: number): Row {
  const marks = all.filter((mark) => mark[0] === lane);
  const points: Point[] = [];
  marks.forEach((mark, index) => {
    const x = view.x(middle(mark));
    if (x > -SIZE && x < view.plot + SIZE) points.push({ x, index, day: Math.floor(middle(mark) / DAY) });
  });
  const tone = (point: Point): number => TONES.indexOf(view.tones.get(marks[point.index]![3]) ?? "plain");
  points.sort((a, b) => a.x - b.x || tone(a) - tone(b)); // those of one day by what came of them
  const packed = pack(points, SIZE, ROWS, view.x(view.window[0] + DAY), (count) => 14 + 8 * String(count).length);
  if (packed.crowded) return barsOf(view, marks.map((mark) => [lane, mark[1], mark[1], mark[3], 1]), "item", foot, marks);
  const found: Shape[] = [];
  for (const { x, row, index } of packed.placed) {
    const mark = marks[index]!;
    const at = middle(mark), y = foot - SIZE / 2 - row * SIZE;
    const one = { ...EMPTY, at, y, tone: view.tones.get(mark[3]) ?? "plain", marks: [mark] };
    if (mark[2] > mark[1]) found.push({ ...one, kind: "range", at: time(mark[1]), to: time(mark[2] + 1) });
    found.push({ ...one, kind: "dot", dx: x - view.x(at) });
  }
  for (const { left, right, indices } of packed.gathered) {
    const inside = indices.map((index) => marks[index]!).sort((a, b) => a[1] - b[1]);
    const at = middle(inside[0]!);
    found.push({ ...EMPTY, kind: "pill", at, dx: (left + right) / 2 - view.x(at), y: foot - ROOM / 2 + 2, width: right - left, words: number(inside.length), marks: inside });
  }
  return { shapes: found.sort((a, b) => Number(a.kind !== "range") - Number(b.kind !== "range")), scale: "" };
}

/** A crowded lane as bars by the shortest span of time that can be told apart. */
export function barsOf(view: View, counts: Count[], given: string, foot: number, marks: Mark[] = []): Row {
  const perDay = view.x(view.window[0] + DAY);
  const least = given === "item" ? 0 : UNITS.indexOf(given as (typeof UNITS)[number]);
  const unit = UNITS.find((_, place) => place >= least && LENGTHS[place]! * perDay >= 5) ?? "decade";
  const columns = new Map<number, Count[]>();
  for (const count of counts) {
    const start = begin(unit, time(count[1]));
    const here = columns.get(start);
    if (here) here.push(count); else columns.set(start, [count]);
  }
  const inView = [...columns].filter(([start]) => start < view.window[1] && after(unit, start) > view.window[0]);
  const most = Math.max(1, ...inView.map(([, all]) => sum(all)));
  const found: Shape[] = [];
  for (const [start, all] of inView) {
    const to = after(unit, start);
    const inside = marks.filter((mark) => time(mark[1]) >= start && time(mark[1]) < to);
    let y = foot;
    for (const tone of TONES) {
      const count = sum(all.filter((one) => (view.tones.get(one[3]) || "plain") === tone));
      if (!count) continue;
      const height = (count / most) * (ROOM - 5);
      y -= height;
      found.push({ ...EMPTY, kind: "bar", at: start, to, y, height, tone, marks: inside, counts: all });
    }
  }
  return { shapes: found, scale: inView.length ? `up to ${number(most)} a ${unit}` : "" };
}
