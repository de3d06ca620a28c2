interface Placed {
  x: number;
  y: number;
}

const TURNS: Record<string, [number, number]> = {
  ArrowLeft: [-1, 0],
  ArrowRight: [1, 0],
  ArrowUp: [0, -1],
  ArrowDown: [0, 1],
};

/**
 * The place that an arrow key moves to: the nearest of those within 45° of the key's direction,
 * counting the offset from the axis as distance. Undefined at the edge.
 */
export function nearestInDirection<T extends Placed>(
  from: T,
  places: readonly T[],
  key: string,
): T | undefined {
  const [turnX, turnY] = TURNS[key] ?? [0, 0];
  let best: T | undefined;
  let least = Number.POSITIVE_INFINITY;
  for (const place of places) {
    const [dx, dy] = [place.x - from.x, place.y - from.y];
    const ahead = dx * turnX + dy * turnY;
    const aside = Math.abs(dx * turnY) + Math.abs(dy * turnX);
    if (ahead <= 0 || aside > ahead) continue;
    if (ahead + aside < least) [best, least] = [place, ahead + aside];
  }
  return best;
}
