import { useSignal } from "@preact/signals";
import { useEffect, useLayoutEffect, useRef } from "preact/hooks";
import { rowAfterKey, scrollFor, visibleSpan } from "../domain/rows";
import { hasFilter } from "../domain/view";
import { blank, figures, isLoading } from "../state/feeds";
import { listed } from "../state/listed";
import { marks } from "../state/marks";
import { clearFilters, navigate, view } from "../state/navigation";
import { useHeight } from "../ui/height";
import { ListHead } from "./head";
import { Row } from "./row";
import { ListTools } from "./tools";

/** The row height in pixels: larger for touch, and for larger text. */
const rowHeight = (): number => {
  const text = Number.parseFloat(getComputedStyle(document.documentElement).fontSize) / 16;
  return (matchMedia("(pointer: coarse)").matches ? 64 : 54) * text;
};

export function List() {
  const scroller = useRef<HTMLDivElement>(null);
  const scrollTop = useSignal(0);
  const height = useHeight(scroller, 600);
  /** The row that Tab reaches; it stays rendered while out of view, so that the focus is not lost. */
  const active = useSignal<string | null>(null);
  const wantsFocus = useRef(false);
  const lastIndex = useRef(0);

  const tickets = listed.value;
  const size = rowHeight();
  const { start, end } = visibleSpan(scrollTop.value, height.value, size, tickets.length);
  const { ticket: selected } = view.value;
  const found = tickets.findIndex(({ key }) => key === active.value);
  // If the row is gone, the one in its place.
  const activeIndex = found === -1 ? Math.min(lastIndex.current, Math.max(0, tickets.length - 1)) : found;
  lastIndex.current = activeIndex;
  const hadFocus = scroller.current?.contains(document.activeElement) ?? false;

  const reveal = (index: number): void => {
    const box = scroller.current;
    const top = box ? scrollFor(index, box.scrollTop, box.clientHeight, size) : undefined;
    if (box && top !== undefined) box.scrollTop = top;
  };

  // Only a new selection moves the list, not new data.
  useEffect(() => {
    const index = tickets.findIndex(({ key }) => key === selected);
    if (index === -1) return;
    active.value = selected;
    reveal(index);
  }, [selected]);

  // Directly after the render that asked for it: later, an older render's effect could take the focus.
  useLayoutEffect(() => {
    const isLost = hadFocus && document.activeElement === document.body;
    if (!wantsFocus.current && !isLost) return;
    wantsFocus.current = false;
    scroller.current?.querySelector<HTMLElement>('[data-active="true"]')?.focus({ preventScroll: true });
  });

  const onKey = (event: KeyboardEvent): void => {
    const page = Math.max(1, Math.floor(height.value / size) - 1);
    const next = rowAfterKey(event.key, activeIndex, tickets.length, page);
    const ticket = next === undefined ? undefined : tickets[next];
    if (next === undefined || !ticket) return;
    event.preventDefault();
    active.value = ticket.key;
    wantsFocus.current = true;
    reveal(next);
  };

  const drawn = tickets.slice(start, end).map((ticket, i) => ({ ticket, index: start + i }));
  const activeTicket = tickets[activeIndex];
  if (activeTicket && (activeIndex < start || activeIndex >= end)) {
    drawn.push({ ticket: activeTicket, index: activeIndex });
  }
  return (
    <section class="list" aria-label="List of tickets" id="list">
      <ListTools />
      <div
        class="grid"
        role="grid"
        aria-label="Tickets"
        aria-rowcount={Math.max(1, tickets.length) + 1}
        aria-colcount={4}
        data-show={view.value.show}
        data-testid="list"
      >
        <ListHead />
        <div
          class="grid-scroll"
          role="rowgroup"
          ref={scroller}
          onScroll={(e) => (scrollTop.value = e.currentTarget.scrollTop)}
          onKeyDown={onKey}
        >
          <div class="grid-room" role="presentation" style={{ height: `${tickets.length * size}px` }}>
            {drawn.map(({ ticket, index }) => (
              <Row
                key={ticket.key}
                ticket={ticket}
                index={index}
                top={index * size}
                height={size}
                isSelected={ticket.key === selected}
                isActive={index === activeIndex}
                mark={marks.value.get(ticket.key)}
                onOpen={() => navigate({ ticket: ticket.key })}
                onFocus={() => (active.value = ticket.key)}
              />
            ))}
          </div>
          {tickets.length === 0 && (
            <div role="row" aria-rowindex={2}>
              <div role="gridcell" aria-colspan={4}>
                <Nothing />
              </div>
            </div>
          )}
        </div>
      </div>
    </section>
  );
}

/** Why the list is empty. */
function Nothing() {
  const { show } = view.value;
  if (!figures.value) {
    const words = isLoading.value
      ? "Loading…"
      : blank.value.length > 0
        ? "Nothing has been imported yet."
        : "The tickets are not available.";
    return <p class="quiet list-empty">{words}</p>;
  }
  const kind = show === "all" ? "" : `${show} `;
  if (!hasFilter(view.value)) return <p class="quiet list-empty">No {kind}tickets.</p>;
  return (
    <div class="quiet list-empty">
      <p>No {kind}tickets match the filters.</p>
      <button type="button" class="button" onClick={clearFilters}>
        Clear filters
      </button>
    </div>
  );
}
