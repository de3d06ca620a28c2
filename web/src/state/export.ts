import { request } from "../api/client";
import { csvUrl } from "../api/routes";
import { selectRecords } from "../domain/csv";
import { PAGE_FILTER_NAMES } from "../domain/filters";
import { count, tickets } from "../domain/numbers";
import { announce } from "./announce";
import { loaded } from "./feeds";
import { filterLabel } from "./labels";
import { listed } from "./listed";
import { view } from "./navigation";

export const TIMEOUT_MS = 120_000;

export function download(name: string, text: string): void {
  const url = URL.createObjectURL(new Blob([text], { type: "text/csv;charset=utf-8" }));
  const link = document.createElement("a");
  link.href = url;
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(url), 10_000);
}

export const nameIn = (response: Response): string | undefined =>
  /filename="([^"]+)"/.exec(response.headers.get("Content-Disposition") ?? "")?.[1];

/** How many of the list's tickets a file holds; the others changed before the server wrote it. */
export interface Saved {
  kept: number;
  listed: number;
}

export const savedWords = ({ kept, listed }: Saved): string =>
  kept === listed
    ? `Saved ${tickets(kept)}`
    : `Saved ${count(kept)} of ${tickets(listed)}: the others no longer match the filters`;

export const NOT_SAVED = "The CSV file could not be saved";

/**
 * Saves the tickets of the list as CSV, in the list's order. Returns null if that fails.
 *
 * The server writes the records, with its columns, its guard against formulas and its check of who
 * may export; the page only leaves out tickets that the page filters leave out.
 */
export async function saveCsv(): Promise<Saved | null> {
  const current = view.value;
  const order = listed.value.map(({ key }) => key);
  const labels = PAGE_FILTER_NAMES.filter((name) => current[name] !== null).map(filterLabel);
  try {
    const shown = loaded.value.map(({ dataset }) => dataset);
    const responses = await Promise.all(shown.map((d) => request(csvUrl(d, current), {}, TIMEOUT_MS)));
    const files = await Promise.all(responses.map((response) => response.text()));
    const [first = ""] = shown;
    // The server's name begins with the dataset of the file.
    const ending = responses[0] && nameIn(responses[0])?.slice(first.length);
    const { text, kept } = selectRecords(files, order, labels.join("; "));
    download(ending ? `${shown.join("-")}${ending}` : "tickets.csv", text);
    announce(savedWords({ kept, listed: order.length }));
    return { kept, listed: order.length };
  } catch (error) {
    console.warn("CSV", error);
    announce(NOT_SAVED);
    return null;
  }
}
