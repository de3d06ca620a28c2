import { useEffect } from "preact/hooks";
import { ApiError } from "../api/client";
import { followCandidates } from "../state/dispatch/candidates";
import { redo, undo } from "../state/dispatch/decide";
import { followDesk, isLoaded, mayDecide, plan, problem } from "../state/dispatch/desk";
import { followMapTickets } from "../state/dispatch/on-map";
import { followPlayback } from "../state/dispatch/playback";
import { selectTicket } from "../state/dispatch/selection";
import { view } from "../state/navigation";
import { Changes } from "./changes";
import { DeskDialogs } from "./dialogs";
import { DeskNotices } from "./notices";
import { Playback } from "./playback";
import { Timeline } from "./timeline";
import { Toolbar } from "./toolbar";

/** Undo and redo, as in every editor. */
function onKey(event: KeyboardEvent): void {
  if (!(event.ctrlKey || event.metaKey) || event.altKey || !mayDecide.peek()) return;
  if (event.target instanceof HTMLInputElement || event.target instanceof HTMLTextAreaElement) return;
  const key = event.key.toLowerCase();
  if (key !== "z" && key !== "y") return;
  event.preventDefault();
  void (key === "y" || event.shiftKey ? redo() : undo());
}

function Nothing() {
  if (problem.value) {
    const { message, hint } = problem.value instanceof ApiError ? problem.value : { message: "", hint: "" };
    return (
      <p class="list-empty" role="alert">
        {message || "The server does not answer. The page keeps trying."} {hint}
      </p>
    );
  }
  if (!isLoaded.value) return <p class="quiet list-empty">Loading…</p>;
  return (
    <div class="list-empty" data-testid="no-plan">
      <p>There is no plan for this day.</p>
      {mayDecide.value && <p class="quiet">“Plan” makes one from the open tickets and the crews on shift.</p>}
    </div>
  );
}

/** The crews' day: tools, what a draft would change, and the timeline. */
export function Crews() {
  useEffect(() => followDesk(), []);
  useEffect(() => followCandidates(), []);
  useEffect(() => followPlayback(), []);
  useEffect(() => followMapTickets(), []);
  const { ticket } = view.value;
  useEffect(() => {
    if (ticket) selectTicket(ticket);
  }, [ticket]);
  useEffect(() => {
    addEventListener("keydown", onKey);
    return () => removeEventListener("keydown", onKey);
  }, []);
  return (
    <section class="list desk" aria-label="Crews" id="list" data-testid="desk">
      <Toolbar />
      <DeskNotices />
      <Playback />
      <Changes />
      {plan.value ? <Timeline /> : <Nothing />}
      <DeskDialogs />
    </section>
  );
}
