import type { ComponentChildren } from "preact";
import { useEffect, useRef } from "preact/hooks";
import { setToken, tokenWanted } from "../api/token";
import { SLA_ORDER, SLA_WORDS } from "../domain/ticket";
import { isHelpOpen } from "../state/ui";
import { Icon } from "./icon";
import { TicketSymbol } from "./symbol";

interface DialogProps {
  title: string;
  onClose?: () => void;
  children: ComponentChildren;
}

/** A modal dialog: the browser keeps the focus inside and gives it back. */
function Dialog({ title, onClose, children }: DialogProps) {
  const dialog = useRef<HTMLDialogElement>(null);
  useEffect(() => {
    dialog.current?.showModal();
  }, []);
  return (
    <dialog
      ref={dialog}
      aria-labelledby="dialog-title"
      onCancel={(event) => {
        if (!onClose) event.preventDefault();
      }}
      // Pressed twice, Escape closes it whatever the page says.
      onClose={onClose ?? (() => dialog.current?.showModal())}
    >
      <div class="dialog-head">
        <h2 id="dialog-title">{title}</h2>
        {onClose && (
          <button
            type="button"
            class="icon-button"
            aria-label="Close"
            onClick={() => dialog.current?.close()}
          >
            <Icon name="close" />
          </button>
        )}
      </div>
      {children}
    </dialog>
  );
}

function TokenDialog() {
  const input = useRef<HTMLInputElement>(null);
  const isRefused = tokenWanted.value === "refused";
  return (
    <Dialog title="Access token">
      <form
        class="token-form"
        onSubmit={(event) => {
          event.preventDefault();
          const value = input.current?.value.trim();
          if (value) setToken(value);
        }}
      >
        <p>This server answers only to those who have a token. Ask its administrator for one.</p>
        <label>
          <span>Token</span>
          <input
            ref={input}
            type="password"
            autocomplete="off"
            spellcheck={false}
            required
            aria-describedby="token-note"
            aria-invalid={isRefused}
          />
        </label>
        <p id="token-note" class={isRefused ? "trouble" : "quiet"} role={isRefused ? "alert" : undefined}>
          {isRefused
            ? "That token was refused: it is wrong, expired or revoked."
            : "It is kept in this browser tab only."}
        </p>
        <button type="submit" class="button main-button">
          Open the map
        </button>
      </form>
    </Dialog>
  );
}

const KEYS: readonly [string, string][] = [
  ["/", "search"],
  ["?", "this page"],
  ["Tab", "to the next part; arrows move within it"],
  ["↑ ↓ Home End", "in the list; Enter opens a ticket"],
  ["← ↑ ↓ →", "on the map: from ring to ring, or move the map"],
  ["+ −", "zoom, when the map has the focus"],
  ["Esc", "close what is open"],
];

function HelpDialog() {
  return (
    <Dialog title="Keys and symbols" onClose={() => (isHelpOpen.value = false)}>
      <dl class="help-keys">
        {KEYS.map(([key, does]) => (
          <div key={key}>
            <dt>
              <kbd>{key}</kbd>
            </dt>
            <dd>{does}</dd>
          </div>
        ))}
      </dl>
      <ul class="help-symbols">
        {SLA_ORDER.map((state) => (
          <li key={state}>
            <TicketSymbol state={state} /> {SLA_WORDS[state]}
          </li>
        ))}
        <li>
          <TicketSymbol state="closed" /> Closed
        </li>
        <li>
          <TicketSymbol state="on_track" dataset="crq" /> With a plus: an installation
        </li>
        <li>
          <TicketSymbol state="on_track" isHollow /> Hollow: only the cluster’s middle is known
        </li>
      </ul>
      <p class="quiet">
        A ring is a group of tickets: its number says how many, its colours how they stand, the worst first.
        All times are East Africa Time.
      </p>
    </Dialog>
  );
}

export function Dialogs() {
  return (
    <>
      {tokenWanted.value !== null && <TokenDialog key={tokenWanted.value} />}
      {isHelpOpen.value && <HelpDialog />}
    </>
  );
}
