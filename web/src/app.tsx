import { signal } from "@preact/signals";
import { useEffect } from "preact/hooks";
import { tokenWanted } from "./api/token";
import { closeDetail, Detail } from "./detail/detail";
import type { View } from "./domain/view";
import { Filters } from "./header/filters";
import { Header } from "./header/header";
import { List } from "./list/list";
import { Sheets } from "./list/sheets";
import { MapView } from "./map/map-view";
import { Panel } from "./panel/panel";
import { announcement } from "./state/announce";
import { config, isConfigMissing } from "./state/config";
import { link } from "./state/connection";
import { isLoading, isOutOfStep, loaded, missing } from "./state/feeds";
import { isDispatch, navigate, view } from "./state/navigation";
import { placing } from "./state/placing";
import { isHelpOpen } from "./state/ui";
import { Counts } from "./ui/counts";
import { Dialogs } from "./ui/dialogs";
import { keepFocus } from "./ui/focus";
import { Icon, type IconName } from "./ui/icon";
import { Notices } from "./ui/notices";
import { onDemand } from "./ui/on-demand";

const isTyping = (target: EventTarget | null): boolean =>
  target instanceof HTMLElement &&
  (target.isContentEditable || /^(input|select|textarea)$/i.test(target.tagName));

/** Handles the keys that work everywhere on the page. */
function onKey(event: KeyboardEvent): void {
  if (event.ctrlKey || event.metaKey || event.altKey) return;
  if (event.key === "Escape" && placing.value) placing.value = null;
  else if (event.key === "Escape" && view.value.ticket && !document.querySelector("dialog[open]"))
    closeDetail();
  if (isTyping(event.target)) return;
  if (event.key === "/") {
    event.preventDefault();
    document.getElementById("search")?.focus();
  } else if (event.key === "?") isHelpOpen.value = true;
}

const PANES: readonly { pane: View["pane"]; label: string; icon: IconName }[] = [
  { pane: "map", label: "Map", icon: "map" },
  { pane: "list", label: "List", icon: "list" },
  { pane: "figures", label: "Figures", icon: "figures" },
];

const DISPATCH_LABELS: Partial<Record<View["pane"], string>> = { list: "Crews", figures: "Jobs" };
/** Shows a part of the page; in a window that is too low for all of it, scrolls there. */
function show(pane: View["pane"]): void {
  navigate({ pane, ticket: null });
  document.getElementById("board")?.scrollIntoView();
}

/** On a phone: chooses the part of the page that is shown. */
function PaneTabs() {
  return (
    <nav class="panes" aria-label="Parts of the page">
      {PANES.map(({ pane, label, icon }) => (
        <button
          key={pane}
          type="button"
          aria-current={view.value.pane === pane ? "page" : undefined}
          onClick={() => show(pane)}
        >
          <Icon name={icon} size={20} /> {(isDispatch.value && DISPATCH_LABELS[pane]) || label}
        </button>
      ))}
    </nav>
  );
}

const PARTS = [
  { id: "list", label: "Skip to the list", dispatch: "Skip to the crews" },
  { id: "map", label: "Skip to the map", dispatch: "Skip to the map" },
  { id: "side", label: "Skip to the figures", dispatch: "Skip to the jobs" },
] as const;

/** The parts of the tab Dispatch, loaded when it is opened. */
const desk = signal<typeof import("./dispatch/desk") | null>(null);
const isDeskLost = signal(false);

function openDesk(): void {
  isDeskLost.value = false;
  import("./dispatch/desk").then(
    (loaded) => (desk.value = loaded),
    () => (isDeskLost.value = true),
  );
}

/** Shown until they are loaded. */
function DeskComes() {
  return (
    <section class="list" id="list" aria-label="Crews">
      <p class="opening" role="status">
        {isDeskLost.value ? "This part of the page could not be loaded." : "Loading…"}{" "}
        {isDeskLost.value && (
          <button type="button" class="button" onClick={openDesk}>
            Try again
          </button>
        )}
      </p>
    </section>
  );
}

/** Moves the focus to the first focusable element in a part of the page. */
function jump(id: string): void {
  const part = document.getElementById(id);
  (part?.querySelector<HTMLElement>('[tabindex="0"]') ?? part)?.focus();
}

function SkipLinks() {
  return (
    <nav class="skip" aria-label="Skip links">
      {PARTS.map(({ id, label, dispatch }) => (
        <button key={id} type="button" class="button" onClick={() => jump(id)}>
          {isDispatch.value ? dispatch : label}
        </button>
      ))}
    </nav>
  );
}

export function App() {
  useEffect(() => {
    addEventListener("keydown", onKey);
    return () => removeEventListener("keydown", onKey);
  }, []);
  useEffect(() => keepFocus(document.body), []);
  if (config.value === null) return <Opening />;
  return <Page />;
}

/** Shown until the configuration is loaded. */
function Opening() {
  return (
    <main class="main">
      <p class="opening" role="status">
        {isConfigMissing.value ? "The server does not answer. The page keeps trying." : "Loading…"}
      </p>
    </main>
  );
}

/** What people do to positions: few people open it. */
const Places = onDemand(
  async () => (await import("./places/places-desk")).PlacesDesk,
  () => (placing.value = null),
  "opening",
);

function Page() {
  const { pane, ticket, tab } = view.value;
  const isAway = link.value === "away";
  const isDesk = isDispatch.value;
  useEffect(() => {
    if (isDesk && !desk.value) openDesk();
  }, [isDesk]);
  const parts = isDesk ? desk.value : null;
  const isInPart = loaded.value.length > 0 && missing.value.length > 0;
  return (
    <>
      <SkipLinks />
      <div class="top">
        <Header />
        {!isDesk && <Filters />}
        <Notices />
      </div>
      <main class="main">
        <div
          class="board"
          id="board"
          role="tabpanel"
          aria-labelledby={`tab-${tab}`}
          aria-busy={isLoading.value}
          data-pane={pane}
          data-desk={isDesk}
          data-detail={ticket !== null || placing.value !== null}
          data-old={isAway || tokenWanted.value !== null || isOutOfStep.value || isInPart}
        >
          <section class="side" id="side" aria-label={isDesk ? "Jobs" : "Figures and ticket"} tabIndex={-1}>
            {placing.value ? <Places /> : ticket !== null && <Detail />}
            {!isDesk && <Panel />}
            {parts && <parts.Jobs />}
          </section>
          <section class="map-pane" id="map" aria-label="Map of tickets" tabIndex={-1}>
            <MapView />
          </section>
          {parts ? <parts.Crews /> : isDesk ? <DeskComes /> : <List />}
        </div>
      </main>
      <PaneTabs />
      <Dialogs />
      {!isDesk && <Sheets />}
      {parts && <parts.Paper />}
      <Counts />
      <p class="sr-only" aria-live="polite" data-testid="announcement">
        {announcement.value}
      </p>
    </>
  );
}
