import { effect, signal } from "@preact/signals";
import { render } from "preact";
import { ApiError } from "../api/client";
import { setToken, token, tokenWanted } from "../api/token";
import type { CrewSheet } from "../contract/types";
import { readSheets, wantedOf } from "./day";
import { Sheet } from "./sheet";
import "./sheets.css";

const sheets = signal<CrewSheet[] | null>(null);
const problem = signal<string | null>(null);

async function load(): Promise<void> {
  try {
    sheets.value = await readSheets(wantedOf(location.search), new AbortController().signal);
    problem.value = sheets.value.length > 0 ? null : "No crew has a published day.";
  } catch (error) {
    if (tokenWanted.peek()) problem.value = "This page needs your access token.";
    else if (error instanceof ApiError) problem.value = error.message;
    else problem.value = "The server does not answer. Reload the page to try again.";
  }
}

function TokenForm() {
  const submit = (event: SubmitEvent): void => {
    event.preventDefault();
    const given = new FormData(event.currentTarget as HTMLFormElement).get("token");
    setToken(String(given).trim());
  };
  return (
    <form onSubmit={submit}>
      <label>
        Access token <input name="token" type="password" autocomplete="off" required />
      </label>
      <button type="submit">Show the sheets</button>
    </form>
  );
}

function SheetsPage() {
  return (
    <main>
      <div class="bar">
        <h1>Day sheets</h1>
        <p role="status">
          {problem.value ?? (sheets.value ? `${sheets.value.length} crews, one page each` : "Loading…")}
        </p>
        {sheets.value && sheets.value.length > 0 && (
          <button type="button" onClick={() => print()}>
            Print
          </button>
        )}
        {tokenWanted.value && <TokenForm />}
      </div>
      {sheets.value?.map((sheet) => (
        <Sheet key={sheet.crew} sheet={sheet} />
      ))}
    </main>
  );
}

const page = document.getElementById("page");
if (page) {
  page.replaceChildren();
  render(<SheetsPage />, page);
}
effect(() => {
  token.value;
  void load();
});
