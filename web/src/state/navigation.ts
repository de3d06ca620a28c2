import { computed, signal } from "@preact/signals";
import type { Dataset } from "../api/types";
import { type Complaint, formatView, parseView } from "./url";
import { DEFAULT_VIEW, NO_FILTERS, type View } from "./view";

const initial = parseView(location.search);

/** The view on show. Only `navigate` and the browser's own Back and Forward change it. */
export const view = signal<View>(initial.view);

/** What the address asked for and could not be followed: until it is hidden, or chosen otherwise. */
export const complaints = signal<Complaint[]>(initial.complaints);

/**
 * Changes the view and the address with it.
 *
 * `replace` leaves no step for Back: for what follows from looking around, such as the map's
 * position, rather than from a decision.
 */
export function navigate(change: Partial<View>, { replace = false } = {}): void {
  const next = { ...view.value, ...change };
  const query = formatView(next);
  if (query === formatView(view.value)) return;
  const address = `${location.pathname}${query}`;
  if (replace) history.replaceState(null, "", address);
  else history.pushState(null, "", address);
  const isSettled = ({ name }: Complaint): boolean =>
    Object.hasOwn(change, name) && next[name as keyof View] !== view.value[name as keyof View];
  if (complaints.value.some(isSettled)) complaints.value = complaints.value.filter((c) => !isSettled(c));
  view.value = next;
}

/** Sets a filter, or clears it when it is that already: what a click on a figure does. */
export function toggle<K extends keyof View>(name: K, value: View[K], also: Partial<View> = {}): void {
  const isOn = view.value[name] === value;
  navigate(isOn ? { [name]: DEFAULT_VIEW[name] } : { [name]: value, ...also });
}

/** Whether the view says all of this. */
export const isSet = (wanted: Partial<View>): boolean =>
  Object.entries(wanted).every(([name, value]) => view.value[name as keyof View] === value);

/** Sets all of this, or none of it when it is so already. */
export function toggleAll(wanted: Partial<View>): void {
  const names = Object.keys(wanted) as (keyof View)[];
  navigate(isSet(wanted) ? Object.fromEntries(names.map((name) => [name, DEFAULT_VIEW[name]])) : wanted);
}

export const clearFilters = (): void => navigate(NO_FILTERS);

const DATASETS_OF: Record<View["tab"], readonly Dataset[]> = {
  inc: ["inc"],
  crq: ["crq"],
  both: ["inc", "crq"],
};

/** The datasets that the tab shows; the same list while the tab is the same. */
export const datasets = computed(() => DATASETS_OF[view.value.tab]);

/** Which tickets are shown. As signals of their own they hold still while the map moves. */
export const show = computed(() => view.value.show);
export const sort = computed(() => view.value.sort);

addEventListener("popstate", () => {
  const parsed = parseView(location.search);
  view.value = parsed.view;
  complaints.value = parsed.complaints;
});
