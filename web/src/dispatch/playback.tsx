import { count } from "../domain/numbers";
import { clock } from "../domain/time";
import {
  crewsThen,
  isPlaying,
  openPlayback,
  playbackProblem,
  playedAt,
  playSpan,
  stopPlayback,
  stopsThen,
  ticketsThen,
  togglePlaying,
} from "../state/dispatch/playback";

const STEP_MS = 60_000;

/** Opens the day as it went, or leaves it. */
export function PlaybackButton() {
  const isOpen = playedAt.value !== null;
  return (
    <button
      type="button"
      class="button"
      data-testid="playback"
      aria-pressed={isOpen}
      onClick={() => (isOpen ? stopPlayback() : void openPlayback())}
    >
      {isOpen ? "Back to now" : "Play back"}
    </button>
  );
}

/** A slider over the day: tickets open and close, crews move, beside where the plan has them. */
export function Playback() {
  const at = playedAt.value;
  if (at === null) return null;
  const { from, to } = playSpan.value;
  const then = ticketsThen.value;
  const tracked = crewsThen.value?.length ?? 0;
  return (
    <div class="playback" role="group" aria-label="Play back the day" data-testid="playback-bar">
      <button type="button" class="button" onClick={togglePlaying}>
        {isPlaying.value ? "Pause" : "Play"}
      </button>
      <input
        type="range"
        aria-label="Time of the day"
        aria-valuetext={clock(at)}
        min={from}
        max={to}
        step={STEP_MS}
        value={at}
        onInput={(event) => (playedAt.value = Number(event.currentTarget.value))}
      />
      <b>{clock(at)}</b>
      <span class="quiet" data-testid="playback-words">
        {playbackProblem.value ??
          `${count(then?.open.length ?? 0)} open, ${count(then?.closed.length ?? 0)} closed on the day, ` +
            `${tracked} ${tracked === 1 ? "crew" : "crews"} tracked, ${stopsThen.value.length} planned at a stop (ringed)`}
      </span>
    </div>
  );
}
