import { render } from "preact";
import { CrewPage } from "./day";
import { follow } from "./link";
import "./crew.css";

const page = document.getElementById("page");
if (page) {
  page.replaceChildren();
  render(<CrewPage />, page);
}
follow();
// Browsers offer workers over HTTPS and on loopback only; without one, the page needs a connection to open.
if ("serviceWorker" in navigator) {
  addEventListener("load", () => {
    void navigator.serviceWorker.register("crew-sw.js", { scope: "crew" }).catch(() => undefined);
  });
}
