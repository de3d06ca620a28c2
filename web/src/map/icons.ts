import type { TypeSymbol } from "../contract/types";
import type { Ticket } from "../domain/ticket";
import type { Theme } from "../state/theme";
import { ticketTypes, typeOf } from "../state/ticket-types";
import {
  isHollow,
  MARK_WIDTH,
  markPath,
  PAINTS,
  SHAPES,
  SURFACE,
  type SymbolState,
  symbolState,
} from "../ui/symbols";

const SIZE_PX = 22;
const RATIO = 2;
const BOX = 24;

/** The name of the image that a ticket is drawn with. */
const iconName = (state: SymbolState, mark: TypeSymbol, hollow: boolean): string =>
  `ticket-${state}-${mark}${hollow ? "-hollow" : ""}`;

export const iconOf = (ticket: Ticket): string =>
  iconName(symbolState(ticket), typeOf(ticket.dataset).symbol, isHollow(ticket));

function drawIcon(state: SymbolState, mark: TypeSymbol, hollow: boolean, theme: Theme): ImageData | null {
  const canvas = document.createElement("canvas");
  canvas.width = canvas.height = SIZE_PX * RATIO;
  // Drawn by the processor: reading a picture back from the graphics card takes longer.
  const pen = canvas.getContext("2d", { willReadFrequently: true });
  if (!pen) return null;
  const { fill, edge } = PAINTS[state];
  // A margin keeps the outline from being cut off.
  const scale = (canvas.width / BOX) * 0.86;
  pen.translate(canvas.width * 0.07, canvas.height * 0.07);
  pen.scale(scale, scale);
  pen.lineJoin = "round";
  const shape = new Path2D(SHAPES[state].path);
  pen.strokeStyle = SURFACE[theme];
  pen.lineWidth = hollow ? 6 : 4.4;
  pen.stroke(shape);
  pen.fillStyle = hollow ? SURFACE[theme] : fill;
  pen.fill(shape);
  pen.strokeStyle = hollow ? fill : edge[theme];
  pen.lineWidth = hollow ? 3.2 : 1.2;
  pen.stroke(shape);
  pen.strokeStyle = hollow ? edge[theme] : "#fff";
  pen.lineWidth = MARK_WIDTH;
  pen.stroke(new Path2D(markPath(mark, state)));
  return pen.getImageData(0, 0, canvas.width, canvas.height);
}

interface ImageSink {
  hasImage(id: string): boolean;
  addImage(id: string, image: ImageData, options: { pixelRatio: number }): unknown;
}

/** Gives the map every image that a ticket can need: twelve small ones for each mark in use. */
export function addIcons(map: ImageSink, theme: Theme): void {
  const marks = new Set(ticketTypes.peek().map(({ symbol }) => symbol)).add("plain");
  for (const state of Object.keys(SHAPES) as SymbolState[]) {
    for (const mark of marks) {
      for (const hollow of [false, true]) {
        const name = iconName(state, mark, hollow);
        const image = map.hasImage(name) ? null : drawIcon(state, mark, hollow, theme);
        if (image) map.addImage(name, image, { pixelRatio: RATIO });
      }
    }
  }
}
