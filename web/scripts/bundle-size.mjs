/** Prints the gzipped size of the page's first load, and fails if it exceeds the limit. */
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { gzipSync } from "node:zlib";

const LIMIT_KB = 400;
/** Chunks that are loaded only when somebody opens their part of the page, by their entry's name. */
const ON_DEMAND = /^assets\/places-desk-/;
const page = fileURLToPath(new URL("../../src/fleettickets/page", import.meta.url));

// Fonts are already compressed; gzip barely changes their size.
const files = readdirSync(page, { recursive: true, withFileTypes: true })
  .filter((entry) => entry.isFile() && /\.(html|js|mjs|css|woff2)$/.test(entry.name))
  .map((entry) => join(entry.parentPath, entry.name))
  .map((path) => ({ name: path.slice(page.length + 1), kb: gzipSync(readFileSync(path)).length / 1000 }))
  .sort((a, b) => b.kb - a.kb);

const isLater = ({ name }) => ON_DEMAND.test(name);
const total = files.filter((file) => !isLater(file)).reduce((sum, { kb }) => sum + kb, 0);
for (const file of files)
  console.log(`${file.kb.toFixed(1).padStart(7)} kB  ${file.name}${isLater(file) ? ", on demand" : ""}`);
console.log(
  `${total.toFixed(1).padStart(7)} kB  total gzipped, with MapLibre and the font (limit ${LIMIT_KB})`,
);
if (total > LIMIT_KB) {
  console.error(`web: the page exceeds ${LIMIT_KB} kB gzipped`);
  process.exit(1);
}
