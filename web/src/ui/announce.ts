import { signal } from "@preact/signals";

/** The newest message for screen readers. */
export const announcement = signal("");

/** A message that is repeated must be another text, or it is not read out again. */
const AGAIN = "\u00a0";

/** Says something to screen readers; the page shows it in another way. */
export function announce(text: string): void {
  announcement.value = announcement.value === text ? text + AGAIN : text;
}
