import { useEffect, useLayoutEffect, useRef } from "preact/hooks";
import { openPlace, placing } from "../state/placing";
import { lastFocused } from "../ui/focus";
import { Icon } from "../ui/icon";
import { Editor } from "./editor";
import "./places.css";
import { Review } from "./review";
import { nameWords } from "./words";

/** What people do to positions; it is loaded when somebody opens it. */
export function PlacesDesk() {
  const heading = useRef<HTMLHeadingElement>(null);
  const open = placing.value;
  const place = open?.place ?? null;
  const key = place ? JSON.stringify([place, open?.isWrong ?? false]) : "";
  useLayoutEffect(() => {
    const opener = lastFocused();
    return () => {
      if (opener instanceof HTMLElement && opener.isConnected) opener.focus({ preventScroll: true });
    };
  }, []);
  useEffect(() => heading.current?.focus({ preventScroll: true }), [key]);
  return (
    <article class="detail places" aria-labelledby="places-title" data-testid="places">
      <div class="detail-head">
        <button
          type="button"
          class="button quiet-button"
          data-testid="close-places"
          onClick={() => (placing.value = null)}
        >
          <Icon name="back" /> Close
        </button>
        {place && (
          <button
            type="button"
            class="button quiet-button"
            data-testid="to-review"
            onClick={() => openPlace({ place: null })}
          >
            All to review
          </button>
        )}
      </div>
      <h2 ref={heading} id="places-title" tabIndex={-1}>
        {place ? (
          <>
            {place.location ?? place.cluster}
            <span class="quiet">
              {" "}
              {place.location ? `address in ${nameWords({ ...place, location: null })}` : "cluster"}
            </span>
          </>
        ) : (
          "Positions to review"
        )}
      </h2>
      {place ? <Editor key={key} {...open} place={place} /> : <Review />}
    </article>
  );
}
