import { type Signal, signal } from "@preact/signals";
import type { FunctionComponent } from "preact";
import { useEffect } from "preact/hooks";

/** A component whose code is loaded when it is first shown; `name` is the class of the words until then. */
export function onDemand(
  load: () => Promise<FunctionComponent>,
  onFailure: () => void,
  name: string,
): FunctionComponent {
  const loaded: Signal<FunctionComponent | null> = signal(null);
  return () => {
    useEffect(() => {
      load().then((part) => (loaded.value = part), onFailure);
    }, []);
    const Part = loaded.value;
    return Part ? <Part /> : <p class={name}>Loading…</p>;
  };
}
