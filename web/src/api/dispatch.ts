import { parseTicketKey } from "../domain/ticket";
import { request } from "./client";

const BASE = "/api/v1/dispatch";

const on = (day: string): string => `?date=${day}`;

/** A ticket as the end of a path. */
function pathOf(key: string): string {
  const ticket = parseTicketKey(key);
  return ticket ? `${ticket.dataset}/${encodeURIComponent(ticket.id)}` : "";
}

export const dayUrl = (day: string): string => `${BASE}/day${on(day)}`;
export const planUrl = (day: string): string => `${BASE}/plan${on(day)}`;
export const onePlanUrl = (plan: number): string => `${BASE}/plans/${plan}`;
export const changesUrl = (plan: number): string => `${BASE}/plans/${plan}/changes`;
export const publishUrl = (plan: number): string => `${BASE}/plans/${plan}/publish`;
export const PLANS_URL = `${BASE}/plans`;
export const POSITIONS_URL = `${BASE}/positions`;
export const tracksUrl = (day: string): string => `${BASE}/tracks${on(day)}`;

export const candidatesUrl = (plan: number, key: string, most: number): string =>
  `${BASE}/plans/${plan}/candidates/${pathOf(key)}?most=${most}`;

/** A move to a crew, at a time or whenever it is cheapest; without a crew: out of the plan. */
export function moveUrl(plan: number, key: string, crew: string | null, startsAt: number | null): string {
  const query = new URLSearchParams();
  if (crew !== null) query.set("crew", crew);
  if (startsAt !== null) query.set("starts_at", new Date(startsAt).toISOString());
  return `${BASE}/plans/${plan}/move/${pathOf(key)}?${query}`;
}

export type DecisionKind = "pins" | "holds";

export const decisionUrl = (kind: DecisionKind, key: string, day: string): string =>
  `${BASE}/${kind}/${pathOf(key)}${on(day)}`;

/** The page of a crew's day on paper. */
export const sheetHref = (day: string, crew: string): string =>
  `sheets?date=${day}&crew=${encodeURIComponent(crew)}`;

/** A search for a plan may take as long as its limit. */
const PLANNING_MS = 180_000;

/** Sends a decision. Throws as `request` does; 412 if it rests on a state that has passed. */
export async function send<T>(
  method: "PUT" | "DELETE" | "POST",
  url: string,
  body: object | null,
  ifMatch?: string,
): Promise<T> {
  const headers: Record<string, string> = body ? { "Content-Type": "application/json" } : {};
  if (ifMatch !== undefined) headers["If-Match"] = ifMatch;
  const init: RequestInit = { method, headers, ...(body ? { body: JSON.stringify(body) } : {}) };
  const response = await request(url, init, PLANNING_MS);
  return response.json();
}
