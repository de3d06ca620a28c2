import type { Map as MapLibre, MapMouseEvent, StyleSpecification } from "maplibre-gl";
import { render } from "preact";
import { type Camera, formatPoint } from "../domain/position";
import { everyTicket, type Ticket, type Tickets } from "../domain/ticket";
import { isStill, type Theme } from "../state/theme";
import { symbolOf } from "../ui/symbol";
import { boundsOf, isInside } from "./bounds";
import { ClusterIndex, type Ring } from "./clusters";
import { MOST_FANNED } from "./fan";
import { FanLayer } from "./fan-layer";
import { iconOf } from "./icons";
import { addTicketLayers, CLOSED_LAYER, OPEN_LAYER, setOpen, setOthers, WAITING_LAYER } from "./layers";
import { RingLayer } from "./rings";
import { slideBetweenDrawings } from "./slide";
import { EAST_AFRICA, ownStyle } from "./style";

export interface MapEvents {
  onPick(ticket: Ticket): void;
  /** A click on a point with too many tickets to fan out. */
  onPoint(point: string): void;
  onCamera(camera: Camera): void;
  onHover(ticket: Ticket | null, x: number, y: number): void;
  /** How much of the map is covered from below, in pixels. */
  covered(): number;
  /** The configured style cannot be loaded; the map draws its own. */
  onStyleLost(): void;
  /** Reports whether the map has finished drawing. */
  onIdle(isIdle: boolean): void;
}

interface Shown extends Tickets {
  marked: ReadonlySet<string>;
}

function part(name: string): HTMLElement {
  const made = document.createElement("div");
  made.className = name;
  return made;
}

const NAIROBI: Camera = { zoom: 10.6, latitude: -1.286, longitude: 36.82 };
const MAX_ZOOM = 19;
/** Close enough to show the street of a ticket that was searched for. */
const TICKET_ZOOM = 14;
/** How long a configured style may take; until it is there, single tickets are not drawn. */
const STYLE_PATIENCE_MS = 10_000;
/** A click may miss a small symbol by this much. */
const REACH_PX = 6;
/** A ticket closer to the edge than this counts as out of view. */
const EDGE_PX = 60;

const isInEastAfrica = (at: [number, number]): boolean => isInside(EAST_AFRICA, at);

/** The map: draws tickets and reports clicks. It knows nothing about the page's state. */
export class MapController {
  readonly map: MapLibre;
  private readonly events: MapEvents;
  private readonly ringLayer: RingLayer;
  private readonly fan: FanLayer;
  private readonly pin: HTMLElement;
  private styleUrl: string | null;
  /** Whether the configured style has drawn anything. */
  private hasBackground = false;
  /** The style's own sources: tickets and crews have others. */
  private backgrounds: string[] = [];
  private isBounded = false;
  private readonly byKey = new Map<string, Ticket>();
  private theme: Theme;
  private index: ClusterIndex | undefined;
  private shown: Shown = { open: [], waiting: [], closed: [], marked: new Set() };
  private isReady = false;
  private isFilling = false;
  private selected: [number, number] | null = null;

  constructor(
    library: typeof import("maplibre-gl"),
    container: HTMLElement,
    options: { theme: Theme; styleUrl: string | null; camera: Camera | undefined; events: MapEvents },
  ) {
    const { zoom, latitude, longitude } = options.camera ?? NAIROBI;
    this.events = options.events;
    this.theme = options.theme;
    this.styleUrl = options.styleUrl;
    this.pin = part("map-pin");
    this.map = new library.Map({
      container,
      style: this.style(),
      center: [longitude, latitude],
      zoom,
      maxZoom: MAX_ZOOM,
      dragRotate: false,
      pitchWithRotate: false,
      touchPitch: false,
      fadeDuration: 0,
      attributionControl: { compact: false },
    });
    if (!this.styleUrl && isInEastAfrica([longitude, latitude])) this.bound(true);
    this.map.touchZoomRotate.disableRotation();
    this.map.keyboard.disableRotation();
    const overlay = part("map-overlay");
    const [rings, fan] = [part("map-rings"), part("map-fan")];
    rings.setAttribute("role", "group");
    rings.setAttribute("aria-label", "Groups of tickets on the map");
    this.pin.hidden = fan.hidden = true;
    overlay.append(rings, this.pin, fan);
    // Inside the canvas container, so that a drag that starts on a ring moves the map.
    this.map.getCanvasContainer().append(overlay);
    this.ringLayer = new RingLayer(this.map, rings, (ring) => this.press(ring));
    this.fan = new FanLayer(this.map, fan, (ticket) => this.events.onPick(ticket));
    this.map.on("style.load", () => {
      this.backgrounds = Object.keys(this.map.getStyle().sources);
      this.dress();
    });
    this.map.on("error", ({ error }) => {
      console.warn("map:", error.message);
      if (!this.hasBackground) this.loseStyle();
    });
    this.map.on("sourcedata", ({ sourceId, tile }) => {
      if (tile?.state === "loaded" && this.backgrounds.includes(sourceId)) this.hasBackground = true;
    });
    setTimeout(() => this.isReady || this.loseStyle(), STYLE_PATIENCE_MS);
    this.map.on("move", () => this.placePin());
    this.map.on("moveend", (event) => {
      const isByHand = "originalEvent" in event && event.originalEvent;
      if (isByHand || this.isRequested) this.reportCamera();
      this.isRequested = false;
    });
    this.map.on("click", (event) => this.click(event));
    this.map.on("mousemove", (event) => this.hover(event));
    this.map.on("mouseout", () => this.events.onHover(null, 0, 0));
    this.map.on("dataloading", () => this.events.onIdle(false));
    this.map.on("idle", () => this.events.onIdle(!this.isFilling));
    slideBetweenDrawings(this.map);
  }

