import { useSignal } from "@preact/signals";
import { useEffect, useLayoutEffect, useMemo, useRef } from "preact/hooks";
import { hoursOf, type Scale, scaleOf, xOf } from "../domain/dispatch/scale";
import { scrollFor, visibleSpan } from "../domain/rows";
import { clock } from "../domain/time";
import { lanes, mayDecide, shownLanes } from "../state/dispatch/desk";
import { moving } from "../state/dispatch/moving";
import { playedAt } from "../state/dispatch/playback";
import { selectedCrew } from "../state/dispatch/selection";
import { serverNow, tick } from "../state/live";
import { LaneRow } from "./lane";
import { onLaneKey } from "./lane-keys";
import { crewsInView, focusWanted, layout, reached } from "./layout";
import { dragOver, MovingNote } from "./pointer";

const AXIS_PX = 26;
/** At least so many pixels a minute, on a phone and elsewhere: a visit can be read. */
const LEAST_PX = { narrow: 1.6, wide: 1.2 };

const isNarrow = (): boolean => innerWidth < 700;
const textSize = (): number => Number.parseFloat(getComputedStyle(document.documentElement).fontSize) / 16;
const laneHeight = (): number => (matchMedia("(pointer: coarse)").matches ? 56 : 46) * textSize();
const headWidth = (): number => (isNarrow() ? 96 : 168) * textSize();

function Axis({ scale, head }: { scale: Scale; head: number }) {
  return (
    <div class="axis" role="row" aria-rowindex={1} style={{ height: `${AXIS_PX}px` }}>
      <div class="axis-corner" role="columnheader" style={{ width: `${head}px` }}>
        Crew
      </div>
      <div class="axis-hours" role="columnheader" aria-label="Day">
        {hoursOf(scale).map((hour) => (
          <span key={hour} style={{ left: `${xOf(scale, hour)}px` }}>
            {clock(hour)}
          </span>
        ))}
      </div>
    </div>
  );
}

function Now({ scale, head }: { scale: Scale; head: number }) {
  tick.value;
  const now = serverNow();
  if (now < scale.from || now > scale.to) return null;
  return (
    <div
      class="now-line"
      data-testid="now-line"
      role="presentation"
      title={`Now, ${clock(now)}`}
      style={{ left: `${head + xOf(scale, now)}px` }}
    />
  );
}

/** The instant that is played back. */
function Played({ scale, head }: { scale: Scale; head: number }) {
  const at = playedAt.value;
  if (at === null || at < scale.from || at > scale.to) return null;
  return (
    <div class="now-line played-line" role="presentation" style={{ left: `${head + xOf(scale, at)}px` }} />
  );
}

/** A lane for each crew on shift. Only lanes in view are drawn. */
export function Timeline() {
  const scroller = useRef<HTMLDivElement>(null);
  const scrollTop = useSignal(0);
  const room = useSignal({ width: 900, height: 400 });
  const shown = shownLanes.value;
  const [height, head] = [laneHeight(), headWidth()];
  const [all, width] = [lanes.value, room.value.width - head - 2];
  const least = isNarrow() ? LEAST_PX.narrow : LEAST_PX.wide;
  // The same objects as long as they measure the same: lanes that are drawn already stay as they are.
  const measures = useMemo(() => {
    const scale = scaleOf(all, width, least);
    return scale && { scale, laneHeight: height, headWidth: head };
  }, [all, width, least, height, head]);

  useLayoutEffect(() => {
    const box = scroller.current;
    if (!box) return;
    const watch = new ResizeObserver(
      () => (room.value = { width: box.clientWidth, height: box.clientHeight }),
    );
    watch.observe(box);
    return () => watch.disconnect();
  }, [room]);

  const reveal = (crew: string | null): void => {
    const box = scroller.current;
    const index = shown.findIndex((lane) => lane.crew === crew);
    if (!box || index < 0) return;
    const top = scrollFor(index, box.scrollTop, box.clientHeight - AXIS_PX, height);
    if (top !== undefined) box.scrollTop = top;
  };

  // A selection elsewhere brings its lane into view; new data does not.
  useEffect(() => reveal(selectedCrew.value), [selectedCrew.value]);
  const target = moving.value?.by === "keys" ? (moving.value.target?.crew ?? null) : null;
  useEffect(() => reveal(target), [target]);

  const hadFocus = scroller.current?.contains(document.activeElement) ?? false;
  const lastWanted = useRef(0);
  useLayoutEffect(() => {
    const isLost = hadFocus && document.activeElement === document.body;
    if (lastWanted.current === focusWanted.value && !isLost) return;
    lastWanted.current = focusWanted.value;
    reveal(reached.value?.crew ?? null);
    scroller.current?.querySelector<HTMLElement>('[data-reached="true"]')?.focus();
  });

  if (!measures) return <p class="quiet list-empty">No crew is on shift on this day.</p>;
  const { scale } = measures;
  const { start, end } = visibleSpan(scrollTop.value, room.value.height - AXIS_PX, height, shown.length);
  const drawn = shown.slice(start, end).map((lane, i) => ({ lane, index: start + i }));
  const at = shown.findIndex(({ crew }) => crew === reached.value?.crew);
  const tabStop = at >= 0 ? at : 0;
  const far = shown[tabStop];
  if (far && (tabStop < start || tabStop >= end)) drawn.push({ lane: far, index: tabStop });
  crewsInView.names = drawn.map(({ lane }) => lane.crew);
  layout.value = measures;
  return (
    <div
      class="lanes"
      role="grid"
      aria-label="Timeline of the crews"
      aria-describedby="lane-keys"
      aria-rowcount={shown.length + 1}
      data-testid="lanes"
      data-moving={moving.value !== null}
      ref={scroller}
      // In whole lanes: within one, nothing else comes into view.
      onScroll={({ currentTarget }) =>
        (scrollTop.value = Math.floor(currentTarget.scrollTop / height) * height)
      }
      onKeyDown={onLaneKey}
      onPointerMove={dragOver}
    >
      <div
        class="lanes-room"
        role="presentation"
        style={{
          height: `${shown.length * height + AXIS_PX}px`,
          width: `${head + xOf(scale, scale.to)}px`,
          "--head": `${head}px`,
          "--hour": `${scale.pxPerMinute * 60}px`,
        }}
      >
        <Axis scale={scale} head={head} />
        {drawn.map(({ lane, index }) => (
          <LaneRow
            key={lane.crew}
            lane={lane}
            index={index}
            top={AXIS_PX + index * height}
            height={height}
            scale={scale}
            isTabStop={index === tabStop}
          />
        ))}
        <Now scale={scale} head={head} />
        <Played scale={scale} head={head} />
        {shown.length === 0 && <p class="quiet list-empty">No crew on shift matches the filters.</p>}
      </div>
      <p id="lane-keys" class="sr-only">
        {mayDecide.value && "M moves a visit, H holds it, Control Z undoes."}
      </p>
      <MovingNote />
    </div>
  );
}
