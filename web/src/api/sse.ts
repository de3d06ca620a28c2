/** An event of a text/event-stream. */
export interface ServerEvent {
  event: string;
  data: string;
}

/**
 * Parses a text/event-stream chunk by chunk; chunks may be split anywhere.
 *
 * Only the fields that our server uses are kept, `event` and `data`. Comments are dropped, and so is
 * `retry`: the page decides how long to wait.
 */
export class EventReader {
  private rest = "";
  private event = "";
  private data: string[] = [];

  /** Returns the events that `text` completes. */
  push(text: string): ServerEvent[] {
    const lines = (this.rest + text).split(/\r\n|\n|\r(?!$)/);
    this.rest = lines.pop() ?? "";
    const complete: ServerEvent[] = [];
    for (const line of lines) {
      if (line === "") this.finish(complete);
      else this.field(line);
    }
    return complete;
  }

  private field(line: string): void {
    const colon = line.indexOf(":");
    if (colon === 0) return;
    const name = colon === -1 ? line : line.slice(0, colon);
    const value = colon === -1 ? "" : line.slice(colon + 1).replace(/^ /, "");
    if (name === "event") this.event = value;
    if (name === "data") this.data.push(value);
  }

  private finish(complete: ServerEvent[]): void {
    if (this.data.length > 0) complete.push({ event: this.event || "message", data: this.data.join("\n") });
    this.event = "";
    this.data = [];
  }
}
