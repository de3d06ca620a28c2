import { answersOf, getJson } from "../api/client";
import type { CrewSheet, DispatchPlan, SheetStop } from "../contract/types";

/** What the address asks for. */
export interface Wanted {
  date: string | null;
  crews: string[];
}

export function wantedOf(search: string): Wanted {
  const params = new URLSearchParams(search);
  return { date: params.get("date"), crews: params.getAll("crew") };
}

const dayOf = (date: string | null): string => (date ? `?date=${encodeURIComponent(date)}` : "");

/** The sheets of the day's published plan, by crew; of crews without a stop only those asked for. */
export async function readSheets({ date, crews }: Wanted, signal: AbortSignal): Promise<CrewSheet[]> {
  let names = crews;
  if (names.length === 0) {
    const plan = await getJson<DispatchPlan>(`/api/v1/dispatch/plan${dayOf(date)}`, signal);
    names = plan.crews.filter(({ stops }) => stops.length > 0).map(({ crew }) => crew);
  }
  const sheets: CrewSheet[] = [];
  for (const name of names) {
    const url = `/api/v1/dispatch/crews/${encodeURIComponent(name)}/day${dayOf(date)}`;
    sheets.push(...(await answersOf<CrewSheet>(url, signal)));
  }
  return sheets;
}

export type Line =
  | { kind: "stop"; number: number; stop: SheetStop }
  | { kind: "lunch"; from: string; to: string };

/** The stops in order, with lunch where it falls. */
export function linesOf(sheet: CrewSheet): Line[] {
  const lines: Line[] = sheet.stops.map((stop, index) => ({ kind: "stop", number: index + 1, stop }));
  if (sheet.lunch) {
    const { from, to } = sheet.lunch;
    const before = sheet.stops.filter((stop) => stop.starts_at < from).length;
    lines.splice(before, 0, { kind: "lunch", from, to });
  }
  return lines;
}
