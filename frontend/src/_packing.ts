// Where marks go so that none lies on another: stacked, spread over their day, or gathered into a count.

export interface Point { x: number; index: number; day: number }
export interface Placed { x: number; row: number; index: number }
export interface Gathered { left: number; right: number; indices: number[] }
export interface Packed { placed: Placed[]; gathered: Gathered[]; crowded: boolean }

/** Points (in order of x) into columns of at most `rows` marks `size` wide; what does not fit becomes a count.
 *  `dayWidth`: how wide a day is, over which marks of one day may be spread. */
export function pack(points: Point[], size: number, rows: number, dayWidth: number, labelWidth: (count: number) => number): Packed {
  const columns = spread(points, size, rows, dayWidth);
  const groups: { left: number; right: number; indices: number[] }[] = [];
  for (const column of columns) {
    const wide = column.indices.length > rows ? labelWidth(column.indices.length) : size;
    let group = { left: column.x - wide / 2, right: column.x + wide / 2, indices: column.indices };
    let before = groups.at(-1);
    while (before && before.right > group.left && (before.indices.length > rows || group.indices.length > rows || overlaps(before, group, size))) {
      groups.pop();
      const indices = [...before.indices, ...group.indices];
      const middle = (before.left + before.right + group.left + group.right) / 4;
      const half = (indices.length > rows ? labelWidth(indices.length) : size) / 2;
      group = { left: middle - half, right: middle + half, indices };
      before = groups.at(-1);
    }
    groups.push(group);
  }
  const full = groups.filter((group) => group.indices.length > rows);
  return {
    placed: groups.filter((group) => group.indices.length <= rows).flatMap((group) =>
      group.indices.map((index, row) => ({ x: (group.left + group.right) / 2, row, index }))),
    gathered: full,
    crowded: full.length > Math.max(3, groups.length / 4),
  };
}

const overlaps = (a: { right: number }, b: { left: number }, size: number): boolean => a.right - b.left > size * 0.05;

/** Columns of marks: those of one day side by side where the day is wide enough, else all within one mark's width. */
function spread(points: Point[], size: number, rows: number, dayWidth: number): { x: number; indices: number[] }[] {
  const columns: { x: number; indices: number[] }[] = [];
  let start = 0;
  while (start < points.length) {
    const first = points[start]!;
    let end = start;
    while (end < points.length && points[end]!.day === first.day) end += 1;
    const wanted = Math.ceil((end - start) / rows);
    if (wanted > 1 && dayWidth >= (wanted + 1) * size) {
      for (let column = 0; column < wanted; column += 1) {
        const indices = points.slice(start + column * rows, Math.min(end, start + (column + 1) * rows)).map((p) => p.index);
        columns.push({ x: first.x + (column - (wanted - 1) / 2) * size, indices });
      }
      start = end;
      continue;
    }
    end = start;
    while (end < points.length && points[end]!.x < first.x + size) end += 1;
    columns.push({ x: first.x, indices: points.slice(start, end).map((p) => p.index) });
    start = end;
  }
  return columns;
}
