import { PAGE_FILTER_NAMES, pageFilterOf, SERVER_FILTERS } from "./filters";
import { NONE, nameKey } from "./names";
import { SORT_KEYS } from "./order";
import { parseMap } from "./position";
import { parseTicketKey } from "./ticket";
import { fromEatLocal } from "./time";
import { DISPATCH, defaultView, EVERY_TYPE, PANES, SHOWS, type View, WINDOWS } from "./view";

/** The values that a parameter may have; for free text, a test. */
type Rule = readonly string[] | ((value: string) => boolean);

const anything: Rule = () => true;
const isTime = (value: string): boolean => fromEatLocal(value) !== undefined;

function rulesFor(datasets: readonly string[]): Map<string, Rule> {
  return new Map<string, Rule>([
    ["tab", [...datasets, ...(datasets.length > 1 ? [EVERY_TYPE] : []), DISPATCH]],
    ...SERVER_FILTERS.map(({ name }): [string, Rule] => [name, anything]),
    ["window", WINDOWS],
    ["from", isTime],
    ["to", isTime],
    ...PAGE_FILTER_NAMES.map((name): [string, Rule] => [name, pageFilterOf(name).values]),
    ["show", SHOWS],
    ["sort", SORT_KEYS],
    ["map", (value) => parseMap(value) !== undefined],
    ["ticket", (value) => datasets.includes(parseTicketKey(value)?.dataset ?? "")],
    ["pane", PANES],
    ["day", (value) => value.length === 10 && isTime(value)],
  ]);
}

const isAllowed = (rule: Rule, value: string): boolean =>
  typeof rule === "function" ? rule(value) : rule.includes(value);

/** A parameter of the address that the page could not use. */
export interface Complaint {
  name: string;
  value: string;
  /** What the page does instead. */
  instead: string;
}

export interface Parsed {
  view: View;
  complaints: Complaint[];
}

const IGNORED = "it is ignored";

/** Reads a view from a query. A parameter that it cannot use keeps its default and is reported. */
export function parseView(query: string, datasets: readonly string[]): Parsed {
  const defaults = defaultView(datasets);
  const rules = rulesFor(datasets);
  const view: Record<string, string | null> = { ...defaults };
  const complaints: Complaint[] = [];
  for (const [name, value] of new URLSearchParams(query)) {
    const rule = rules.get(name);
    if (rule && isAllowed(rule, value)) {
      view[name] = nameKey(value) === NONE ? "" : value;
      continue;
    }
    const substitute = rule && defaults[name as keyof View];
    complaints.push({ name, value, instead: substitute ? `the page uses ${substitute} instead` : IGNORED });
  }
  const parsed = view as unknown as View;
  const dropEnd = (reason: string): void => {
    complaints.push({ name: "to", value: parsed.to ?? "", instead: `${IGNORED}, because ${reason}` });
    parsed.to = null;
  };
  if (parsed.from === null && parsed.to !== null) dropEnd("there is no from");
  if (isBackwards(parsed)) dropEnd("it is not after from");
  return { view: parsed, complaints };
}

const isBackwards = ({ from, to }: View): boolean =>
  from !== null && to !== null && (fromEatLocal(from) ?? 0) >= (fromEatLocal(to) ?? 0);

/** The query of a view, empty for the default one. */
export function formatView(view: View, datasets: readonly string[]): string {
  const defaults = defaultView(datasets);
  const query = new URLSearchParams();
  for (const name of [...Object.keys(defaults), "day"] as (keyof View)[]) {
    const value = view[name] ?? null;
    if (value !== null && value !== defaults[name]) query.set(name, value);
  }
  // Colons, slashes and commas are legal in a query and easier to read.
  const text = query.toString().replaceAll("%3A", ":").replaceAll("%2F", "/").replaceAll("%2C", ",");
  return text ? `?${text}` : "";
}
