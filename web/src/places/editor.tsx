import { useSignal } from "@preact/signals";
import { useEffect, useRef } from "preact/hooks";
import type { PlaceState } from "../contract/types";
import { announce } from "../state/announce";
import { session } from "../state/config";
import { changeCount } from "../state/live";
import { mapHandle, type PlaceName, type Placing, placing } from "../state/placing";
import { decide, readPlace, undoEdit } from "./data";
import { addSpot, MovablePin } from "./marker";
import {
  distanceM,
  distanceWords,
  followerWords,
  pointWords,
  readPoint,
  reasonWords,
  spellingWords,
  troubleWords,
} from "./words";

type At = [number, number];

const positionOf = (place: PlaceState): At | null =>
  place.longitude === null || place.latitude === null ? null : [place.longitude, place.latitude];

const refusedOf = ({ refused_longitude: lon, refused_latitude: lat }: PlaceState): At | null =>
  lon === null || lat === null ? null : [lon, lat];

const PRECISION_WORDS: Record<string, string> = {
  point: "an exact point",
  building: "a building",
  street: "a street",
  landmark: "a landmark",
  "sub-location": "a village or an estate",
  area: "an area",
  cluster: "the cluster",
};

interface EditorProps extends Placing {
  place: PlaceName;
}

/** Moves or rejects the position of one place, in all its spellings. */
export function Editor({ place: name, at = null, isWrong = false }: EditorProps) {
  const place = useSignal<PlaceState | null>(null);
  const moved = useSignal<At | null>(null);
  const done = useSignal<{ words: string; edit: number | null } | null>(null);
  const trouble = useSignal("");
  const isBusy = useSignal(false);
  const pin = useRef<MovablePin | null>(null);
  const mayDecide = session.value?.may_export === true;

  const load = async (): Promise<void> => {
    try {
      place.value = await readPlace(name);
    } catch (error) {
      trouble.value = troubleWords(error);
    }
  };
  useEffect(() => void load(), [changeCount.value]);

  const map = mapHandle.value;
  const version = place.value?.version;
  useEffect(() => {
    const known = place.value;
    if (!map || !known) return;
    const [own, refused] = [positionOf(known), refusedOf(known)];
    const begin = moved.value ?? own ?? at ?? refused ?? (map.getCenter().toArray() as At);
    const ends = [own, refused]
      .filter((spot) => spot !== null)
      .map((spot) => addSpot(map, spot, spot === own ? "Where it is now" : "The refused answer"));
    if (mayDecide && !isWrong) {
      const made = new MovablePin(
        map,
        begin,
        "New position; the arrow keys move it",
        (to) => (moved.value = to),
      );
      pin.current = made;
      made.show();
      ends.push(() => made.remove());
    }
    return () => {
      for (const end of ends) end();
      pin.current = null;
    };
  }, [map, version, isWrong, mayDecide]);

  const run = async (work: () => Promise<{ words: string; edit: number | null }>): Promise<void> => {
    isBusy.value = true;
    trouble.value = "";
    try {
      done.value = await work();
      moved.value = null;
      announce(done.value.words);
    } catch (error) {
      trouble.value = troubleWords(error);
    }
    await load();
    isBusy.value = false;
  };

  const save = (to: At | null) =>
    run(async () => {
      const now = await decide(name, place.value?.version ?? "none", to);
      const words = to ? `Moved ${followerWords(now)}.` : `Rejected the position of ${followerWords(now)}.`;
      return { words, edit: now.last_edit?.edit_id ?? null };
    });

  const undo = (edit: number) =>
    run(async () => {
      await undoEdit(edit);
      return { words: "Undone: the earlier position is back.", edit: null };
    });

  const known = place.value;
  if (!known) return <p class={trouble.value ? "trouble" : "quiet"}>{trouble.value || "Loading…"}</p>;
  const own = positionOf(known);
  const from = own ?? at;
  return (
    <>
      {name.location && name.cluster && <Scope name={name} at={own ?? at} />}
      <p data-testid="place-scope">
        This position counts for {spellingWords(known)}
        {name.region ? ` in ${name.region}` : ""}: <b>{followerWords(known)}</b>.
      </p>
      {known.spellings.length > 1 && <p class="quiet place-spellings">{known.spellings.join(" · ")}</p>}
      <p class="quiet" data-testid="place-now">
        Now:{" "}
        {own
          ? `${pointWords(own)}, near ${PRECISION_WORDS[known.precision ?? ""] ?? "it"}`
          : "no position of its own"}
        {known.is_manual && known.last_edit ? `, set by ${known.last_edit.edited_by}` : ""}.
        {known.reason ? ` ${reasonWords(known.reason)}.` : ""}
      </p>
      {mayDecide &&
        (isWrong ? (
          <div class="place-actions">
            <button
              type="button"
              class="button main-button"
              data-testid="reject-place"
              disabled={isBusy.value || known.is_wrong}
              onClick={() => void save(null)}
            >
              Reject this position
            </button>
            <button type="button" class="button" onClick={() => (placing.value = { place: name, at })}>
              Move it instead
            </button>
          </div>
        ) : (
          <form
            class="place-form"
            onSubmit={(event) => {
              event.preventDefault();
              if (moved.value) void save(moved.value);
            }}
          >
            <p id="place-help" class="quiet">
              {map
                ? "Drag the pin on the map, move it with the arrow keys, or type coordinates."
                : "Type the coordinates."}
            </p>
            <label class="place-field">
              <span>Latitude, longitude</span>
              <input
                type="text"
                data-testid="place-point"
                autocomplete="off"
                spellcheck={false}
                aria-describedby="place-help"
                placeholder="-1.29210, 36.82190"
                value={moved.value ? pointWords(moved.value) : own ? pointWords(own) : ""}
                onInput={(event) => {
                  const typed = readPoint(event.currentTarget.value);
                  // Five decimals, as shown, would otherwise move the position a little.
                  if (!typed) return;
                  moved.value = typed;
                  pin.current?.moveTo(typed);
                }}
              />
            </label>
            <div class="place-actions">
              <button
                type="submit"
                class="button main-button"
                data-testid="save-place"
                disabled={isBusy.value || !moved.value}
              >
                Move {followerWords(known)}
                {moved.value && from ? ` by ${distanceWords(distanceM(from, moved.value))}` : ""}
              </button>
              {map && (
                <button
                  type="button"
                  class="button"
                  data-testid="focus-pin"
                  onClick={() => pin.current?.focus()}
                >
                  Move with keys
                </button>
              )}
              {moved.value && (
                <button
                  type="button"
                  class="button"
                  onClick={() => {
                    moved.value = null;
                    if (from) pin.current?.moveTo(from);
                  }}
                >
                  Reset
                </button>
              )}
              {own && (
                <button
                  type="button"
                  class="button quiet-button"
                  onClick={() => (placing.value = { place: name, at: own, isWrong: true })}
                >
                  It is wrong
                </button>
              )}
            </div>
          </form>
        ))}
      {done.value && (
        <p class="place-done" role="status" data-testid="place-done">
          {done.value.words}{" "}
          {done.value.edit !== null && (
            <button
              type="button"
              class="button"
              data-testid="undo-place"
              disabled={isBusy.value}
              onClick={() => void undo(done.value?.edit ?? 0)}
            >
              Undo
            </button>
          )}
        </p>
      )}
      {trouble.value && (
        <p class="trouble" role="alert" data-testid="place-trouble">
          {trouble.value}
        </p>
      )}
    </>
  );
}

/** Whether the edit is about the address alone, or about its whole cluster. */
function Scope({ name, at }: { name: PlaceName; at: At | null }) {
  return (
    <p class="place-actions">
      <button
        type="button"
        class="button quiet-button"
        data-testid="place-cluster"
        onClick={() => (placing.value = { place: { ...name, location: null }, at })}
      >
        Move the cluster {name.cluster} instead
      </button>
    </p>
  );
}
