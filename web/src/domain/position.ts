/** Positions as the address of the page writes them. */

export interface Camera {
  zoom: number;
  latitude: number;
  longitude: number;
}

export function parseMap(text: string): Camera | undefined {
  const numbers = text.split("/").map(Number);
  const [zoom, latitude, longitude] = numbers;
  if (numbers.length !== 3 || zoom === undefined || latitude === undefined || longitude === undefined) return;
  const isInRange = zoom >= 0 && zoom <= 24 && Math.abs(latitude) <= 85 && Math.abs(longitude) <= 180;
  return isInRange ? { zoom, latitude, longitude } : undefined;
}

export const formatMap = ({ zoom, latitude, longitude }: Camera): string =>
  `${zoom.toFixed(2)}/${latitude.toFixed(4)}/${longitude.toFixed(4)}`;

export function parsePoint(text: string): [number, number] | undefined {
  const numbers = text.split(",").map(Number);
  const [longitude, latitude] = numbers;
  if (numbers.length !== 2 || longitude === undefined || latitude === undefined) return;
  return Math.abs(latitude) <= 90 && Math.abs(longitude) <= 180 ? [longitude, latitude] : undefined;
}

/** A ticket's position as `parsePoint` reads it: six decimals, a tenth of a metre. */
export const formatPoint = ([longitude, latitude]: [number, number]): string =>
  `${longitude.toFixed(6)},${latitude.toFixed(6)}`;
