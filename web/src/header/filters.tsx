import { type Picker, SERVER_FILTERS } from "../domain/filters";
import { commonest, NONE, nameKey } from "../domain/names";
import { hasFilter } from "../domain/view";
import { filterValues } from "../state/config";
import { clearFilters, datasets, navigate, view } from "../state/navigation";
import { areFiltersOpen } from "../state/ui";
import { Icon } from "../ui/icon";
import { Chips } from "./chips";
import { WindowPicker } from "./window";

const PICKERS: readonly Picker[] = SERVER_FILTERS;

/** The option for "all": a value that no feed can have, because option values are text. */
const ALL = "\u0000all";

function FilterPicker({ name, label, values: key, words = (value) => value }: Picker) {
  const chosen = view.value[name];
  const values = commonest(datasets.value.flatMap((d) => filterValues.value[d]?.[key] ?? []));
  // An address can hold another spelling of a listed name.
  const listed = chosen === null ? undefined : values.get(nameKey(chosen));
  const isUnlisted = chosen !== null && chosen !== "" && listed === undefined;
  return (
    <label class="picker" data-on={chosen !== null}>
      <span>{label}</span>
      <select
        aria-label={label}
        value={listed ?? chosen ?? ALL}
        onChange={(event) => {
          const { value } = event.currentTarget;
          navigate({ [name]: value === ALL ? null : value });
        }}
      >
        <option value={ALL}>All</option>
        <option value="">{NONE}</option>
        {isUnlisted && <option value={chosen}>{words(chosen)}</option>}
        {[...values.values()].sort().map((value) => (
          <option key={value} value={value}>
            {words(value)}
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
          <FilterPicker key={picker.name} {...picker} />
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
