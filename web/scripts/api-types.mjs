/**
 * Makes src/contract/schema.d.ts from the server's OpenAPI document.
 *
 *   npm run types -- FILE          write it
 *   npm run types:check -- FILE    fail if it differs from what FILE gives
 *
 * FILE is the output of `fleettickets serve --openapi`; `-` reads standard input.
 */
import { readFileSync, writeFileSync } from "node:fs";
import { text } from "node:stream/consumers";
import { fileURLToPath } from "node:url";
import openapi, { astToString } from "openapi-typescript";

const isCheck = process.argv.includes("--check");
const file = process.argv.slice(2).find((argument) => argument !== "--check");
if (!file) {
  console.error(
    "usage: npm run types[:check] -- FILE   (the output of `fleettickets serve --openapi`; - is stdin)",
  );
  process.exit(2);
}
const target = fileURLToPath(new URL("../src/contract/schema.d.ts", import.meta.url));
const document = JSON.parse(file === "-" ? await text(process.stdin) : readFileSync(file, "utf8"));
// The page reads the ticket types from /config.json, so a new one must not change its code.
delete document.components.schemas.DatasetName.enum;
const head = "// Made by `npm run types` from the server's OpenAPI document. Do not edit.\n\n";
const made = head + astToString(await openapi(document, { alphabetize: true }));

if (!isCheck) writeFileSync(target, made);
else if (readFileSync(target, "utf8") !== made) {
  console.error("web: src/contract/schema.d.ts is out of date: run `npm run types` and commit the result");
  process.exit(1);
}
