import { useSignal } from "@preact/signals";
import { count, tickets } from "../domain/numbers";
import { session } from "../state/config";
import { saveCsv } from "../state/export";
import { figures } from "../state/feeds";
import { listed } from "../state/listed";
import { navigate, toggle, view } from "../state/navigation";
import type { View } from "../state/view";
import { Icon } from "../ui/icon";

const SHOWN: readonly { show: View["show"]; label: string }[] = [
  { show: "open", label: "Open" },
  { show: "closed", label: "Closed" },
  { show: "all", label: "All" },
];

/** What the list and the map show, how much of it has no place, and the way out as CSV. */
export function ListTools() {
  const now = figures.value;
  const unlocated = listed.value.filter(({ at }) => at === null).length;
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
            onClick={() => toggle("position", "unlocated")}
          >
            {count(unlocated)} not on map
          </button>
        )}
      </div>
      <CsvButton />
    </div>
  );
}

function CsvButton() {
  const state = useSignal<"idle" | "busy" | "failed">("idle");
  if (!session.value?.may_export) return null;
  const save = async (): Promise<void> => {
    state.value = "busy";
    state.value = (await saveCsv()) ? "idle" : "failed";
  };
  return (
    <button
      type="button"
      class="button"
      data-testid="csv"
      disabled={listed.value.length === 0 || state.value === "busy"}
      title="Save the tickets of this list as CSV"
      onClick={save}
    >
      <Icon name="download" /> {state.value === "failed" ? "CSV failed" : "CSV"}
    </button>
  );
}
