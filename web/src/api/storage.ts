/**
 * A text that the browser keeps. If the browser keeps nothing for the page, because its user blocks
 * site data or there is no room, the text lasts as long as the page.
 */
export class KeptText {
  private readonly storage: () => Storage;
  private readonly key: string;

  /** Even naming the storage throws if site data is blocked, so `storage` is called on each use. */
  constructor(storage: () => Storage, key: string) {
    this.storage = storage;
    this.key = key;
  }

  read(): string | null {
    try {
      return this.storage().getItem(this.key);
    } catch {
      return null;
    }
  }

  write(text: string | null): void {
    try {
      if (text === null) this.storage().removeItem(this.key);
      else this.storage().setItem(this.key, text);
    } catch {
      // The signal that holds the text is enough until the page is closed.
    }
  }
}
