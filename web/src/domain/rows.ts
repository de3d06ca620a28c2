/** The rows of a long list that are rendered: those in view, and some around them for fast scrolling. */
export interface Span {
  start: number;
  end: number;
}

const SPARE_ROWS = 8;

export function visibleSpan(scrollTop: number, height: number, rowHeight: number, total: number): Span {
  const first = Math.floor(scrollTop / rowHeight) - SPARE_ROWS;
  const last = Math.ceil((scrollTop + height) / rowHeight) + SPARE_ROWS;
  const start = Math.min(Math.max(0, first), Math.max(0, total - 1));
  return { start, end: Math.min(total, Math.max(last, start)) };
}

/** Where to scroll so that a row is in view; undefined if it already is. */
export function scrollFor(
  index: number,
  scrollTop: number,
  height: number,
  rowHeight: number,
): number | undefined {
  const top = index * rowHeight;
  if (top < scrollTop) return top;
  return top + rowHeight > scrollTop + height ? top + rowHeight - height : undefined;
}

/** The row that a key moves to. */
export function rowAfterKey(key: string, at: number, total: number, page: number): number | undefined {
  const steps: Record<string, number> = {
    ArrowDown: at + 1,
    ArrowUp: at - 1,
    PageDown: at + page,
    PageUp: at - page,
    Home: 0,
    End: total - 1,
  };
  const next = steps[key];
  return next === undefined || total === 0 ? undefined : Math.max(0, Math.min(total - 1, next));
}
