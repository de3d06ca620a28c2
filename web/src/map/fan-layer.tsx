import type { Map as MapLibre } from "maplibre-gl";
import { render } from "preact";
import { formatPoint } from "../domain/position";
import { stateWords, type Ticket } from "../domain/ticket";
import { shortDuration } from "../domain/time";
import { symbolOf } from "../ui/symbol";
import { nearestInDirection } from "./direction";
import { fanPositions } from "./fan";

const wordsOf = (ticket: Ticket): string => {
  return `${ticket.ticket_id}, ${stateWords(ticket)}, ${shortDuration(ticket.age_minutes)} old`;
};

/** The tickets at one point, fanned out around it. */
export class FanLayer {
  private readonly map: MapLibre;
  private readonly parent: HTMLElement;
  private readonly onPick: (ticket: Ticket) => void;
  private at: [number, number] | undefined;
  private leaves: Leaf[] = [];
  private opener: HTMLElement | null = null;

  constructor(map: MapLibre, parent: HTMLElement, onPick: (ticket: Ticket) => void) {
    this.map = map;
    this.parent = parent;
    this.onPick = onPick;
    map.on("move", () => this.place());
    map.on("zoomstart", () => this.close());
    parent.addEventListener("keydown", (event) => this.onKey(event));
  }

  get isOpen(): boolean {
    return this.at !== undefined;
  }

  /** The point whose tickets are fanned out. */
  get point(): string | undefined {
    const [first] = this.leaves;
    return this.at && first?.ticket.at ? formatPoint(first.ticket.at) : undefined;
  }

  open(at: [number, number], tickets: readonly Ticket[]): void {
    this.opener = document.activeElement as HTMLElement | null;
    this.at = at;
    const positions = fanPositions(tickets.length);
    this.leaves = tickets.map((ticket, i) => {
      const [x, y] = positions[i] ?? [0, 0];
      return { ticket, x, y };
    });
    this.draw();
    this.parent.hidden = false;
    this.parent.parentElement?.setAttribute("data-fan", "open");
    this.place();
    this.parent.querySelector<HTMLElement>("button")?.focus({ preventScroll: true });
  }

  /** Draws the same tickets with their new data. */
  refresh(tickets: ReadonlyMap<string, Ticket>): void {
    this.leaves = this.leaves.map((leaf) => ({
      ...leaf,
      ticket: tickets.get(leaf.ticket.key) ?? leaf.ticket,
    }));
    this.draw();
  }

  private draw(): void {
    render(<Fan leaves={this.leaves} onPick={this.onPick} />, this.parent);
  }

  close(): void {
    if (!this.at) return;
    const hadFocus = this.parent.contains(document.activeElement);
    this.at = undefined;
    this.parent.hidden = true;
    this.parent.parentElement?.removeAttribute("data-fan");
    render(null, this.parent);
    if (!hadFocus) return;
    const back = this.opener?.isConnected ? this.opener : this.map.getCanvas();
    back.focus({ preventScroll: true });
  }

  private place(): void {
    if (!this.at) return;
    const { x, y } = this.map.project(this.at);
    this.parent.style.transform = `translate(${x}px, ${y}px)`;
  }

  private onKey(event: KeyboardEvent): void {
    if (event.key === "Escape") {
      event.stopPropagation();
      this.close();
      return;
    }
    const buttons = [...this.parent.querySelectorAll<HTMLElement>("button")];
    const placed = buttons.map((button) => {
      const { x, y } = button.getBoundingClientRect();
      return { button, x, y };
    });
    const current = placed.find(({ button }) => button === event.target);
    const next = current && nearestInDirection(current, placed, event.key);
    if (!next) return;
    event.preventDefault();
    next.button.focus({ preventScroll: true });
  }
}

interface Leaf {
  ticket: Ticket;
  x: number;
  y: number;
}

function Fan({ leaves, onPick }: { leaves: Leaf[]; onPick: (ticket: Ticket) => void }) {
  const reach = Math.max(...leaves.map(({ x, y }) => Math.hypot(x, y))) + 20;
  return (
    <fieldset class="fan" aria-label="Tickets at this point">
      <svg
        viewBox={`${-reach} ${-reach} ${2 * reach} ${2 * reach}`}
        width={2 * reach}
        height={2 * reach}
        aria-hidden="true"
      >
        <path d={leaves.map(({ x, y }) => `M0 0L${x} ${y}`).join("")} class="fan-legs" />
        <circle r="4" class="fan-point" />
      </svg>
      {leaves.map(({ ticket, x, y }) => (
        <button
          key={ticket.key}
          type="button"
          data-testid="fan-ticket"
          aria-label={wordsOf(ticket)}
          title={wordsOf(ticket)}
          style={{ transform: `translate(${x}px, ${y}px)` }}
          onClick={() => onPick(ticket)}
        >
          {symbolOf(ticket, 22)}
        </button>
      ))}
    </fieldset>
  );
}
