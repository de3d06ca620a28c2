import type { Figures } from "../domain/figures";
import { dueDay, measuredWords } from "../state/measured";
import { toggle, view } from "../state/navigation";
import { Figure } from "./figure";

const PARTS = [
  { due: "overdue", label: "Overdue", title: "Past the appointment or, without one, the SLA's target" },
  { due: "today", label: "Today", title: "Due by the end of that day, by appointment or the SLA's target" },
  { due: "week", label: "In 7 days", title: "Due within 7 days, by appointment or the SLA's target" },
  { due: "unscheduled", label: "Unbooked", title: "Without an appointment, whenever they are due" },
] as const;

/** When installations are due: at the appointment, else at the end of the target. */
export function Schedule({ figures }: { figures: Figures | null }) {
  if (view.value.tab === "inc") return null;
  const [day, measured] = [dueDay(), measuredWords(({ hasSchedule }) => hasSchedule)];
  return (
    <section class="block" aria-labelledby="schedule-title">
      <h2 id="schedule-title">
        Due{view.value.tab === "both" && " (CRQ)"} {measured && <span class="quiet">as of {measured}</span>}
      </h2>
      <div class="tiles-4">
        {PARTS.map(({ due, label, title }) => (
          <Figure
            key={due}
            value={figures?.schedule?.[due]}
            label={due === "today" && day ? day : label}
            title={title}
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
