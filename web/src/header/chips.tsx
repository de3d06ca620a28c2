import { PAGE_FILTER_NAMES } from "../domain/filters";
import { filterLabel } from "../state/labels";
import { navigate, view } from "../state/navigation";
import { Icon } from "../ui/icon";

/** The page filters that are set, each with a button that removes it. */
export function Chips() {
  const names = PAGE_FILTER_NAMES.filter((name) => view.value[name] !== null);
  if (names.length === 0) return null;
  return (
    <ul class="chips" aria-label="Active filters">
      {names.map((name) => (
        <li key={name}>
          <button
            type="button"
            class="chip"
            aria-label={`Remove filter: ${filterLabel(name)}`}
            onClick={() => navigate({ [name]: null })}
          >
            {filterLabel(name)} <Icon name="close" size={14} />
          </button>
        </li>
      ))}
    </ul>
  );
}
