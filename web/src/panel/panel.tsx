import { figures } from "../state/feeds";
import { openPlace } from "../state/placing";
import { Ageing } from "./ageing";
import { Backlog } from "./backlog";
import { Breakdown } from "./breakdown";
import { Flow } from "./flow";
import { Headline } from "./headline";
import { Jobs } from "./jobs";
import { Schedule } from "./schedule";

/** The figures over the tickets on show. A click on one that counts tickets filters by it. */
export function Panel() {
  const now = figures.value;
  return (
    <section class="panel" aria-label="Figures" data-testid="panel">
      <Headline figures={now} />
      <Schedule figures={now} />
      <Ageing figures={now} />
      <Flow figures={now} />
      <Backlog />
      <Breakdown figures={now} />
      <Jobs />
      <button
        type="button"
        class="button quiet-button"
        data-testid="review-places"
        onClick={() => openPlace({ place: null })}
      >
        Positions to review
      </button>
    </section>
  );
}
