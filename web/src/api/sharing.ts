import type { ChangeNotice } from "../contract/types";
import { type Following, followEvents, type StreamHandlers } from "./events";

/**
 * One event stream for all windows of a browser.
 *
 * Over HTTP/1.1 a browser opens six connections to a server, so six windows with a stream each would
 * leave none for requests. The windows elect one that holds the stream and passes its events on.
 * They use a BroadcastChannel: locks exist only behind TLS, where HTTP/2 has no such limit.
 */
const BEAT_MS = 2_000;
/** The leader counts as gone after this silence, at least; windows then compete one after the other. */
const GONE_MS = 6_000;
/** How long a new window waits for a leader to answer. */
const ASK_MS = 200;

type Message =
  | { kind: "ask" | "leave" | "hurry" | "dispatch"; from: string }
  | { kind: "lead"; from: string; isOpen: boolean }
  | { kind: "closed"; from: string; waitMs: number | null }
  | { kind: "change"; from: string; notice: ChangeNotice };

/** What the windows need of a BroadcastChannel. */
export type Channel = Pick<BroadcastChannel, "postMessage" | "close" | "onmessage">;

type Follow = (handlers: StreamHandlers) => Following;

class Window implements Following {
  private readonly id = Math.random().toString(36).slice(2);
  private readonly handlers: StreamHandlers;
  private readonly channel: Channel;
  private readonly follow: Follow;
  private own: Following | undefined;
  private leader: string | null = null;
  private isOpen = false;
  private isRefused = false;
  private claim: ReturnType<typeof setTimeout> | undefined;
  private beat: ReturnType<typeof setInterval> | undefined;

  constructor(handlers: StreamHandlers, channel: Channel, follow: Follow) {
    this.handlers = handlers;
    this.channel = channel;
    this.follow = follow;
    channel.onmessage = ({ data }) => this.hear(data as Message);
    this.say({ kind: "ask", from: this.id });
    this.claimIn(ASK_MS * (1 + Math.random()));
  }

  private say(message: Message): void {
    this.channel.postMessage(message);
  }

  private claimIn(ms: number): void {
    clearTimeout(this.claim);
    if (!this.isRefused) this.claim = setTimeout(() => this.lead(), ms);
  }

  private lead(): void {
    if (this.leader !== null) this.handlers.onClose(null, null);
    this.leader = null;
    this.isOpen = false;
    const tell = (): void => this.say({ kind: "lead", from: this.id, isOpen: this.isOpen });
    this.own = this.follow({
      onOpen: () => {
        this.isOpen = true;
        tell();
        this.handlers.onOpen();
      },
      onChange: (notice) => {
        this.say({ kind: "change", from: this.id, notice });
        this.handlers.onChange(notice);
      },
      onDispatch: () => {
        this.say({ kind: "dispatch", from: this.id });
        this.handlers.onDispatch?.();
      },
      onClose: (error, waitMs) => {
        this.isOpen = false;
        if (waitMs === null) {
          // This window's token is refused; another window may have a better one.
          this.isRefused = true;
          this.resign();
        } else this.say({ kind: "closed", from: this.id, waitMs });
        this.handlers.onClose(error, waitMs);
      },
    });
    this.beat = setInterval(tell, BEAT_MS);
    tell();
  }

  private end(): void {
    clearInterval(this.beat);
    this.own?.stop();
    this.own = undefined;
  }

  private resign(): void {
    if (!this.own) return;
    this.end();
    this.say({ kind: "leave", from: this.id });
  }

  private hear(message: Message): void {
    if (message.kind === "ask" || message.kind === "hurry") {
      if (!this.own) return;
      if (message.kind === "hurry") this.own.hurry();
      else this.say({ kind: "lead", from: this.id, isOpen: this.isOpen });
    } else if (message.kind === "lead") this.hearLeader(message.from, message.isOpen);
    else if (message.from !== this.leader) return;
    else if (message.kind === "change") this.handlers.onChange(message.notice);
    else if (message.kind === "dispatch") this.handlers.onDispatch?.();
    else if (message.kind === "closed") {
      this.isOpen = false;
      this.handlers.onClose(null, message.waitMs);
    } else {
      // Each window waits for a different time, and the first to claim stops the others.
      this.claimIn(ASK_MS * Math.random());
    }
  }

  private hearLeader(from: string, isOpen: boolean): void {
    if (this.own) {
      // Two windows claimed at once: the same one wins in both.
      if (from > this.id) {
        this.say({ kind: "lead", from: this.id, isOpen: this.isOpen });
        return;
      }
      this.end();
    }
    this.claimIn(GONE_MS * (1 + Math.random() / 2));
    const isSame = this.leader === from && this.isOpen === isOpen;
    this.leader = from;
    this.isOpen = isOpen;
    if (isSame) return;
    // Another leader's stream may have missed changes, as a reopened one may.
    if (isOpen) this.handlers.onOpen();
    else this.handlers.onClose(null, null);
  }

  hurry(): void {
    if (this.own) this.own.hurry();
    else this.say({ kind: "hurry", from: this.id });
  }

  stop(): void {
    clearTimeout(this.claim);
    this.resign();
    this.channel.onmessage = null;
    this.channel.close();
  }
}

/** The channel of this page's windows: another installation at the same origin has another path. */
function openChannel(): Channel | null {
  try {
    return new BroadcastChannel(`fleettickets.events ${new URL(".", location.href).pathname}`);
  } catch {
    return null;
  }
}

/** Follows the event stream, through another window if one holds it. */
export function shareEvents(
  handlers: StreamHandlers,
  channel: Channel | null = openChannel(),
  follow: Follow = followEvents,
): Following {
  return channel ? new Window(handlers, channel, follow) : follow(handlers);
}
