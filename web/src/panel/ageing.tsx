import type { Age, Figures } from "../domain/figures";
import { count } from "../domain/numbers";
import { AGE_WORDS } from "../domain/ticket";
import { toggle, view } from "../state/navigation";

/** The open tickets by age; the dark part of a bar is past its SLA. */
export function Ageing({ figures }: { figures: Figures | null }) {
  const ages = figures?.ages.filter(({ bucket, open }) => bucket !== "unknown" || open > 0) ?? [];
  const most = Math.max(1, ...ages.map(({ open }) => open));
  return (
    <section class="block" aria-labelledby="ageing-title">
      <h2 id="ageing-title">
        Age of open tickets <span class="key-breached">breached</span>
      </h2>
      <div class="bars">
        {ages.map((age) => (
          <Bar key={age.bucket} age={age} most={most} />
        ))}
      </div>
    </section>
  );
}

function Bar({ age: { bucket, open, breached }, most }: { age: Age; most: number }) {
  const share = (n: number): string => `${(100 * n) / most}%`;
  return (
    <button
      type="button"
      class="bar"
      data-testid={`age-${bucket}`}
      aria-pressed={view.value.age === bucket}
      onClick={() => toggle({ age: bucket })}
    >
      <span>
        {AGE_WORDS[bucket]}
        <span class="sr-only">: </span>
      </span>
      <span class="bar-track">
        <span class="bar-bad" style={{ width: share(breached) }} />
        <span class="bar-rest" style={{ width: share(open - breached) }} />
      </span>
      <b>
        {count(open)}
        <span class="sr-only"> open, {count(breached)} breached</span>
      </b>
    </button>
  );
}
