import { useSignal } from "@preact/signals";
import { useEffect } from "preact/hooks";
import { tickets } from "../domain/numbers";
import { figures } from "../state/feeds";
import { listed } from "../state/listed";

const PAUSE_MS = 600;

/** Says how many tickets pass once a change of filters has come to rest. */
export function Counts() {
  const said = useSignal("");
  const words = figures.value ? `${tickets(listed.value.length)} shown` : "";
  useEffect(() => {
    const timer = setTimeout(() => (said.value = words), PAUSE_MS);
    return () => clearTimeout(timer);
  }, [words, said]);
  return (
    <p class="sr-only" role="status" aria-live="polite" data-testid="count-status">
      {said.value}
    </p>
  );
}
