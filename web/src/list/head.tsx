import { nextSort, parseSort } from "../domain/order";
import { navigate, show, view } from "../state/navigation";
import { Icon } from "../ui/icon";

const COLUMNS = [
  { class: "cell-ticket", parts: [{ column: "ticket", label: "Ticket" }] },
  {
    class: "cell-place",
    parts: [
      { column: "place", label: "Place" },
      { column: "team", label: "Team" },
    ],
  },
  { class: "cell-age", parts: [{ column: "age", label: "Age" }] },
  {
    class: "cell-due",
    parts: [
      { column: "due", label: "Due" },
      { column: "mttr", label: "Took" },
    ],
  },
] as const;

/** The column headers, which sort the list. */
export function ListHead() {
  const { column: current, isDescending } = parseSort(view.value.sort);
  return (
    <div class="grid-head" role="row" aria-rowindex={1}>
      {COLUMNS.map(({ class: name, parts }) => {
        // Only closed tickets have a time to restore.
        const heads = parts.filter(({ column }) => column !== "mttr" || show.value === "closed");
        const isSorted = parts.some(({ column }) => column === current);
        return (
          <div
            key={name}
            role="columnheader"
            class={name}
            aria-sort={isSorted ? (isDescending ? "descending" : "ascending") : "none"}
          >
            {heads.map(({ column, label: name }) => {
              // For closed tickets the last column shows when they were closed.
              const label = column === "due" && show.value === "closed" ? "Closed" : name;
              return (
                <button
                  key={column}
                  type="button"
                  aria-label={`Sort by ${label.toLowerCase()}`}
                  data-on={column === current}
                  onClick={() => navigate({ sort: nextSort(view.value.sort, column) }, { replace: true })}
                >
                  {label}
                  {column === current && <Icon name={isDescending ? "down" : "up"} size={12} />}
                </button>
              );
            })}
          </div>
        );
      })}
    </div>
  );
}
