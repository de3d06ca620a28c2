import { parseTicketKey } from "../domain/ticket";
import { fromEatLocal } from "../domain/time";
import { DEFAULT_VIEW, type View } from "./view";

/** The values that a parameter may have; for free text, a test. */
type Rule = readonly string[] | ((value: string) => boolean);

const anything: Rule = () => true;
const isTime: Rule = (value) => fromEatLocal(value) !== undefined;

const RULES: Record<keyof View, Rule> = {
  tab: ["inc", "crq", "both"],
  cluster: anything,
  status: anything,
  team: anything,
  owner: anything,
  window: ["24h", "7d", "30d"],
  from: isTime,
  to: isTime,
  sla: ["breached", "at_risk", "on_track", "unknown"],
  age: ["0-4h", "4-24h", "1-3d", "3-7d", "over-7d", "unknown"],
  position: ["located", "approximate", "unlocated"],
  due: ["overdue", "today", "week", "unscheduled"],
  actionable: ["yes", "no"],
  created: ["window"],
  moved: ["window", "reopened"],
  slower: (value) => /^\d{1,7}$/.test(value),
  point: (value) => parsePoint(value) !== undefined,
  show: ["open", "closed", "all"],
  sort: ["age", "due", "ticket", "place", "team", "mttr"].flatMap((key) => [key, `-${key}`]),
  map: (value) => parseMap(value) !== undefined,
  ticket: (value) => parseTicketKey(value) !== undefined,
  pane: ["map", "list", "figures"],
};

const isAllowed = (rule: Rule, value: string): boolean =>
  typeof rule === "function" ? rule(value) : rule.includes(value);

/** A parameter of the address that the page could not follow. */
export interface Complaint {
  name: string;
  value: string;
  /** What stands in its place; blank where the parameter itself is unknown. */
  instead: string;
}

export interface Parsed {
  view: View;
  complaints: Complaint[];
}

/** Reads a view from a query; what it cannot follow is left at its default and complained of. */
export function parseView(query: string): Parsed {
  const view: Record<string, string | null> = { ...DEFAULT_VIEW };
  const complaints: Complaint[] = [];
  for (const [name, value] of new URLSearchParams(query)) {
    const rule = RULES[name as keyof View] as Rule | undefined;
    if (!rule || !Object.hasOwn(RULES, name)) complaints.push({ name, value, instead: "" });
    else if (isAllowed(rule, value)) view[name] = value;
    else complaints.push({ name, value, instead: DEFAULT_VIEW[name as keyof View] ?? "nothing" });
  }
  const parsed = view as unknown as View;
  if (parsed.from === null && parsed.to !== null) {
    complaints.push({ name: "to", value: parsed.to, instead: "nothing, as there is no from" });
    parsed.to = null;
  }
  if (isBackwards(parsed)) {
    complaints.push({ name: "to", value: parsed.to ?? "", instead: "nothing, as it lies before from" });
    parsed.to = null;
  }
  return { view: parsed, complaints };
}

const isBackwards = ({ from, to }: View): boolean =>
  from !== null && to !== null && (fromEatLocal(from) ?? 0) >= (fromEatLocal(to) ?? 0);

/** The query of a view, blank for the default one; parameters stand in the view's own order. */
export function formatView(view: View): string {
  const query = new URLSearchParams();
  for (const name of Object.keys(DEFAULT_VIEW) as (keyof View)[]) {
    const value = view[name];
    if (value !== null && value !== DEFAULT_VIEW[name]) query.set(name, value);
  }
  // Colons, slashes and commas are legal in a query and easier to read.
  const text = query.toString().replaceAll("%3A", ":").replaceAll("%2F", "/").replaceAll("%2C", ",");
  return text ? `?${text}` : "";
}

export interface Camera {
  zoom: number;
  latitude: number;
  longitude: number;
}

export function parseMap(text: string): Camera | undefined {
  const numbers = text.split("/").map(Number);
  const [zoom, latitude, longitude] = numbers;
  if (numbers.length !== 3 || zoom === undefined || latitude === undefined || longitude === undefined) return;
  const isSane = zoom >= 0 && zoom <= 24 && Math.abs(latitude) <= 85 && Math.abs(longitude) <= 180;
  return isSane ? { zoom, latitude, longitude } : undefined;
}

export const formatMap = ({ zoom, latitude, longitude }: Camera): string =>
  `${zoom.toFixed(2)}/${latitude.toFixed(4)}/${longitude.toFixed(4)}`;

export function parsePoint(text: string): [number, number] | undefined {
  const numbers = text.split(",").map(Number);
  const [longitude, latitude] = numbers;
  if (numbers.length !== 2 || longitude === undefined || latitude === undefined) return;
  return Math.abs(latitude) <= 90 && Math.abs(longitude) <= 180 ? [longitude, latitude] : undefined;
}

/** A ticket's position as `parsePoint` reads it: six decimals, a tenth of a metre. */
export const formatPoint = ([longitude, latitude]: [number, number]): string =>
  `${longitude.toFixed(6)},${latitude.toFixed(6)}`;
