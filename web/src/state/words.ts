import { AGE_WORDS, CLOSED_SLA_WORDS, SLA_WORDS } from "../domain/ticket";
import { duration } from "../domain/time";
import { dueDay } from "./measured";
import type { ClientFilter, View } from "./view";

const POSITION_WORDS = {
  located: "on the map",
  approximate: "placed by cluster only",
  unlocated: "not on the map",
};
const DUE_WORDS = {
  overdue: "overdue",
  week: "due in 7 days",
  unscheduled: "without an appointment",
};

function dueDayWords(): string {
  const day = dueDay();
  return day ? `due on ${day}` : "due today";
}

/** A filter over the loaded tickets, in words. */
export function filterWords(name: ClientFilter, view: View): string {
  const words: Record<ClientFilter, () => string> = {
    sla: () => (view.show === "closed" ? CLOSED_SLA_WORDS : SLA_WORDS)[view.sla ?? "unknown"],
    age: () => `Age ${AGE_WORDS[view.age ?? "unknown"]}`,
    position: () => POSITION_WORDS[view.position ?? "located"],
    due: () => (view.due === "today" ? dueDayWords() : DUE_WORDS[view.due ?? "overdue"]),
    actionable: () => (view.actionable === "yes" ? "Actionable" : "Not actionable"),
    created: () => "Opened in the window",
    moved: () => (view.moved === "reopened" ? "Reopened in the window" : "Opened, closed or reopened"),
    slower: () => `Took longer than ${duration(Number(view.slower))}`,
    point: () => "On one point of the map",
  };
  const text = words[name]();
  return text.charAt(0).toUpperCase() + text.slice(1);
}
