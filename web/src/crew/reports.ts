import type { CrewSheet, SheetStop } from "../contract/types";

export type Step = "arrived" | "done";

/** What waits to be sent: one step of one stop, for all of its tickets. */
export interface Waiting {
  id: string;
  plan_on: string;
  step: Step;
  at: string;
  /** Those that are not sent yet. */
  tickets: { dataset: string; ticket_id: string }[];
}

/** Where a crew is with a stop. */
export interface Progress {
  arrivedAt: string | null;
  doneAt: string | null;
  /** The newest step that the server does not have yet. */
  waiting: Waiting | null;
}

const ticketsOf = (stop: SheetStop) =>
  stop.tickets.map((ticket_id, index) => ({ dataset: stop.datasets[index] ?? "", ticket_id }));

const same = (a: { dataset: string; ticket_id: string }, b: { dataset: string; ticket_id: string }) =>
  a.dataset === b.dataset && a.ticket_id === b.ticket_id;

/** A step of a stop that happens now. */
export function stepOf(sheet: CrewSheet, stop: SheetStop, step: Step, now: number): Waiting {
  const at = new Date(now).toISOString();
  return {
    id: `${at} ${step} ${stop.tickets[0]}`,
    plan_on: sheet.plan_on,
    step,
    at,
    tickets: ticketsOf(stop),
  };
}

/** What the server knows of a stop, and what waits to be sent. */
export function progressOf(sheet: CrewSheet, stop: SheetStop, queue: readonly Waiting[]): Progress {
  const own = ticketsOf(stop);
  const reports = own.map((ticket) => stop.reports.find((report) => same(report, ticket)));
  const ahead = queue.filter(
    (waiting) =>
      waiting.plan_on === sheet.plan_on &&
      own.some((ticket) => waiting.tickets.some((other) => same(ticket, other))),
  );
  const last = (step: Step): string | null => ahead.findLast((waiting) => waiting.step === step)?.at ?? null;
  const earliest = (values: (string | null | undefined)[]): string | null =>
    values.filter((value): value is string => Boolean(value)).sort()[0] ?? null;
  const isDone = reports.every((report) => report?.done_at);
  return {
    arrivedAt: last("arrived") ?? earliest(reports.map((report) => report?.arrived_at)),
    doneAt: last("done") ?? (isDone ? (earliest(reports.map((report) => report?.done_at)) ?? null) : null),
    waiting: ahead.at(-1) ?? null,
  };
}

/** The number of the first stop that is not done; null: all are. */
export function currentStop(sheet: CrewSheet, queue: readonly Waiting[]): number | null {
  const found = sheet.stops.findIndex((stop) => progressOf(sheet, stop, queue).doneAt === null);
  return found < 0 ? null : found;
}

/** The body of a report. */
export function bodyOf(waiting: Waiting, ticket: { dataset: string; ticket_id: string }): object {
  const at = waiting.step === "arrived" ? { arrived_at: waiting.at } : { done_at: waiting.at };
  return { ...ticket, plan_on: waiting.plan_on, ...at };
}

/** The queue without a ticket of a step that the server has taken. */
export function without(
  queue: readonly Waiting[],
  id: string,
  ticket: { dataset: string; ticket_id: string },
): Waiting[] {
  return queue.flatMap((waiting) => {
    if (waiting.id !== id) return [waiting];
    const tickets = waiting.tickets.filter((other) => !same(other, ticket));
    return tickets.length > 0 ? [{ ...waiting, tickets }] : [];
  });
}

/** Whether another plan of the same day gives the crew other stops, or another order. */
export function isOtherWork(before: CrewSheet, after: CrewSheet): boolean {
  const order = (sheet: CrewSheet): string => sheet.stops.flatMap(({ tickets }) => tickets).join(" ");
  const isSameDay = before.plan_on === after.plan_on && before.crew === after.crew;
  return isSameDay && before.plan_id !== after.plan_id && order(before) !== order(after);
}
