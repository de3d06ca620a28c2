import { signal } from "@preact/signals";

/** What is open on the page and not worth an address. */
export const isHelpOpen = signal(false);
export const areFiltersOpen = signal(false);
