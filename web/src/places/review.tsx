import { useSignal } from "@preact/signals";
import { useEffect } from "preact/hooks";
import type { PlaceEdit, ReviewedPlace } from "../contract/types";
import { count } from "../domain/numbers";
import { momentOf } from "../domain/time";
import { announce } from "../state/announce";
import { session } from "../state/config";
import { changeCount, serverNow } from "../state/live";
import { openPlace } from "../state/placing";
import { readEdits, readReview, undoEdit } from "./data";
import { distanceWords, nameWords, pointWords, reasonWords, troubleWords } from "./words";

/** A shorter distance says nothing. */
const WORTH_M = 1000;

/** The places that need a person, worst first, and what people did lately. */
export function Review() {
  const places = useSignal<ReviewedPlace[] | null>(null);
  const edits = useSignal<PlaceEdit[]>([]);
  const trouble = useSignal("");

  const load = async (): Promise<void> => {
    try {
      [places.value, edits.value] = await Promise.all([readReview(), readEdits()]);
      trouble.value = "";
    } catch (error) {
      trouble.value = troubleWords(error);
    }
  };
  useEffect(() => void load(), [changeCount.value]);

  const undo = async (edit: PlaceEdit): Promise<void> => {
    try {
      await undoEdit(edit.edit_id);
      announce("Undone: the earlier position is back.");
      await load();
    } catch (error) {
      trouble.value = troubleWords(error);
    }
  };

  return (
    <>
      <p class="quiet">
        Places without a position, and clusters in two places; those with most open tickets first.
      </p>
      {trouble.value && (
        <p class="trouble" role="alert">
          {trouble.value}
        </p>
      )}
      {places.value === null && !trouble.value && <p class="quiet">Loading…</p>}
      {places.value?.length === 0 && <p>Every place that was looked up has a position.</p>}
      <ol class="place-list" data-testid="review-list">
        {places.value?.map((place) => (
          <Line key={`${place.kind}|${place.region}|${place.cluster}|${place.place}`} place={place} />
        ))}
      </ol>
      {edits.value.length > 0 && <h3>Edits</h3>}
      <ol class="place-list" data-testid="edit-list">
        {edits.value.map((edit) => (
          <Edit key={edit.edit_id} edit={edit} onUndo={() => void undo(edit)} />
        ))}
      </ol>
    </>
  );
}

function Line({ place }: { place: ReviewedPlace }) {
  const name = {
    region: place.region || null,
    cluster: place.cluster,
    location: place.kind === "location" ? place.place : null,
  };
  const { evidence_longitude: lon, evidence_latitude: lat } = place;
  const at: [number, number] | null = lon === null || lat === null ? null : [lon, lat];
  const from = place.kind === "cluster" ? "its tickets" : "its cluster";
  const far =
    place.far_m === null || place.far_m < WORTH_M ? "" : `, ${distanceWords(place.far_m)} from ${from}`;
  return (
    <li>
      <button
        type="button"
        class="place-line"
        data-testid="review-line"
        onClick={() => openPlace({ place: name, at })}
      >
        <b>{nameWords(name)}</b>
        <span>
          {count(place.open_tickets)} open · {reasonWords(place.reason)}
          {far}
        </span>
      </button>
    </li>
  );
}

function Edit({ edit, onUndo }: { edit: PlaceEdit; onUndo: () => void }) {
  const name = { region: edit.region || null, cluster: edit.cluster, location: edit.location_name };
  const to =
    edit.longitude === null || edit.latitude === null
      ? edit.is_wrong
        ? "rejected"
        : "no position by hand any more"
      : `to ${pointWords([edit.longitude, edit.latitude])}`;
  return (
    <li class="place-edit" data-testid="edit-line">
      <span>
        <b>{nameWords(name)}</b>
        <small>
          {to}
          {edit.is_undone ? ", undone" : ""} · {edit.edited_by}, {momentOf(edit.edited_at, serverNow())}
        </small>
      </span>
      {session.value?.may_export && !edit.is_undone && (
        <button type="button" class="button" aria-label={`Undo: ${nameWords(name)}`} onClick={onUndo}>
          Undo
        </button>
      )}
    </li>
  );
}
