import type { ComponentChildren } from "preact";
import { useEffect, useRef } from "preact/hooks";
import { decide, held } from "../state/dispatch/decide";
import { holdWanted, namesOf } from "../state/dispatch/moving";
import { doubt, publish } from "../state/dispatch/planning";

interface Props {
  title: string;
  onClose: () => void;
  children: ComponentChildren;
}

function Dialog({ title, onClose, children }: Props) {
  const dialog = useRef<HTMLDialogElement>(null);
  useEffect(() => {
    dialog.current?.showModal();
  }, []);
  return (
    <dialog ref={dialog} aria-labelledby="desk-dialog" onClose={onClose}>
      <div class="dialog-head">
        <h2 id="desk-dialog">{title}</h2>
      </div>
      {children}
      <button type="button" class="button" onClick={() => dialog.current?.close()}>
        Cancel
      </button>
    </dialog>
  );
}

/** Taking tickets out of the plans needs a reason. */
function HoldDialog({ keys }: { keys: readonly string[] }) {
  return (
    <Dialog title={`Hold ${namesOf(keys)}`} onClose={() => (holdWanted.value = null)}>
      <form
        class="token-form"
        onSubmit={(event) => {
          event.preventDefault();
          const given = new FormData(event.currentTarget);
          const reason = String(given.get("reason")).trim();
          const until = String(given.get("until")) || null;
          holdWanted.value = null;
          void decide(`Hold ${namesOf(keys)}`, new Map(keys.map((key) => [key, held(reason, until)])));
        }}
      >
        <p>A held ticket stays out of every plan until it is released.</p>
        <label>
          <span>Reason</span>
          <input name="reason" required maxLength={200} autocomplete="off" pattern=".*\S.*" />
        </label>
        <label>
          <span>May be planned again on (blank: when released)</span>
          <input name="until" type="date" />
        </label>
        <button type="submit" class="button main-button">
          Hold
        </button>
      </form>
    </Dialog>
  );
}

function DoubtDialog({ why }: { why: string }) {
  return (
    <Dialog title="Publish all the same?" onClose={() => (doubt.value = null)}>
      <form
        class="token-form"
        onSubmit={(event) => {
          event.preventDefault();
          void publish(true);
        }}
      >
        <p>{why}</p>
        <button type="submit" class="button main-button">
          Publish all the same
        </button>
      </form>
    </Dialog>
  );
}

export function DeskDialogs() {
  return (
    <>
      {holdWanted.value && <HoldDialog keys={holdWanted.value} />}
      {doubt.value !== null && <DoubtDialog why={doubt.value} />}
    </>
  );
}
