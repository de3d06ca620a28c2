import { useSignal } from "@preact/signals";
import { count, tickets } from "../domain/numbers";
import type { View } from "../domain/view";
import { session } from "../state/config";
import { NOT_SAVED, type Saved, saveCsv, savedWords } from "../state/export";
import { figures } from "../state/feeds";
import { listed } from "../state/listed";
import { measuredWords } from "../state/measured";
import { navigate, toggle, view } from "../state/navigation";
import { Icon } from "../ui/icon";

const SHOWN: readonly { show: View["show"]; label: string }[] = [
  { show: "open", label: "Open" },
  { show: "waiting", label: "Waiting" },
  { show: "closed", label: "Closed" },
  { show: "all", label: "All" },
];

/** Which tickets the list and the map show, how many have no position, and the CSV export. */
export function ListTools() {
  const now = figures.value;
  const unlocated = listed.value.filter(({ at }) => at === null).length;
  const measured = now && measuredWords();
  return (
    <div class="list-tools">
      <div class="segments" role="group" aria-label="Tickets shown on the map and in the list">
        {SHOWN.map(({ show, label }) => (
          <button
            key={show}
            type="button"
            aria-pressed={view.value.show === show}
            onClick={() => navigate({ show })}
          >
            {label}
          </button>
        ))}
      </div>
      <div class="list-count">
        <p data-testid="list-count">{now ? tickets(listed.value.length) : "–"}</p>
        {unlocated > 0 && (
          <button
            type="button"
            class="text-figure"
            data-testid="list-unlocated"
            aria-pressed={view.value.position === "unlocated"}
            onClick={() => toggle({ position: "unlocated" })}
          >
            {count(unlocated)} not on map
          </button>
        )}
      </div>
      <CsvButton />
      {measured && (
        <p class="list-measured" data-testid="list-measured">
          Ages and due times as of {measured}
        </p>
      )}
    </div>
  );
}

/** How long the result of a save is shown. */
const NOTE_MS = 8_000;

function CsvButton() {
  const isBusy = useSignal(false);
  const saved = useSignal<Saved | "failed" | null>(null);
  if (!session.value?.may_export) return null;
  const save = async (): Promise<void> => {
    isBusy.value = true;
    const outcome = (await saveCsv()) ?? "failed";
    isBusy.value = false;
    saved.value = outcome;
    setTimeout(() => {
      if (saved.value === outcome) saved.value = null;
    }, NOTE_MS);
  };
  const words = saved.value === "failed" ? NOT_SAVED : saved.value && savedWords(saved.value);
  return (
    <>
      <button
        type="button"
        class="button"
        data-testid="csv"
        disabled={listed.value.length === 0 || isBusy.value}
        title="Save the tickets of this list as CSV"
        onClick={save}
      >
        <Icon name="download" /> CSV
      </button>
      {words && (
        <p class="list-note" data-testid="csv-note">
          {words}
        </p>
      )}
    </>
  );
}
