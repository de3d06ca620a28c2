import { afterEach, beforeEach, expect, test, vi } from "vitest";
import type { StreamHandlers } from "../src/api/events";

vi.stubGlobal("sessionStorage", { getItem: () => null, setItem: () => {} });

const { shareEvents } = await import("../src/api/sharing");
type Channel = NonNullable<Parameters<typeof shareEvents>[1]>;

const NOTICE = { dataset: "inc", version: 2, content_as_of: null } as never;

/** The windows of a browser, joined by channels. */
class Browser {
  private readonly channels = new Set<Channel>();
  readonly windows: Pane[] = [];

  channel(): Channel {
    const made: Channel = {
      onmessage: null,
      close: () => this.channels.delete(made),
      postMessage: (data: unknown) => {
        if (!this.channels.has(made)) return;
        for (const other of this.channels) {
          if (other !== made)
            setTimeout(() => other.onmessage?.call(null as never, { data } as MessageEvent));
        }
      },
    };
    this.channels.add(made);
    return made;
  }

  open(isRefused = false): Pane {
    const pane = new Pane(this, isRefused);
    this.windows.push(pane);
    return pane;
  }

  get leaders(): Pane[] {
    return this.windows.filter(({ stream }) => stream !== null);
  }
}

class Pane {
  stream: StreamHandlers | null = null;
  hurried = 0;
  isOpen = false;
  openings = 0;
  changes: unknown[] = [];
  readonly channel: Channel;
  readonly following;

  constructor(browser: Browser, isRefused: boolean) {
    this.channel = browser.channel();
    this.following = shareEvents(
      {
        onOpen: () => {
          this.isOpen = true;
          this.openings += 1;
        },
        onChange: (notice) => this.changes.push(notice),
        onClose: () => {
          this.isOpen = false;
        },
      },
      this.channel,
      (handlers) => {
        this.stream = handlers;
        setTimeout(() => (isRefused ? handlers.onClose(new Error("401"), null) : handlers.onOpen()), 20);
        return {
          stop: () => {
            this.stream = null;
          },
          hurry: () => {
            this.hurried += 1;
          },
        };
      },
    );
  }

  /** Ends without a word, as a crashed window does. */
  crash(): void {
    this.channel.close();
    this.channel.onmessage = null;
    this.stream = null;
  }
}

let browser: Browser;
beforeEach(() => {
  vi.useFakeTimers();
  browser = new Browser();
});
afterEach(() => vi.useRealTimers());

async function six(): Promise<Pane> {
  for (let i = 0; i < 6; i++) browser.open();
  await vi.advanceTimersByTimeAsync(10_000);
  const [leader] = browser.leaders;
  if (!leader) throw new Error("no leader");
  return leader;
}

const allOpen = (): boolean => browser.windows.every(({ isOpen }) => isOpen);

test("six windows share one stream, and each hears of a change once", async () => {
  const leader = await six();
  expect(browser.leaders).toHaveLength(1);
  expect(allOpen()).toBe(true);

  leader.stream?.onChange(NOTICE);
  await vi.advanceTimersByTimeAsync(100);

  expect(browser.windows.map(({ changes }) => changes)).toEqual(Array(6).fill([NOTICE]));
});

test("when the window with the stream is hidden or closed, another takes over within a second", async () => {
  const leader = await six();

  leader.following.stop();
  browser.windows.splice(browser.windows.indexOf(leader), 1);
  const openings = browser.windows.map((pane) => pane.openings);
  await vi.advanceTimersByTimeAsync(1_000);

  expect(browser.leaders).toHaveLength(1);
  expect(allOpen()).toBe(true);
  // As after any reopening, each window asks for what it may have missed; once more if two windows
  // claimed the stream at the same moment.
  expect(browser.windows.every((pane, i) => pane.openings > (openings[i] ?? 0))).toBe(true);
});

test("when that window crashes, another takes over within ten seconds", async () => {
  const leader = await six();
  leader.crash();
  browser.windows.splice(browser.windows.indexOf(leader), 1);
  await vi.advanceTimersByTimeAsync(10_000);

  expect(browser.leaders).toHaveLength(1);
  expect(allOpen()).toBe(true);
});

test("a window whose token is refused leaves the stream to another", async () => {
  browser.open(true);
  await vi.advanceTimersByTimeAsync(1_000);
  expect(browser.leaders).toHaveLength(0);

  const good = browser.open();
  await vi.advanceTimersByTimeAsync(1_000);

  expect(browser.leaders).toEqual([good]);
});

test("a lost stream is lost for all windows, and any of them can hurry it", async () => {
  const leader = await six();
  leader.stream?.onClose(new Error("away"), 30_000);
  await vi.advanceTimersByTimeAsync(100);
  expect(browser.windows.some(({ isOpen }) => isOpen)).toBe(false);

  for (const pane of browser.windows) pane.following.hurry();
  await vi.advanceTimersByTimeAsync(100);

  expect(leader.hurried).toBe(6);
  expect(browser.leaders).toHaveLength(1);
});

test("a browser without channels gives each window a stream", () => {
  const follow = vi.fn(() => ({ stop: () => {}, hurry: () => {} }));
  shareEvents({ onOpen() {}, onChange() {}, onClose() {} }, null, follow);
  expect(follow).toHaveBeenCalledOnce();
});