  /** Whether the current move was started by a button or a key of the page. */
  private isRequested = false;

  private style(): string | StyleSpecification {
    return this.styleUrl ?? ownStyle(this.theme);
  }

  /** Draws the page's own style if the configured one cannot be loaded, or nothing that it refers to. */
  private loseStyle(): void {
    if (!this.styleUrl) return;
    this.styleUrl = null;
    this.isReady = false;
    this.map.setStyle(this.style(), { diff: false });
    this.bound(this.isAllInEastAfrica());
    this.events.onStyleLost();
  }

  private isAllInEastAfrica(): boolean {
    return everyTicket(this.shown).every(({ at }) => !at || isInEastAfrica(at));
  }

  /** Keeps the map inside the page's own background, unless there are tickets beyond it. */
  private bound(isBounded: boolean): void {
    if (isBounded === this.isBounded) return;
    this.isBounded = isBounded;
    this.map.setMaxBounds(isBounded ? EAST_AFRICA : null);
  }

  private dress(): void {
    addTicketLayers(this.map, this.theme);
    this.isReady = true;
    this.fill();
  }

  show(shown: Shown): void {
    const before = this.shown;
    this.shown = shown;
    this.byKey.clear();
    for (const ticket of everyTicket(shown)) this.byKey.set(ticket.key, ticket);
    // Once lifted, it stays so: the map does not jump when a filter hides those tickets.
    if (!this.isAllInEastAfrica()) this.bound(false);
    this.index = new ClusterIndex(shown.open, shown.marked);
    this.ringLayer.show(this.index);
    this.settleFan(before);
    this.fill();
  }

  /** Gives the map the single tickets, once the rings are visible. */
  private fill(): void {
    if (this.isFilling) return;
    this.isFilling = true;
    this.events.onIdle(false);
    requestAnimationFrame(() =>
      setTimeout(() => {
        this.isFilling = false;
        if (!this.isReady || !this.index) return;
        setOpen(this.map, this.index.points(iconOf));
        setOthers(this.map, this.shown);
      }),
    );
  }

  /** Keeps a fan open when data changes, unless its point now has other tickets. */
  private settleFan(before: Shown): void {
    const { point } = this.fan;
    if (!point) return;
    const here = (shown: Shown): Ticket[] =>
      everyTicket(shown).filter(({ at }) => at && formatPoint(at) === point);
    const keys = new Set(here(before).map(({ key }) => key));
    const now = here(this.shown);
    if (now.length === keys.size && now.every(({ key }) => keys.has(key))) this.fan.refresh(this.byKey);
    else this.fan.close();
  }

  setTheme(theme: Theme): void {
    if (theme === this.theme) return;
    this.theme = theme;
    this.isReady = false;
    this.map.setStyle(this.style(), { diff: false });
  }

  private reportCamera(): void {
    const { lat, lng } = this.map.getCenter();
    this.events.onCamera({ zoom: this.map.getZoom(), latitude: lat, longitude: lng });
  }

