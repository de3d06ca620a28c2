import { signal } from "@preact/signals";

/** The newest message for screen readers. */
export const announcement = signal("");

/** Screen readers do not read the same text twice, so a repeated message gets this at its end. */
const AGAIN = "\u00a0";

/** Reports something to screen readers that the page shows in another way. */
export function announce(text: string): void {
  announcement.value = announcement.value === text ? text + AGAIN : text;
}
