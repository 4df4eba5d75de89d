// What a timeline is given: lanes, and on them items or counts; and how days are put into spans of time.
import { DAY, time } from "./_charts";

export type Mark = [lane: number, first: number, last: number, status: string, id: string, when: string, told: string];
export type Count = [lane: number, first: number, last: number, status: string, count: number];
export type Silence = [days: number, first: number, last: number, before: number, after: number];
export interface Lane { key: string; type: string; title: string }
export interface Data {
  lanes: Lane[]; first: number; last: number; focus: [number, number] | null; unit: string;
  marks: Mark[]; counts: Count[]; silences: Silence[]; statuses: string[];
}
export type Packed = Omit<Data, "counts"> & { counts: number[][] }; // a count: lane, days, then a status's number and how many, in turn

export function opened(packed: Packed): Data {
  const counts = packed.counts.flatMap(([lane, first, last, ...told]) => {
    const found: Count[] = [];
    for (let at = 0; at < told.length; at += 2) found.push([lane!, first!, last!, packed.statuses[told[at]!] ?? "", told[at + 1]!]);
    return found;
  });
  return { ...packed, counts };
}

export const middle = (mark: Mark): number => (time(mark[1]) + time(mark[2] + 1)) / 2;
export const sum = (counts: Count[]): number => counts.reduce((all, one) => all + one[4], 0);
export const said = (status: string): string => (status === "none" ? "no answer" : status.replaceAll("_", " "));

/** The beginning of the day, week, month, quarter, year or decade of a time. */
export function begin(unit: string, at: number): number {
  const date = new Date(at);
  const [year, month] = [date.getUTCFullYear(), date.getUTCMonth()];
  if (unit === "day") return at;
  if (unit === "week") return at - ((date.getUTCDay() + 6) % 7) * DAY;
  if (unit === "month") return Date.UTC(year, month);
  if (unit === "quarter") return Date.UTC(year, month - (month % 3));
  return Date.UTC(unit === "year" ? year : year - (year % 10), 0);
}

/** The end of the span of time that begins so. */
export function after(unit: string, start: number): number {
  const date = new Date(start);
  const [year, month] = [date.getUTCFullYear(), date.getUTCMonth()];
  const steps: Record<string, number> = { day: start + DAY, week: start + 7 * DAY, month: Date.UTC(year, month + 1), quarter: Date.UTC(year, month + 3), year: Date.UTC(year + 1, 0) };
  return steps[unit] ?? Date.UTC(year + 10, 0);
}
