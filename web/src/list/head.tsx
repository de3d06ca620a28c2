import { navigate, show, view } from "../state/navigation";
import { Icon } from "../ui/icon";
import { nextSort, parseSort } from "./order";

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

/** The heads of the columns, which sort. */
export function ListHead() {
  const { column: current, isDescending } = parseSort(view.value.sort);
  return (
    <div class="grid-head" role="row" aria-rowindex={1}>
      {COLUMNS.map(({ class: name, parts }) => {
        // How long it took to restore is known of closed tickets only.
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
              // Of closed tickets the last column tells when they were closed.
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
