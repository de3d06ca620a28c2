import type { Figures } from "../domain/figures";
import type { Due } from "../domain/filters";
import { dueDay, measuredWords } from "../state/measured";
import { shownTypes } from "../state/navigation";
import { Figure } from "./figure";

const PARTS: readonly { due: Due; label: string; title: string }[] = [
  { due: "overdue", label: "Overdue", title: "Past the appointment or, without one, past the SLA target" },
  { due: "today", label: "Today", title: "Due by the end of the day, by appointment or SLA target" },
  { due: "week", label: "In 7 days", title: "Due within 7 days, by appointment or SLA target" },
  { due: "unscheduled", label: "Unbooked", title: "Without an appointment, whenever due" },
];

/** When tickets of scheduled types are due: at the appointment, else at the end of the SLA target. */
export function Schedule({ figures }: { figures: Figures | null }) {
  const scheduled = shownTypes.value.filter(({ is_scheduled }) => is_scheduled);
  if (scheduled.length === 0) return null;
  const isPart = scheduled.length < shownTypes.value.length;
  const [day, measured] = [dueDay(), measuredWords(({ hasSchedule }) => hasSchedule)];
  return (
    <section class="block" aria-labelledby="schedule-title">
      <h2 id="schedule-title">
        Due{isPart && ` (${scheduled.map(({ label }) => label).join(", ")})`}{" "}
        {measured && <span class="quiet">as of {measured}</span>}
      </h2>
      <div class="tiles-4">
        {PARTS.map(({ due, label, title }) => (
          <Figure
            key={due}
            entry={{
              testId: `due-${due}`,
              label: due === "today" && day ? day : label,
              title,
              value: ({ schedule }) => schedule?.[due] ?? null,
              filter: { due },
            }}
            figures={figures}
            tone={due === "overdue" ? "bad" : undefined}
          />
        ))}
      </div>
    </section>
  );
}