  /** Shows all located tickets; a few positions far from the others are left out of view. */
  fit({ isAnimated }: { isAnimated: boolean }): void {
    const at = everyTicket(this.shown).flatMap((t) => (t.at ? [t.at] : []));
    if (at.length === 0) return;
    this.isRequested = isAnimated;
    this.map.fitBounds(boundsOf(at), {
      padding: this.fitPadding(),
      maxZoom: 15,
      animate: isAnimated && !isStill(),
    });
  }

  /** Room for the rings around their points, and for the legend below. */
  private fitPadding(): { top: number; right: number; bottom: number; left: number } {
    const side = Math.min(56, this.map.getContainer().clientWidth / 8);
    return { top: side, right: side, bottom: side + 60, left: side };
  }

  zoomBy(levels: number): void {
    this.isRequested = true;
    this.map.zoomTo(this.map.getZoom() + levels, { animate: !isStill() });
  }

  jumpTo({ zoom, latitude, longitude }: Camera): void {
    this.map.jumpTo({ zoom, center: [longitude, latitude] });
  }

  /** Marks a ticket's position with its symbol, and moves there if it is out of view. */
  select(at: [number, number] | null, ticket: Ticket | null): void {
    if (at && !isInEastAfrica(at)) this.bound(false);
    this.selected = at;
    this.placePin();
    render(ticket && symbolOf(ticket), this.pin);
    if (!at) return;
    const { x, y } = this.map.project(at);
    const { clientWidth, clientHeight } = this.map.getContainer();
    const visibleHeight = clientHeight - this.events.covered();
    const isInView = x > EDGE_PX && y > EDGE_PX && x < clientWidth - EDGE_PX && y < visibleHeight - EDGE_PX;
    if (!isInView) this.goTo(at);
  }

  goTo(at: [number, number]): void {
    this.isRequested = true;
    const zoom = Math.max(TICKET_ZOOM, this.map.getZoom());
    const offset: [number, number] = [0, -this.events.covered() / 2];
    this.map.easeTo({ center: at, zoom, offset, animate: !isStill() });
  }

  private placePin(): void {
    this.pin.hidden = this.selected === null;
    if (!this.selected) return;
    const { x, y } = this.map.project(this.selected);
    this.pin.style.transform = `translate(${x}px, ${y}px)`;
  }

  private press(ring: Ring): void {
    if (!this.index) return;
    if (ring.isStack) {
      this.open(ring.at, this.index.ticketsIn(ring));
      return;
    }
    this.isRequested = true;
    const zoom = Math.min(MAX_ZOOM, this.index.splitZoom(ring) + 0.2);
    this.map.easeTo({ center: ring.at, zoom, animate: !isStill() });
  }

  /** Shows the tickets at one point: opens one, fans out some, lists many. */
  private open(at: [number, number], tickets: readonly Ticket[]): void {
    const [first] = tickets;
    if (!first) return;
    if (tickets.length === 1) this.events.onPick(first);
    else if (tickets.length <= MOST_FANNED) this.fan.open(at, tickets);
    else this.events.onPoint(formatPoint(first.at ?? at));
  }

  private ticketsNear({ point: { x, y } }: MapMouseEvent): Ticket[] {
    if (!this.isReady) return [];
    const found = this.map.queryRenderedFeatures(
      [
        [x - REACH_PX, y - REACH_PX],
        [x + REACH_PX, y + REACH_PX],
      ],
      { layers: [OPEN_LAYER, WAITING_LAYER, CLOSED_LAYER] },
    );
    const keys = new Set(found.map(({ properties }) => String(properties["key"])));
    return [...keys].flatMap((key) => this.byKey.get(key) ?? []);
  }

  private click(event: MapMouseEvent): void {
    // Rings and fanned-out tickets handle their own clicks.
    if (event.originalEvent.target !== this.map.getCanvas()) return;
    this.fan.close();
    const [first, ...others] = this.ticketsNear(event);
    if (!first?.at) return;
    const point = formatPoint(first.at);
    const here = [first, ...others.filter((t) => t.at && formatPoint(t.at) === point)];
    this.open(first.at, here);
  }

  private hover(event: MapMouseEvent): void {
    if (this.map.isMoving()) return;
    const [ticket] = this.ticketsNear(event);
    this.map.getCanvas().style.cursor = ticket ? "pointer" : "";
    this.events.onHover(ticket ?? null, event.point.x, event.point.y);
  }

  closeFan(): boolean {
    const wasOpen = this.fan.isOpen;
    this.fan.close();
    return wasOpen;
  }

  destroy(): void {
    this.map.remove();
  }
}
