// The forms that marks on a timeline have.

export interface Api { value(dimension: number): number; coord(at: [number, number]): number[] }

/** A mark whose form tells its tone too: full, hollow, crossed, or small. */
export function glyph(x: number, y: number, tone: string, colour: string, paper: string): unknown[] {
  const circle = (r: number, style: object): unknown => ({ type: "circle", shape: { cx: x, cy: y, r }, style });
  if (tone === "good") return [circle(5, { fill: colour, stroke: paper, lineWidth: 1 })];
  if (tone === "warn") return [circle(4.25, { fill: paper, stroke: colour, lineWidth: 2 })];
  if (tone === "bad") {
    const stroke = { stroke: colour, lineWidth: 2.4 };
    const line = (x1: number, y1: number, x2: number, y2: number): unknown => ({ type: "line", shape: { x1, y1, x2, y2 }, style: stroke });
    return [circle(6, { fill: fade(paper, 0.01) }), line(x - 4, y - 4, x + 4, y + 4), line(x - 4, y + 4, x + 4, y - 4)];
  }
  return [{ type: "polygon", shape: { points: [[x, y - 5], [x + 5, y], [x, y + 5], [x - 5, y]] }, style: { fill: colour, stroke: paper, lineWidth: 1 } }];
}

export function rect(x: number, y: number, width: number, height: number, style: object, r = 0): unknown {
  return { type: "rect", shape: { x, y, width, height, r }, style };
}

export function stripBar(api: Api, fill: string): unknown {
  const [x, y] = api.coord([api.value(0), api.value(1)]) as [number, number];
  const [far, foot] = api.coord([api.value(2), 0]) as [number, number];
  return rect(x, y, Math.max(1, far - x - 0.5), foot - y, { fill });
}

export function fade(colour: string, alpha: number): string {
  const hex = /^#(..)(..)(..)$/.exec(colour.length === 4 ? colour.replace(/[^#]/g, "$&$&") : colour);
  return hex ? `rgba(${hex.slice(1).map((part) => parseInt(part, 16)).join(",")},${alpha})` : colour;
}

const pen = document.createElement("canvas").getContext("2d");
export function widthOf(words: string, font: string): number {
  if (!pen) return words.length * 7;
  pen.font = font;
  return pen.measureText(words).width;
}
