/** The crews' day as lanes: the plan, with what people have decided since. */
import type { Day, Decided, Plan, PlanCrew, PlanStop } from "../../contract/dispatch";
import { SLA_ORDER, type Ticket, ticketKey } from "../ticket";

/** One visit of a crew. */
export interface Stop {
  /** The key of its first ticket. */
  id: string;
  /** Of all its tickets. */
  keys: readonly string[];
  crew: string;
  /** Its place in the lane, from 1. */
  number: number;
  arrivesAt: number;
  startsAt: number;
  endsAt: number;
  travelMinutes: number;
  lateMinutes: number;
  isPinned: boolean;
  isBegun: boolean;
  /** Where the plan has it, if a person has moved it since; `crew` null: nowhere. */
  movedFrom: { crew: string | null } | null;
  sla: Ticket["sla_state"];
  at: [number, number] | null;
  progress: "done" | "arrived" | null;
}

/** Whether a stop can still be moved: nobody has begun it. */
export const isMovable = ({ isBegun, progress }: Pick<Stop, "isBegun" | "progress">): boolean =>
  !isBegun && progress === null;

export interface Lane {
  crew: string;
  team: string | null;
  skills: readonly string[];
  colour: string;
  shiftFrom: number;
  shiftTo: number;
  lunch: { from: number; to: number } | null;
  endsAt: number;
  overtimeMinutes: number;
  drivingMinutes: number;
  /** Longitude and latitude of the places where the day starts and ends. */
  start: [number, number];
  end: [number, number];
  stops: readonly Stop[];
}

/** A ticket that no crew does. */
export interface Job {
  key: string;
  /** As in docs/dispatch.md#reasons, or `new`: opened since the plan was made. */
  reason: string;
  detail: string;
  instead: Plan["unassigned"][number]["instead"];
}

export interface DayOfCrews {
  lanes: readonly Lane[];
  jobs: readonly Job[];
  /** How many tickets a person has moved or held since the plan was made. */
  pending: number;
}

/** Distinguishable colours that are readable on light and on dark ground (3:1 on both). */
export const COLOURS: readonly string[] = [
  "#2f7ed8",
  "#c2571a",
  "#23926b",
  "#a656b5",
  "#8a7a10",
  "#d0417e",
  "#1f93a5",
  "#7b6ae0",
  "#a8622c",
  "#5c8f26",
  "#c44e52",
  "#6d7f99",
];

export const colourOf = (index: number): string => COLOURS[index % COLOURS.length] ?? "#2f7ed8";

const at = (iso: string): number => Date.parse(iso);

export const keysOf = (stop: Pick<PlanStop, "tickets" | "datasets">): string[] =>
  stop.tickets.map((id, i) => ticketKey(stop.datasets[i] ?? "", id));

const same = (a: string | null, b: string | null): boolean => a?.toLowerCase() === b?.toLowerCase();

export type Decisions = ReadonlyMap<string, Decided>;

export const decisionsOf = (day: Day | null): Decisions =>
  new Map(day?.decisions.map((one) => [ticketKey(one.dataset, one.ticket_id), one]));

/** Worst first. */
function worst(keys: readonly string[], tickets: ReadonlyMap<string, Ticket>): Ticket["sla_state"] {
  const states = keys.map((key) => tickets.get(key)?.sla_state);
  return SLA_ORDER.find((state) => states.includes(state)) ?? "unknown";
}

interface Known {
  day: Day | null;
  decisions: Decisions;
  tickets: ReadonlyMap<string, Ticket>;
  /** When a moved stop starts, as the server answered when it was moved. */
  estimates: ReadonlyMap<string, number>;
  now: number;
}

function progressOf(keys: readonly string[], day: Day | null): Stop["progress"] {
  const reports = day?.reports.filter((one) => keys.includes(ticketKey(one.dataset, one.ticket_id))) ?? [];
  if (reports.length >= keys.length && reports.every((one) => one.done_at)) return "done";
  return reports.some((one) => one.arrived_at) ? "arrived" : null;
}

