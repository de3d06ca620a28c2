import { effect, untracked } from "@preact/signals";
import { render } from "preact";
import { token } from "./api/token";
import { App } from "./app";
import { followBacklog } from "./state/backlog";
import { loadFilterValues, loadSession, session } from "./state/config";
import { followDetail } from "./state/detail";
import { changeCount, start } from "./state/live";
import { datasets } from "./state/navigation";
import "./styles/index.css";

start();
followBacklog();
followDetail();

let askedWith: string | null | undefined;
effect(() => {
  changeCount.value;
  // Once, unless it was not answered: then again with everything else.
  if (askedWith === token.value && session.peek() !== null) return;
  askedWith = token.value;
  untracked(() => void loadSession());
});
effect(() => {
  // Each change may bring a new owner or team; unchanged values cost a 304.
  changeCount.value;
  token.value;
  const wanted = datasets.value;
  untracked(() => void loadFilterValues(wanted));
});

const page = document.getElementById("page");
if (page) render(<App />, page);
