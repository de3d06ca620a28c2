import { request } from "../api/client";
import { csvUrl } from "../api/routes";
import { selectRecords } from "../domain/csv";
import { count, tickets } from "../domain/numbers";
import { announce } from "../ui/announce";
import { loaded } from "./feeds";
import { listed } from "./listed";
import { view } from "./navigation";
import { CLIENT_FILTERS } from "./view";
import { filterWords } from "./words";

const TIMEOUT_MS = 120_000;

function download(name: string, text: string): void {
  const url = URL.createObjectURL(new Blob([text], { type: "text/csv;charset=utf-8" }));
  const link = document.createElement("a");
  link.href = url;
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(url), 10_000);
}

const nameIn = (response: Response): string | undefined =>
  /filename="([^"]+)"/.exec(response.headers.get("Content-Disposition") ?? "")?.[1];

/** How many of the list's tickets a file holds; the rest had changed or gone when it was made. */
export interface Saved {
  kept: number;
  listed: number;
}

export const savedWords = ({ kept, listed }: Saved): string =>
  kept === listed
    ? `Saved ${tickets(kept)}`
    : `Saved ${count(kept)} of ${tickets(listed)}: the others no longer pass the filters`;

/**
 * Saves the tickets of the list as CSV: the server's own records, in the list's order.
 *
 * The server writes the file, so that its columns, its guard against formulas and the right to
 * export are in one place; the page only leaves out what its own filters leave out. Null: it failed.
 */
export async function saveCsv(): Promise<Saved | null> {
  const current = view.value;
  const order = listed.value.map(({ key }) => key);
  const words = CLIENT_FILTERS.filter((name) => current[name] !== null).map((name) =>
    filterWords(name, current),
  );
  try {
    const shown = loaded.value.map(({ dataset }) => dataset);
    const responses = await Promise.all(shown.map((d) => request(csvUrl(d, current), {}, TIMEOUT_MS)));
    const files = await Promise.all(responses.map((response) => response.text()));
    const given = responses[0] && nameIn(responses[0]);
    const name = given?.replace(/^(inc|crq)/, shown.join("-")) ?? "tickets.csv";
    const { text, kept } = selectRecords(files, order, words.join("; "));
    download(name, text);
    announce(savedWords({ kept, listed: order.length }));
    return { kept, listed: order.length };
  } catch (error) {
    console.warn("CSV", error);
    announce("The CSV could not be made");
    return null;
  }
}
