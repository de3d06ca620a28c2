import type { Map as MapLibre } from "maplibre-gl";

/** Drawn twice as large as shown. */
const RATIO = 2;

function pen(width: number, height: number): CanvasRenderingContext2D | null {
  const canvas = document.createElement("canvas");
  canvas.width = width * RATIO;
  canvas.height = height * RATIO;
  const found = canvas.getContext("2d", { willReadFrequently: true });
  found?.scale(RATIO, RATIO);
  if (found) {
    found.textAlign = "center";
    found.textBaseline = "middle";
  }
  return found;
}

function add(map: MapLibre, name: string, drawn: CanvasRenderingContext2D): void {
  const { width, height } = drawn.canvas;
  map.addImage(name, drawn.getImageData(0, 0, width, height), { pixelRatio: RATIO });
}

const FONT = '"Source Sans 3", sans-serif';

/** A stop's number on its crew's colour. */
export function stopPicture(map: MapLibre, colour: string, number: number): string {
  const name = `crew-stop-${colour}-${number}`;
  if (map.hasImage(name)) return name;
  const side = 22;
  const drawn = pen(side, side);
  if (!drawn) return name;
  drawn.beginPath();
  drawn.arc(side / 2, side / 2, side / 2 - 1.5, 0, 2 * Math.PI);
  drawn.fillStyle = colour;
  drawn.fill();
  drawn.strokeStyle = "#fff";
  drawn.lineWidth = 1.6;
  drawn.stroke();
  drawn.fillStyle = "#fff";
  drawn.font = `700 ${number > 9 ? 10.5 : 12}px ${FONT}`;
  drawn.fillText(number > 0 ? String(number) : "+", side / 2, side / 2 + 0.5);
  add(map, name, drawn);
  return name;
}

const MOST_CHARS = 14;

/** A crew where it is: its name beside a square; hollow if that was long ago. */
export function crewPicture(
  map: MapLibre,
  crew: string,
  colour: string,
  isOld: boolean,
  isDark: boolean,
): string {
  const name = `crew-now-${crew}-${colour}-${isOld}-${isDark}`;
  if (map.hasImage(name)) return name;
  const text = crew.length > MOST_CHARS ? `${crew.slice(0, MOST_CHARS - 1)}…` : crew;
  const ruler = pen(1, 1);
  if (!ruler) return name;
  ruler.font = `600 12px ${FONT}`;
  const width = Math.ceil(ruler.measureText(text).width) + 28;
  const height = 22;
  const drawn = pen(width, height);
  if (!drawn) return name;
  const [ground, ink] = isDark ? ["#1c242c", "#e4e9ee"] : ["#ffffff", "#18222c"];
  drawn.beginPath();
  drawn.roundRect(1, 1, width - 2, height - 2, 6);
  drawn.fillStyle = ground;
  drawn.fill();
  drawn.strokeStyle = colour;
  drawn.lineWidth = 1.5;
  if (isOld) drawn.setLineDash([3, 2]);
  drawn.stroke();
  drawn.setLineDash([]);
  drawn.beginPath();
  drawn.roundRect(6, 6, 10, 10, 2.5);
  drawn.fillStyle = isOld ? ground : colour;
  drawn.fill();
  drawn.lineWidth = 2;
  drawn.stroke();
  drawn.fillStyle = ink;
  drawn.font = `600 12px ${FONT}`;
  drawn.fillText(text, 20 + (width - 24) / 2, height / 2 + 0.5);
  add(map, name, drawn);
  return name;
}
