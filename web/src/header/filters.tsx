import { sentence } from "../domain/ticket";
import { filterValues } from "../state/config";
import { clearFilters, datasets, navigate, view } from "../state/navigation";
import { areFiltersOpen } from "../state/ui";
import { hasFilter, type ServerFilter } from "../state/view";
import { Icon } from "../ui/icon";
import { Chips } from "./chips";
import { WindowPicker } from "./window";

const PICKERS: readonly {
  name: ServerFilter;
  label: string;
  of: "clusters" | "statuses" | "teams" | "owners";
}[] = [
  { name: "cluster", label: "Cluster", of: "clusters" },
  { name: "status", label: "Status", of: "statuses" },
  { name: "team", label: "Team", of: "teams" },
  { name: "owner", label: "Owner", of: "owners" },
];

/** Select values are text; this one stands for "all", which no feed value can be. */
const ALL = "\u0000all";

function Picker({ name, label, of }: (typeof PICKERS)[number]) {
  const chosen = view.value[name];
  const values = new Set(
    datasets.value.flatMap((d) => filterValues.value[d]?.[of] ?? []).filter((v) => v !== ""),
  );
  const isUnlisted = chosen !== null && chosen !== "" && !values.has(chosen);
  const wordsOf = (value: string): string => (name === "status" ? sentence(value) : value);
  return (
    <label class="picker" data-on={chosen !== null}>
      <span>{label}</span>
      <select
        aria-label={label}
        value={chosen ?? ALL}
        onChange={(event) => {
          const { value } = event.currentTarget;
          navigate({ [name]: value === ALL ? null : value });
        }}
      >
        <option value={ALL}>All</option>
        <option value="">None given</option>
        {isUnlisted && <option value={chosen}>{wordsOf(chosen)}</option>}
        {[...values].sort().map((value) => (
          <option key={value} value={value}>
            {wordsOf(value)}
          </option>
        ))}
      </select>
    </label>
  );
}

export function Filters() {
  return (
    <section class="filters" aria-label="Filters" data-open={areFiltersOpen.value}>
      <button
        type="button"
        class="button filters-toggle"
        aria-expanded={areFiltersOpen.value}
        onClick={() => (areFiltersOpen.value = !areFiltersOpen.value)}
      >
        <Icon name="filter" /> Filters
      </button>
      <div class="filters-body">
        {PICKERS.map((picker) => (
          <Picker key={picker.name} {...picker} />
        ))}
      </div>
      <WindowPicker />
      <Chips />
      {hasFilter(view.value) && (
        <button type="button" class="button quiet-button" onClick={clearFilters}>
          Clear filters
        </button>
      )}
    </section>
  );
}
