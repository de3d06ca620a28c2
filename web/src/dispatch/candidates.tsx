import type { Candidate } from "../contract/dispatch";
import { REASON_WORDS } from "../domain/dispatch/lanes";
import { clock, duration } from "../domain/time";
import { candidates } from "../state/dispatch/candidates";
import { isDeciding } from "../state/dispatch/decide";
import { mayDecide } from "../state/dispatch/desk";
import { give } from "../state/dispatch/moving";

/** What gives if a crew takes the ticket. */
function gives(one: Candidate): string {
  const parts = [
    one.late_minutes > 0 ? `${duration(one.late_minutes)} late` : "",
    one.others_late_minutes > 0 ? `others ${duration(one.others_late_minutes)} later` : "",
    one.overtime_minutes > 0 ? `${duration(one.overtime_minutes)} overtime` : "",
    one.tickets.length > 0 ? `leaves out ${one.tickets.join(", ")}` : "",
  ].filter(Boolean);
  return parts.length > 0 ? parts.join("; ") : "nothing gives";
}

/** The nearest crews for a ticket, each with one button. */
export function CandidateList({ keys, current }: { keys: readonly string[]; current: string | null }) {
  const now = candidates.value;
  if (!now) return null;
  const found = now.found?.candidates.filter(({ crew }) => crew !== current) ?? [];
  const obstacles = Object.entries(now.found?.obstacles ?? {});
  return (
    <div class="candidates" data-testid="candidates" aria-busy={now.found === null && now.problem === null}>
      <h3>{current ? "Other crews" : "Nearest crews"}</h3>
      {now.problem && <p class="quiet">{now.problem}</p>}
      {!now.found && !now.problem && <p class="quiet">Asking…</p>}
      {now.found && found.length === 0 && <p class="quiet">No other crew can take it.</p>}
      <ul>
        {found.map((one) => (
          <li key={one.crew}>
            <p>
              <b>{one.crew}</b>{" "}
              <span class="quiet">
                {duration(one.travel_minutes)} drive, starts {clock(Date.parse(one.starts_at))}; {gives(one)}
              </span>
            </p>
            {mayDecide.value && (
              <button
                type="button"
                class="button"
                aria-label={`Give it to ${one.crew}`}
                disabled={isDeciding.value}
                onClick={() => void give(keys, one.crew, null, Date.parse(one.starts_at))}
              >
                Give
              </button>
            )}
          </li>
        ))}
      </ul>
      {obstacles.length > 0 && (
        <p class="quiet">
          Cannot:{" "}
          {obstacles
            .map(([reason, n]) => `${n} ${(REASON_WORDS[reason] ?? reason).toLowerCase()}`)
            .join(", ")}
        </p>
      )}
    </div>
  );
}
