import { computed, signal } from "@preact/signals";
import { type Complaint, formatView, parseView } from "../domain/address";
import { DISPATCH, defaultView, EVERY_TYPE, NO_FILTERS, type View } from "../domain/view";
import { datasetNames, ticketTypes } from "./ticket-types";

/** The view on show. Only `navigate` and the browser's own Back and Forward change it. */
export const view = signal<View>(defaultView([]));

/** Parameters of the address that the page could not use, until they are hidden or set anew. */
export const complaints = signal<Complaint[]>([]);

/** Shows the view that the address describes; the ticket types must be known. */
export function readAddress(): void {
  const parsed = parseView(location.search, datasetNames.value);
  view.value = parsed.view;
  complaints.value = parsed.complaints;
}

/** The query of a view, empty for the default one. */
export const queryOf = (wanted: View): string => formatView(wanted, datasetNames.value);

/**
 * Changes the view and the address with it.
 *
 * `replace` adds no step for Back. It is for consequences of looking around, such as the map's
 * position, rather than for decisions.
 */
export function navigate(change: Partial<View>, { replace = false } = {}): void {
  const next = { ...view.value, ...change };
  const query = queryOf(next);
  if (query === queryOf(view.value)) return;
  const address = `${location.pathname}${query}`;
  if (replace) history.replaceState(null, "", address);
  else history.pushState(null, "", address);
  const isSettled = ({ name }: Complaint): boolean =>
    Object.hasOwn(change, name) && next[name as keyof View] !== view.value[name as keyof View];
  if (complaints.value.some(isSettled)) complaints.value = complaints.value.filter((c) => !isSettled(c));
  view.value = next;
}

/** Whether the view has all of these values. */
export const isSet = (wanted: Partial<View>): boolean =>
  Object.entries(wanted).every(([name, value]) => view.value[name as keyof View] === value);

/** Sets these values and `also`; or, if they are set already, clears them. A click on a figure does this. */
export function toggle(wanted: Partial<View>, also: Partial<View> = {}): void {
  const defaults = defaultView(datasetNames.value);
  const cleared = Object.fromEntries(Object.keys(wanted).map((name) => [name, defaults[name as keyof View]]));
  navigate(isSet(wanted) ? cleared : { ...wanted, ...also });
}

export const clearFilters = (): void => navigate(NO_FILTERS);

const tab = computed(() => view.value.tab);

/** Whether the tab of the crews' day is on show. */
export const isDispatch = computed(() => tab.value === DISPATCH);

/** The ticket types that the tab shows; the same list while the tab is the same. */
export const shownTypes = computed(() =>
  tab.value === EVERY_TYPE || isDispatch.value
    ? ticketTypes.value
    : ticketTypes.value.filter(({ name }) => name === tab.value),
);

/** Their datasets. */
export const datasets = computed(() => shownTypes.value.map(({ name }) => name));

/** Which tickets are shown. As signals of their own these do not change while the map moves. */
export const show = computed(() => view.value.show);
export const sort = computed(() => view.value.sort);

addEventListener("popstate", readAddress);