function stopOf(crew: string, planned: PlanStop, number: number, known: Known): Stop {
  const keys = keysOf(planned);
  return {
    id: keys[0] ?? "",
    keys,
    crew,
    number,
    arrivesAt: at(planned.arrives_at),
    startsAt: at(planned.starts_at),
    endsAt: at(planned.ends_at),
    travelMinutes: planned.travel_minutes,
    lateMinutes: planned.late_minutes,
    isPinned: planned.is_pinned,
    isBegun: planned.is_begun,
    movedFrom: null,
    sla: worst(keys, known.tickets),
    at: [planned.longitude, planned.latitude],
    progress: progressOf(keys, known.day),
  };
}

/** The decision about a stop: that of the first of its tickets that has one. */
const decisionOf = (stop: Stop, decisions: Decisions): Decided | undefined =>
  stop.keys.map((key) => decisions.get(key)).find((found) => found?.pin || found?.hold);

/** A stop where a person wants it; the same if that is where the plan has it; null if it is held. */
function asDecided(stop: Stop, known: Known): Stop | null {
  const decision = decisionOf(stop, known.decisions);
  if (!decision) return stop.isPinned ? { ...stop, isPinned: false } : stop;
  if (decision.hold) return null;
  const { pin } = decision;
  if (!pin) return stop;
  const startsAt = pin.starts_at === null ? null : at(pin.starts_at);
  const isElsewhere = pin.crew !== null && !same(pin.crew, stop.crew);
  const isOtherTime = startsAt !== null && startsAt !== stop.startsAt;
  if (!isElsewhere && !isOtherTime) return { ...stop, isPinned: true };
  return moved(stop, pin.crew ?? stop.crew, startsAt, known);
}

function moved(stop: Stop, crew: string, startsAt: number | null, known: Known): Stop {
  const begins = startsAt ?? known.estimates.get(`${stop.id}>${crew.toLowerCase()}`) ?? stop.startsAt;
  return {
    ...stop,
    crew,
    startsAt: begins,
    arrivesAt: begins,
    endsAt: begins + stop.endsAt - stop.startsAt,
    travelMinutes: 0,
    isPinned: true,
    movedFrom: { crew: stop.crew || null },
  };
}

const JOB_MS = 45 * 60_000;

/** A ticket that the plan leaves out, as a stop of the crew that it is pinned to. */
function pinnedStop(key: string, crew: PlanCrew, known: Known): Stop {
  const ticket = known.tickets.get(key);
  const from = at(crew.shift_from);
  const stop: Stop = {
    id: key,
    keys: [key],
    crew: "",
    number: 0,
    arrivesAt: from,
    startsAt: from,
    endsAt: from + JOB_MS,
    travelMinutes: 0,
    lateMinutes: 0,
    isPinned: true,
    isBegun: false,
    movedFrom: { crew: null },
    sla: ticket?.sla_state ?? "unknown",
    at: ticket?.at ?? null,
    progress: null,
  };
  const pinned = known.decisions.get(key)?.pin?.starts_at;
  return moved(stop, crew.crew, pinned ? at(pinned) : null, known);
}

function laneOf(crew: PlanCrew, index: number, skills: readonly string[], stops: readonly Stop[]): Lane {
  return {
    crew: crew.crew,
    team: crew.team,
    skills,
    colour: colourOf(index),
    shiftFrom: at(crew.shift_from),
    shiftTo: at(crew.shift_to),
    lunch: crew.lunch && { from: at(crew.lunch.from), to: at(crew.lunch.to) },
    endsAt: at(crew.ends_at),
    overtimeMinutes: crew.overtime_minutes,
    drivingMinutes: crew.driving_minutes,
    start: [crew.start.longitude, crew.start.latitude],
    end: [crew.end.longitude, crew.end.latitude],
    stops: stops.map((stop, i) => ({ ...stop, number: i + 1 })),
  };
}

/** Crews that came on shift after the plan was made, as crews without a stop. */
function newcomers(plan: Plan, { day, now }: Known): PlanCrew[] {
  const planned = new Set(plan.crews.map(({ crew }) => crew.toLowerCase()));
  return (day?.crews ?? [])
    .filter(({ crew, shift_to }) => !planned.has(crew.toLowerCase()) && at(shift_to) > now)
    .map((crew) => ({
      ...crew,
      lunch: null,
      ends_at: crew.shift_from,
      overtime_minutes: 0,
      driving_minutes: 0,
      stops: [],
    }));
}

const HELD = "held";

