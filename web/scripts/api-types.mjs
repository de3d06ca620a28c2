/**
 * Makes src/api/schema.d.ts from the server's OpenAPI document.
 *
 *   npm run types -- FILE          write it
 *   npm run types:check -- FILE    fail where it is not what FILE gives
 *
 * FILE is what `fleettickets serve --openapi` prints; `-` reads it from the standard input.
 */
import { readFileSync, writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import openapi, { astToString } from "openapi-typescript";

const isCheck = process.argv.includes("--check");
const file = process.argv.slice(2).find((argument) => argument !== "--check");
if (!file) {
  console.error(
    "usage: npm run types[:check] -- FILE   (what `fleettickets serve --openapi` prints; - is stdin)",
  );
  process.exit(2);
}
const target = fileURLToPath(new URL("../src/api/schema.d.ts", import.meta.url));
const document = JSON.parse(readFileSync(file === "-" ? 0 : file, "utf8"));
const head = "// Made by `npm run types` from the server's OpenAPI document. Do not edit.\n\n";
const made = head + astToString(await openapi(document, { alphabetize: true }));

if (!isCheck) writeFileSync(target, made);
else if (readFileSync(target, "utf8") !== made) {
  console.error("web: src/api/schema.d.ts is not what the API says: run `npm run types` and commit it");
  process.exit(1);
}
