/** How the API asks for tickets without a value; the page's own value for it is an empty text. */
export const NONE = "(none)";

/** What two spellings of a name share: case, spaces around it, repeated ones and unseen characters do not count. */
export const nameKey = (name: string): string =>
  name
    .replace(/[\u200B-\u200D\u2060\uFEFF]/g, "")
    .replace(/[ \u00A0]+/g, " ")
    .trim()
    .toLowerCase();

/** The names by key, each in its commonest spelling; empty ones are left out. */
export function commonest(names: readonly string[]): Map<string, string> {
  const counts = new Map<string, Map<string, number>>();
  for (const name of names) {
    const spellings = counts.get(nameKey(name)) ?? new Map<string, number>();
    spellings.set(name, (spellings.get(name) ?? 0) + 1);
    counts.set(nameKey(name), spellings);
  }
  counts.delete("");
  const most = (spellings: Map<string, number>): string =>
    [...spellings].sort(([a, n], [b, m]) => m - n || (a < b ? -1 : 1))[0]?.[0] ?? "";
  return new Map([...counts].map(([key, spellings]) => [key, most(spellings)]));
}
