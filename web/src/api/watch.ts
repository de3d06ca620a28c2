/**
 * Ends a request after a silence, however long the whole of it takes; or when its caller wants that.
 *
 * AbortSignal.any and AbortSignal.timeout would do less, and Safari before 17.4 lacks the first.
 */
export class Watch {
  private readonly controller = new AbortController();
  private readonly outer: AbortSignal | null;
  private readonly silenceMs: number;
  private timer: ReturnType<typeof setTimeout> | undefined;
  readonly signal = this.controller.signal;
  private readonly end = (): void => this.controller.abort();

  constructor(silenceMs: number, outer: AbortSignal | null = null) {
    this.silenceMs = silenceMs;
    this.outer = outer;
    if (outer?.aborted) this.end();
    outer?.addEventListener("abort", this.end);
    this.note();
  }

  /** Notes a sign of life. */
  note(): void {
    clearTimeout(this.timer);
    this.timer = setTimeout(this.end, this.silenceMs);
  }

  stop(): void {
    clearTimeout(this.timer);
    this.outer?.removeEventListener("abort", this.end);
  }

  /** The response, whose body is watched until its end. */
  watched(response: Response): Response {
    // A 304 has a body, if an empty one, when something between the page and the network answers it.
    const hasBody = response.status !== 204 && response.status !== 304;
    const source = hasBody ? response.body?.getReader() : undefined;
    if (!source) {
      this.stop();
      return response;
    }
    const body = new ReadableStream<Uint8Array>({
      pull: async (sink) => {
        try {
          const { done, value } = await source.read();
          if (!done) {
            this.note();
            sink.enqueue(value);
            return;
          }
          this.stop();
          sink.close();
        } catch (error) {
          this.stop();
          sink.error(error);
        }
      },
      cancel: (reason) => {
        this.stop();
        return source.cancel(reason);
      },
    });
    return new Response(body, response);
  }
}
