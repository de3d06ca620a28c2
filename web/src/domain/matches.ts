import type { SearchMatch } from "../contract/types";

/**
 * Merges the matches of several datasets into one list of at most `limit`: first an exact id, then
 * one match of each dataset in turn, so that no dataset crowds out another.
 */
export function interleaved(
  answers: readonly (readonly SearchMatch[])[],
  text: string,
  limit: number,
): SearchMatch[] {
  const longest = Math.max(0, ...answers.map((matches) => matches.length));
  const inTurn = Array.from({ length: longest }, (_, i) => answers.flatMap((matches) => matches[i] ?? []));
  const isExact = ({ ticket_id }: SearchMatch): boolean => ticket_id.toLowerCase() === text.toLowerCase();
  return inTurn
    .flat()
    .sort((a, b) => Number(isExact(b)) - Number(isExact(a)))
    .slice(0, limit);
}
