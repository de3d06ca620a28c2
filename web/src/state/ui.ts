import { signal } from "@preact/signals";

/** What is open on the page but not part of its address. */
export const isHelpOpen = signal(false);
export const areFiltersOpen = signal(false);

/** Whether the configured map style could not be loaded. */
export const isStyleLost = signal(false);

/** Whether the page is being printed, which shows every row. */
export const isPrinting = signal(false);

/** Follows the browser's print dialog, and tools that only emulate paper. */
export function followPrinting(): void {
  const paper = matchMedia("print");
  const note = (): void => {
    isPrinting.value = paper.matches;
  };
  note();
  paper.addEventListener("change", note);
  addEventListener("beforeprint", () => (isPrinting.value = true));
  addEventListener("afterprint", () => (isPrinting.value = false));
}
