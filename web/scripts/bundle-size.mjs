/** Prints what the page weighs, gzipped, and fails where it weighs more than it may. */
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { gzipSync } from "node:zlib";

const LIMIT_KB = 400;
const page = fileURLToPath(new URL("../../src/fleettickets/page", import.meta.url));

// Fonts are compressed already; gzip leaves them about as they are.
const files = readdirSync(page, { recursive: true, withFileTypes: true })
  .filter((entry) => entry.isFile() && /\.(html|js|mjs|css|woff2)$/.test(entry.name))
  .map((entry) => join(entry.parentPath, entry.name))
  .map((path) => ({ name: path.slice(page.length + 1), kb: gzipSync(readFileSync(path)).length / 1000 }))
  .sort((a, b) => b.kb - a.kb);

const total = files.reduce((sum, { kb }) => sum + kb, 0);
for (const { name, kb } of files) console.log(`${kb.toFixed(1).padStart(7)} kB  ${name}`);
console.log(
  `${total.toFixed(1).padStart(7)} kB  the page, gzipped, MapLibre and the font included (limit ${LIMIT_KB})`,
);
if (total > LIMIT_KB) {
  console.error(`web: the page weighs more than ${LIMIT_KB} kB gzipped`);
  process.exit(1);
}
