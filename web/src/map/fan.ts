/** Up to this many tickets at one point fan out; a larger fan would hide the map, so they are listed. */
export const MOST_FANNED = 24;

const FIRST_RADIUS_PX = 44;
const RADIUS_STEP_PX = 34;
const ROOM_PX = 34;

/** The positions of fanned-out tickets, in pixels from their point: on circles, the first at 12 o'clock. */
export function fanPositions(count: number): [x: number, y: number][] {
  const positions: [number, number][] = [];
  let radius = FIRST_RADIUS_PX;
  while (positions.length < count) {
    const room = Math.floor((2 * Math.PI * radius) / ROOM_PX);
    const here = Math.min(room, count - positions.length);
    for (let i = 0; i < here; i++) {
      const angle = (2 * Math.PI * i) / here - Math.PI / 2;
      positions.push([Math.round(radius * Math.cos(angle)), Math.round(radius * Math.sin(angle))]);
    }
    radius += RADIUS_STEP_PX;
  }
  return positions;
}
