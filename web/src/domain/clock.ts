import type { Dashboard } from "../contract/types";

/** The instants that a dataset's answer is measured at. */
export interface Clock {
  asOf: number;
  /** Infinite if the window has no bound on this side. */
  from: number;
  to: number;
  /** Whether the dataset's tickets have appointments; only then does its answer count due tickets. */
  hasSchedule: boolean;
}

export const clockOf = ({ filters, metrics }: Dashboard): Clock => ({
  asOf: Date.parse(filters.as_of),
  from: filters.from === null ? Number.NEGATIVE_INFINITY : Date.parse(filters.from),
  to: filters.to === null ? Number.POSITIVE_INFINITY : Date.parse(filters.to),
  hasSchedule: metrics.schedule !== null,
});
