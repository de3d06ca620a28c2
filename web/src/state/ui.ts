import { signal } from "@preact/signals";

/** What is open on the page but not part of its address. */
export const isHelpOpen = signal(false);
export const areFiltersOpen = signal(false);
