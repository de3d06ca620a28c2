import type { Closure, TicketEvent, TicketHistory } from "../contract/types";
import { sentence } from "../domain/ticket";
import { duration } from "../domain/time";

/** One entry of a ticket's timeline. */
export interface Step {
  at: string;
  kind: TicketEvent["kind"];
  title: string;
  lines: string[];
  /** The file and line that it comes from. */
  source: string;
  id: string;
}

const TITLES: Record<TicketEvent["kind"], string> = {
  opened: "Opened",
  reopened: "Reopened",
  status: "Status",
  assignment: "Assigned",
  closed: "Closed",
  correction: "Closing time corrected",
  waiting: "Waiting",
  resumed: "Actionable again",
};

const fromTo = (from: string | null, to: string | null): string =>
  from === null || from === "" ? (to ?? "nobody") : `${from} → ${to ?? "nobody"}`;

function linesOf(event: TicketEvent): string[] {
  switch (event.kind) {
    case "opened":
    case "reopened":
      return [event.to_team, event.to_owner].flatMap((name) => name ?? []);
    case "status":
      return [fromTo(event.from_raw_status, event.to_raw_status)];
    case "assignment": {
      const lines = [];
      if (event.from_team !== event.to_team) lines.push(fromTo(event.from_team, event.to_team));
      if (event.from_owner !== event.to_owner)
        lines.push(`Owner ${fromTo(event.from_owner, event.to_owner)}`);
      return lines;
    }
    case "waiting":
    case "resumed":
      return event.from_raw_status === event.to_raw_status
        ? []
        : [fromTo(event.from_raw_status, event.to_raw_status)];
    case "closed":
    case "correction":
      return [];
  }
}

const RULES: Record<Closure["credit_rule"], string> = {
  sole_team: "the only team assigned",
  held_longest: "assigned the longest",
  at_closing: "assigned when it closed",
  nobody: "",
};

function closureLines(closure: Closure): string[] {
  const lines = [];
  if (closure.mttr_minutes !== null) lines.push(`Time to restore ${duration(closure.mttr_minutes)}`);
  if (closure.sla_status) lines.push(closure.sla_status);
  if (closure.credit_team) lines.push(`Credit: ${closure.credit_team}, ${RULES[closure.credit_rule]}`);
  if (closure.reopened_at) lines.push("Reopened later: the credit was withdrawn");
  return lines;
}

const fileName = (key: string): string => key.slice(key.lastIndexOf("/") + 1);

/** The timeline, newest first. A status change is left out if the same version opened or closed the ticket. */
export function storyOf({ events, closures }: Pick<TicketHistory, "events" | "closures">): Step[] {
  const versionOf = ({ change_key, change_line }: TicketEvent | Closure): string =>
    `${change_key}:${change_line}`;
  const closureOf = new Map(closures.map((closure) => [versionOf(closure), closure]));
  const turning = new Set(
    events.filter((e) => e.kind !== "status" && e.kind !== "assignment").map(versionOf),
  );
  const steps = events
    .filter((event) => event.kind !== "status" || !turning.has(versionOf(event)))
    .map((event, i): Step => {
      const closure = event.kind === "closed" ? closureOf.get(versionOf(event)) : undefined;
      const status = event.kind === "status" ? ` ${sentence(event.to_status).toLowerCase()}` : "";
      return {
        at:
          event.kind === "closed" || event.kind === "correction"
            ? (event.closed_at ?? event.occurred_at)
            : event.occurred_at,
        kind: event.kind,
        title: `${TITLES[event.kind]}${status}`,
        lines: [...linesOf(event), ...(closure ? closureLines(closure) : [])],
        source: `${fileName(event.change_key)}, line ${event.change_line}`,
        id: `${versionOf(event)} ${event.kind} ${i}`,
      };
    });
  return steps.reverse();
}
