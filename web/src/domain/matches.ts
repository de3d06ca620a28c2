import type { SearchMatch } from "../api/types";

/**
 * The matches of several datasets as one list of at most `most`: the ticket whose id the text is
 * first, then one of each in turn, so that neither dataset pushes the other out.
 */
export function interleaved(
  answers: readonly (readonly SearchMatch[])[],
  text: string,
  most: number,
): SearchMatch[] {
  const longest = Math.max(0, ...answers.map((matches) => matches.length));
  const inTurn = Array.from({ length: longest }, (_, i) => answers.flatMap((matches) => matches[i] ?? []));
  const isExact = ({ ticket_id }: SearchMatch): boolean => ticket_id.toLowerCase() === text.toLowerCase();
  return inTurn
    .flat()
    .sort((a, b) => Number(isExact(b)) - Number(isExact(a)))
    .slice(0, most);
}
