import { signal } from "@preact/signals";

/** The newest message for screen readers. The count makes a repeated message a new one. */
export const announcement = signal({ text: "", count: 0 });

/** Says something to screen readers; the page shows it in another way. */
export function announce(text: string): void {
  announcement.value = { text, count: announcement.value.count + 1 };
}
