import { type Signal, useSignal } from "@preact/signals";
import type { RefObject } from "preact";
import { useLayoutEffect } from "preact/hooks";

/** The height of a box in pixels, kept up to date; `first` until it is known. */
export function useHeight(box: RefObject<HTMLElement | null>, first: number): Signal<number> {
  const height = useSignal(first);
  useLayoutEffect(() => {
    const shown = box.current;
    if (!shown) return;
    const watch = new ResizeObserver(() => (height.value = shown.clientHeight));
    watch.observe(shown);
    return () => watch.disconnect();
  }, [box, height]);
  return height;
}
