import { choice } from "../state/jobs";
import { Icon } from "../ui/icon";
import { onDemand } from "../ui/on-demand";

const Table = onDemand(
  async () => (await import("./jobs-table")).JobsTable,
  () => (choice.value = { ...choice.value, isOpen: false }),
  "quiet",
);

/** What teams and people closed. Its code and data are loaded when it is opened. */
export function Jobs() {
  const { isOpen } = choice.value;
  return (
    <section class="block jobs" aria-labelledby="jobs-title" data-testid="jobs">
      <h2 id="jobs-title">
        <button
          type="button"
          class="disclosure"
          aria-expanded={isOpen}
          onClick={() => (choice.value = { ...choice.value, isOpen: !isOpen })}
        >
          Jobs of teams and people <Icon name={isOpen ? "up" : "down"} size={16} />
        </button>
      </h2>
      {isOpen && <Table />}
    </section>
  );
}
