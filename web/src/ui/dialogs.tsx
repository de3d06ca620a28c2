import type { ComponentChildren } from "preact";
import { useEffect, useRef } from "preact/hooks";
import { setToken, tokenWanted } from "../api/token";
import { SLA_ORDER, SLA_WORDS } from "../domain/ticket";
import { ticketTypes } from "../state/ticket-types";
import { isHelpOpen } from "../state/ui";
import { Icon } from "./icon";
import { TicketSymbol } from "./symbol";
import { markOf } from "./symbols";

interface DialogProps {
  title: string;
  onClose?: () => void;
  children: ComponentChildren;
}

/** A modal dialog: the browser keeps the focus inside and returns it afterwards. */
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
      // A second Escape closes it whatever onCancel does.
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
        <p>This server requires an access token. Ask its administrator for one.</p>
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
            : "The token is kept in this browser tab only."}
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
  ["?", "this help"],
  ["Tab", "next part of the page; the arrow keys move within it"],
  ["↑ ↓ Home End", "move in the list; Enter opens a ticket"],
  ["← ↑ ↓ →", "on the map: go from ring to ring, or move the map"],
  ["+ −", "zoom, if the map has the focus"],
  ["Esc", "close the ticket or dialog"],
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
          <TicketSymbol state="waiting" /> Waiting: not closed, but no crew can act now
        </li>
        <li>
          <TicketSymbol state="closed" /> Closed
        </li>
        {ticketTypes.value
          .filter(({ symbol }) => symbol !== "plain")
          .map(({ name, symbol, title }) => (
            <li key={name}>
              <TicketSymbol state="on_track" mark={symbol} /> {title}: with {markOf(symbol).words}
            </li>
          ))}
        <li>
          <TicketSymbol state="on_track" isHollow /> Hollow: only the cluster’s position is known
        </li>
      </ul>
      <p class="quiet">
        A ring is a group of tickets: the number is their count, the colours are their SLA states, worst
        first. All times are East Africa Time (EAT).
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
