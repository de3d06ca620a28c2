import { useSignal } from "@preact/signals";
import { useEffect } from "preact/hooks";
import { tickets } from "../domain/numbers";
import { figures } from "../state/feeds";
import { listed } from "../state/listed";

const PAUSE_MS = 600;

/** Reports to screen readers how many tickets are shown, a moment after the last change. */
export function Counts() {
  const reported = useSignal("");
  const words = figures.value ? `${tickets(listed.value.length)} shown` : "";
  useEffect(() => {
    const timer = setTimeout(() => (reported.value = words), PAUSE_MS);
    return () => clearTimeout(timer);
  }, [words, reported]);
  return (
    <p class="sr-only" role="status" aria-live="polite" data-testid="count-status">
      {reported.value}
    </p>
  );
}
