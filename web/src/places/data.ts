import { getJson, request } from "../api/client";
import type { PlaceEdits, PlaceReview, PlaceState } from "../contract/types";
import type { PlaceName } from "../state/placing";

const BASE = "/api/v1/places";

function query({ region, cluster, location }: PlaceName): string {
  const params = new URLSearchParams();
  if (region) params.set("region", region);
  if (cluster) params.set("cluster", cluster);
  if (location) params.set("location", location);
  return params.toString();
}

export const readPlace = (name: PlaceName): Promise<PlaceState> =>
  getJson<PlaceState>(`${BASE}/place?${query(name)}`);

export const readReview = async () => (await getJson<PlaceReview>(`${BASE}/review`)).places;

export const readEdits = async () => (await getJson<PlaceEdits>(`${BASE}/edits?most=20`)).edits;

/** Puts the place at a position; without one, its present position is wrong. */
export async function decide(
  name: PlaceName,
  version: string,
  at: [number, number] | null,
): Promise<PlaceState> {
  const known = { "If-Match": `"${version}"` };
  const response = at
    ? await request(`${BASE}/position?${query(name)}`, {
        method: "PUT",
        headers: { ...known, "Content-Type": "application/json" },
        body: JSON.stringify({ longitude: at[0], latitude: at[1] }),
      })
    : await request(`${BASE}/wrong?${query(name)}`, { method: "POST", headers: known });
  return await response.json();
}

export async function undoEdit(edit: number): Promise<void> {
  await request(`${BASE}/edits/${edit}/undo`, { method: "POST" });
}
