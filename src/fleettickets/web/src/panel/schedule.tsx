import type { Figures } from "../domain/figures";
import { toggle, view } from "../state/navigation";
import { Figure } from "./figure";

const PARTS = [
  { due: "overdue", label: "Overdue" },
  { due: "today", label: "Due today" },
  { due: "week", label: "In 7 days" },
  { due: "unscheduled", label: "No date" },
] as const;

/** The appointments of installations; incidents have none. */
export function Schedule({ figures }: { figures: Figures | null }) {
  if (view.value.tab === "inc") return null;
  return (
    <section class="block" aria-labelledby="schedule-title">
      <h2 id="schedule-title">Appointments{view.value.tab === "both" && " (CRQ)"}</h2>
      <div class="tiles-4">
        {PARTS.map(({ due, label }) => (
          <Figure
            key={due}
            value={figures?.schedule?.[due]}
            label={label}
            testId={`due-${due}`}
            tone={due === "overdue" ? "bad" : undefined}
            isOn={view.value.due === due}
            onPress={() => toggle("due", due)}
          />
        ))}
      </div>
    </section>
  );
}
