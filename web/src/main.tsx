import { effect, untracked } from "@preact/signals";
import { render } from "preact";
import { token } from "./api/token";
import { App } from "./app";
import { followBacklog } from "./state/backlog";
import { config, loadConfig, loadFilterValues, loadSession, session } from "./state/config";
import { followDetail } from "./state/detail";
import { followJobs } from "./state/jobs";
import { changeCount, start } from "./state/live";
import { datasets } from "./state/navigation";
import { followPrinting } from "./state/ui";
import "./styles/index.css";

function follow(): void {
  start();
  followBacklog();
  followDetail();
  followJobs();
  followPrinting();

  let requestedWith: string | null | undefined;
  effect(() => {
    changeCount.value;
    // Once for each token; if that failed, again with the next change.
    if (requestedWith === token.value && session.peek() !== null) return;
    requestedWith = token.value;
    untracked(() => void loadSession());
  });
  effect(() => {
    // Each change may bring a new owner or team; unchanged values cost a 304.
    changeCount.value;
    token.value;
    const wanted = datasets.value;
    untracked(() => void loadFilterValues(wanted));
  });
}

const page = document.getElementById("page");
if (page) render(<App />, page);
void loadConfig().then((loaded) => {
  follow(); // requests the data before the page is drawn
  config.value = loaded;
});
