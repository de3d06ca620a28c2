import { signal } from "@preact/signals";
import { KeptText } from "./storage";

const kept = new KeptText(() => sessionStorage, "fleettickets.token");

/** The access token, kept for this browser tab only and never put into a URL. */
export const token = signal<string | null>(kept.read());

/** Why the page asks for a token; null if it does not. */
export const tokenWanted = signal<"missing" | "refused" | null>(null);

export function setToken(value: string): void {
  kept.write(value);
  token.value = value;
  tokenWanted.value = null;
}

export function wantToken(): void {
  tokenWanted.value = token.value ? "refused" : "missing";
}

export const authorization = (): Record<string, string> =>
  token.value ? { Authorization: `Bearer ${token.value}` } : {};
