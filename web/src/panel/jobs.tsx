import { type Signal, signal } from "@preact/signals";
import type { FunctionComponent } from "preact";
import { useEffect } from "preact/hooks";
import { choice } from "../state/jobs";
import { Icon } from "../ui/icon";

const table: Signal<FunctionComponent | null> = signal(null);

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
      {isOpen && <Body />}
    </section>
  );
}

function Body() {
  useEffect(() => {
    import("./jobs-table").then(
      ({ JobsTable }) => (table.value = JobsTable),
      () => (choice.value = { ...choice.value, isOpen: false }),
    );
  }, []);
  const Table = table.value;
  return Table ? <Table /> : <p class="quiet">Loading…</p>;
}
