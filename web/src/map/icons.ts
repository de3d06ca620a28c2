import type { Dataset } from "../api/types";
import type { Ticket } from "../domain/ticket";
import { PAINTS, PLUS_ARM, SHAPES, SURFACE, type SymbolState, type Theme } from "../ui/symbols";

const SIZE_PX = 22;
const RATIO = 2;
const BOX = 24;

export const isHollow = (ticket: Pick<Ticket, "geo_source">): boolean => ticket.geo_source === "cluster";

/** The name of the image that a ticket is drawn with. */
export const iconName = (state: SymbolState, dataset: Dataset, hollow: boolean): string =>
  `ticket-${state}-${dataset}${hollow ? "-hollow" : ""}`;

export const symbolState = (ticket: Ticket): SymbolState => (ticket.is_open ? ticket.sla_state : "closed");

export const iconOf = (ticket: Ticket): string =>
  iconName(symbolState(ticket), ticket.dataset, isHollow(ticket));

function drawIcon(state: SymbolState, dataset: Dataset, hollow: boolean, theme: Theme): ImageData | null {
  const canvas = document.createElement("canvas");
  canvas.width = canvas.height = SIZE_PX * RATIO;
  // Drawn by the processor: reading a picture back from the graphics card takes longer.
  const pen = canvas.getContext("2d", { willReadFrequently: true });
  if (!pen) return null;
  const { path, centre } = SHAPES[state];
  const { fill, edge } = PAINTS[state];
  // A margin, so that the outline is not cut off.
  const scale = (canvas.width / BOX) * 0.86;
  pen.translate(canvas.width * 0.07, canvas.height * 0.07);
  pen.scale(scale, scale);
  pen.lineJoin = "round";
  const shape = new Path2D(path);
  pen.strokeStyle = SURFACE[theme];
  pen.lineWidth = hollow ? 6 : 4.4;
  pen.stroke(shape);
  pen.fillStyle = hollow ? SURFACE[theme] : fill;
  pen.fill(shape);
  pen.strokeStyle = hollow ? fill : edge[theme];
  pen.lineWidth = hollow ? 3.2 : 1.2;
  pen.stroke(shape);
  if (dataset === "crq") {
    const [x, y] = centre;
    pen.strokeStyle = hollow ? edge[theme] : "#fff";
    pen.lineWidth = 2.4;
    pen.stroke(new Path2D(`M${x} ${y - PLUS_ARM}v${2 * PLUS_ARM}M${x - PLUS_ARM} ${y}h${2 * PLUS_ARM}`));
  }
  return pen.getImageData(0, 0, canvas.width, canvas.height);
}

interface ImageSink {
  hasImage(id: string): boolean;
  addImage(id: string, image: ImageData, options: { pixelRatio: number }): unknown;
}

/** Gives the map every image that a ticket can ask for: 20 small ones. */
export function addIcons(map: ImageSink, theme: Theme): void {
  for (const state of Object.keys(SHAPES) as SymbolState[]) {
    for (const dataset of ["inc", "crq"] as const) {
      for (const hollow of [false, true]) {
        const name = iconName(state, dataset, hollow);
        const image = map.hasImage(name) ? null : drawIcon(state, dataset, hollow, theme);
        if (image) map.addImage(name, image, { pixelRatio: RATIO });
      }
    }
  }
}