/** The day as it stands: the plan's stops and jobs, moved to where people have put them since. */
export function dayOfCrews(plan: Plan | null, known: Known): DayOfCrews {
  if (!plan) return { lanes: [], jobs: newJobs(new Set(), known), pending: 0 };
  const planned = plan.crews.flatMap(({ crew, stops }) =>
    stops.map((stop, i) => stopOf(crew, stop, i + 1, known)),
  );
  const seen = new Set(planned.flatMap(({ keys }) => keys));
  const placed = planned.map((stop) => asDecided(stop, known));
  const jobs: Job[] = [];
  let pending = 0;
  planned.forEach((stop, i) => {
    if (placed[i]?.movedFrom || !placed[i]) pending += 1;
    if (!placed[i]) jobs.push(...stop.keys.map((key) => heldJob(key, known)));
  });
  const crews = [...plan.crews, ...newcomers(plan, known)];
  const byName = new Map(crews.map((crew) => [crew.crew.toLowerCase(), crew]));
  for (const { dataset, ticket_id, reason, detail, instead } of plan.unassigned) {
    const key = ticketKey(dataset, ticket_id);
    seen.add(key);
    const decision = known.decisions.get(key);
    const crew = decision?.hold ? undefined : byName.get(decision?.pin?.crew?.toLowerCase() ?? "");
    // The planner has seen a pin that was there before the plan, and refused it.
    if (crew && reason !== "pinned") {
      placed.push(pinnedStop(key, crew, known));
      pending += 1;
    } else if (decision?.hold) jobs.push(heldJob(key, known));
    else
      jobs.push({
        key,
        reason: reason === HELD ? "new" : reason,
        detail: reason === HELD ? "Released" : detail,
        instead,
      });
  }
  for (const job of newJobs(seen, known)) {
    const crew = byName.get(known.decisions.get(job.key)?.pin?.crew?.toLowerCase() ?? "");
    if (crew) placed.push(pinnedStop(job.key, crew, known));
    else jobs.push(job);
  }
  const skills = new Map(known.day?.crews.map((crew) => [crew.crew, crew.skills]));
  const lanes = crews.map((crew, i) => {
    const own = placed.filter((stop): stop is Stop => stop !== null && same(stop.crew, crew.crew));
    return laneOf(
      crew,
      i,
      skills.get(crew.crew) ?? [],
      own.sort((a, b) => a.startsAt - b.startsAt),
    );
  });
  return { lanes, jobs: jobs.sort(byUrgency), pending };
}

function heldJob(key: string, known: Known): Job {
  const hold = known.decisions.get(key)?.hold;
  const until = hold?.ends_on ? ` until ${hold.ends_on}` : "";
  return {
    key,
    reason: HELD,
    detail: hold ? `${hold.reason}${until} (${hold.made_by})` : "Held",
    instead: null,
  };
}

/** Open tickets that the plan does not know. */
function newJobs(seen: ReadonlySet<string>, known: Known): Job[] {
  return [...known.tickets.values()]
    .filter((ticket) => ticket.lifecycle === "actionable" && !seen.has(ticket.key))
    .map(({ key }) =>
      known.decisions.get(key)?.hold
        ? heldJob(key, known)
        : { key, reason: "new", detail: "Opened since the plan was made", instead: null },
    );
}

/** New ones first, then those that a decision could still place. */
const URGENCY = [
  "new",
  "full",
  "price",
  "pinned",
  "skill",
  "times",
  "no_crew",
  "no_position",
  "no_rule",
  HELD,
];

function byUrgency(a: Job, b: Job): number {
  const rank = ({ reason }: Job): number =>
    (URGENCY.indexOf(reason) + URGENCY.length + 1) % (URGENCY.length + 1);
  return rank(a) - rank(b) || a.key.localeCompare(b.key);
}

export const REASON_WORDS: Record<string, string> = {
  new: "New",
  full: "Full",
  price: "Too dear",
  pinned: "Pin impossible",
  skill: "Skill missing",
  times: "No time fits",
  no_crew: "No crew",
  no_position: "No position",
  no_rule: "No rule",
  held: "Held",
  not_actionable: "Not actionable",
  not_today: "Later day",
};

export interface LaneFilter {
  team: string | null;
  skill: string | null;
}

export const filtered = (lanes: readonly Lane[], { team, skill }: LaneFilter): Lane[] =>
  lanes.filter(
    (lane) => (team === null || lane.team === team) && (skill === null || lane.skills.includes(skill)),
  );
