const WHOLE = new Intl.NumberFormat("en", { maximumFractionDigits: 0 });

/** `12,345`; an unknown number is a dash, never a zero. */
export function count(value: number | null | undefined): string {
  return value === null || value === undefined ? "–" : WHOLE.format(value).replace("-", "−");
}

const ONE_DECIMAL = new Intl.NumberFormat("en", { minimumFractionDigits: 1, maximumFractionDigits: 1 });

/** `4.2`, for a mean of small counts. */
export function decimal(value: number | null | undefined): string {
  return value === null || value === undefined ? "–" : ONE_DECIMAL.format(value);
}

/** `+12`, `−3`, `0`. */
export function signed(value: number | null | undefined): string {
  return value !== null && value !== undefined && value > 0 ? `+${count(value)}` : count(value);
}

/** `83 %` for a share between 0 and 1. Only the whole is 100 %, and only nothing is 0 %. */
export function percent(share: number | null | undefined): string {
  if (share === null || share === undefined) return "–";
  const rounded = Math.round(share * 100);
  if (rounded === 100 && share < 1) return "99 %";
  return rounded === 0 && share > 0 ? "1 %" : `${rounded} %`;
}

/** `1 ticket`, `1,204 tickets`. */
export function tickets(value: number): string {
  return `${count(value)} ${value === 1 ? "ticket" : "tickets"}`;
}

/** The sum; unknown if any part is. */
export function sum(values: readonly (number | null | undefined)[]): number | null {
  let total = 0;
  for (const value of values) {
    if (value === null || value === undefined) return null;
    total += value;
  }
  return values.length === 0 ? null : total;
}

/** The interpolated quantile of numbers in any order; null if there are none. */
export function quantile(values: readonly number[], share: number): number | null {
  if (values.length === 0) return null;
  const sorted = [...values].sort((a, b) => a - b);
  const at = (sorted.length - 1) * share;
  const low = sorted[Math.floor(at)] ?? 0;
  return low + ((sorted[Math.ceil(at)] ?? low) - low) * (at - Math.floor(at));
}
