/** Prints the gzipped size of what each page loads first, and fails if it exceeds its limit. */
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { gzipSync } from "node:zlib";

const LIMITS_KB = { "index.html": 400, "crew.html": 25, "sheets.html": 25 };
const page = fileURLToPath(new URL("../../src/fleettickets/page", import.meta.url));
const COUNTED = /\.(html|js|mjs|css|woff2)$/;
// What a file loads at once: of a page, everything it names; of a script, its static imports.
const NAMES = { html: /(?:src|href)="([^"]+)"/g, script: /(?:from|import)\s*"(\.[^"]+)"/g };

/** A page and everything that it loads without being asked. */
function firstLoad(name, found = new Set()) {
  if (found.has(name) || !COUNTED.test(name) || !existsSync(join(page, name))) return found;
  found.add(name);
  if (!/\.(html|m?js)$/.test(name)) return found;
  const text = readFileSync(join(page, name), "utf8");
  for (const [, other] of text.matchAll(name.endsWith(".html") ? NAMES.html : NAMES.script)) {
    firstLoad(join(dirname(name), other), found);
  }
  return found;
}

// Fonts are already compressed; gzip barely changes their size.
const kbOf = (name) => gzipSync(readFileSync(join(page, name))).length / 1000;
let isOver = false;
for (const [name, limit] of Object.entries(LIMITS_KB).filter(([name]) => existsSync(join(page, name)))) {
  const files = [...firstLoad(name)];
  // MapLibre starts its worker by itself.
  if (name === "index.html") {
    const all = readdirSync(page, { recursive: true }).map(String);
    files.push(...all.filter((file) => /maplibre-gl-worker\.mjs$/.test(file)));
  }
  const sizes = files.map((file) => ({ file, kb: kbOf(file) })).sort((a, b) => b.kb - a.kb);
  const total = sizes.reduce((sum, { kb }) => sum + kb, 0);
  for (const { file, kb } of sizes) console.log(`${kb.toFixed(1).padStart(7)} kB  ${file}`);
  console.log(`${total.toFixed(1).padStart(7)} kB  ${name} in total, gzipped (limit ${limit})`);
  if (total > limit) {
    console.error(`web: ${name} exceeds ${limit} kB gzipped`);
    isOver = true;
  }
}
if (isOver) process.exit(1);
