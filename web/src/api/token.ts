import { signal } from "@preact/signals";

const KEY = "fleettickets.token";

/** The access token, kept for this browser tab only and never put into a URL. */
export const token = signal<string | null>(sessionStorage.getItem(KEY));

/** Why the page asks for a token; null if it does not. */
export const tokenWanted = signal<"missing" | "refused" | null>(null);

export function setToken(value: string): void {
  sessionStorage.setItem(KEY, value);
  token.value = value;
  tokenWanted.value = null;
}

export function wantToken(): void {
  tokenWanted.value = token.value ? "refused" : "missing";
}

export const authorization = (): Record<string, string> =>
  token.value ? { Authorization: `Bearer ${token.value}` } : {};
