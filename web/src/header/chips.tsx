import { navigate, view } from "../state/navigation";
import { CLIENT_FILTERS } from "../state/view";
import { filterWords } from "../state/words";
import { Icon } from "../ui/icon";

/** The filters that were set by pressing figures, each with a button that takes it away. */
export function Chips() {
  const current = view.value;
  const names = CLIENT_FILTERS.filter((name) => current[name] !== null);
  if (names.length === 0) return null;
  return (
    <ul class="chips" aria-label="Filters over the tickets shown">
      {names.map((name) => (
        <li key={name}>
          <button
            type="button"
            class="chip"
            aria-label={`Remove filter: ${filterWords(name, current)}`}
            onClick={() => navigate({ [name]: null })}
          >
            {filterWords(name, current)} <Icon name="close" size={14} />
          </button>
        </li>
      ))}
    </ul>
  );
}
