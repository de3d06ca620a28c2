import { signal } from "@preact/signals";
import { KeptText } from "../api/storage";
import type { CrewSheet } from "../contract/types";
import type { Waiting } from "./reports";

/** The token is the address's fragment, which browsers send to no server. */
const fragment = (): string => decodeURIComponent(location.hash.slice(1)).trim();
const keptToken = new KeptText(() => localStorage, "fleettickets.crew");

function readToken(): string {
  const given = fragment();
  if (given) keptToken.write(given);
  return given || (keptToken.read() ?? "");
}

/** The crew's token: from the address, else from the last visit. */
export const token = signal(readToken());

/** A name for what is kept for a token, so that two crews can share a phone. */
function mark(text: string): string {
  let hash = 0x811c9dc5;
  for (const char of text) hash = Math.imul(hash ^ char.charCodeAt(0), 0x01000193) >>> 0;
  return hash.toString(36);
}

interface Kept {
  sheet: CrewSheet | null;
  /** When the server last answered with the day. */
  asOf: number | null;
  queue: Waiting[];
}

const NOTHING: Kept = { sheet: null, asOf: null, queue: [] };
const storeOf = (owner: string): KeptText =>
  new KeptText(() => localStorage, `fleettickets.crew.${mark(owner)}`);

function read(owner: string): Kept {
  try {
    return { ...NOTHING, ...JSON.parse(storeOf(owner).read() ?? "{}") };
  } catch {
    return NOTHING;
  }
}

/** The day and the reports that wait, as this phone keeps them. */
export const kept = signal<Kept>(read(token.value));

/** Changes what is kept. Another tab may have changed it, so it is read first. */
export function keep(change: (before: Kept) => Partial<Kept>): void {
  const owner = token.peek();
  const stored = storeOf(owner).read() === null ? kept.peek() : read(owner);
  const next = { ...stored, ...change(stored) };
  storeOf(owner).write(JSON.stringify(next));
  kept.value = next;
}

addEventListener("storage", () => {
  kept.value = read(token.peek());
});
addEventListener("hashchange", () => {
  token.value = readToken();
  kept.value = read(token.value);
});
