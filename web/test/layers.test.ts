import { spawnSync } from "node:child_process";
import { cpSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterEach, expect, test } from "vitest";

const WEB = fileURLToPath(new URL("..", import.meta.url));
let folder: string | undefined;

afterEach(() => {
  if (folder) rmSync(folder, { recursive: true });
  folder = undefined;
});

/** Checks the layers of small sources; returns the names of the broken rules. */
function brokenRules(sources: Record<string, string>): string[] {
  folder = mkdtempSync(join(tmpdir(), "layers-"));
  for (const name of ["layers.config.mjs", "tsconfig.json"]) cpSync(join(WEB, name), join(folder, name));
  symlinkSync(join(WEB, "node_modules"), join(folder, "node_modules"));
  for (const [name, text] of Object.entries(sources)) {
    const path = join(folder, "src", name);
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, text);
  }
  const arguments_ = ["--config", "layers.config.mjs", "--output-type", "json", "src"];
  const { stdout } = spawnSync(join(WEB, "node_modules/.bin/depcruise"), arguments_, { cwd: folder });
  const { summary } = JSON.parse(stdout.toString());
  return summary.violations.map(({ rule }: { rule: { name: string } }) => rule.name);
}

test("an import from a higher layer or a sibling is refused, and so is a folder without a layer", () => {
  const broken = brokenRules({
    "domain/a.ts": 'import type { B } from "../state/b"; export type A = B;',
    "state/b.ts": "export type B = string;",
    "list/c.ts": 'import type { D } from "../map/d"; export type C = D;',
    "map/d.ts": 'import type { A } from "../domain/a"; export type D = A;',
    "other/e.ts": 'import type { A } from "../domain/a"; export type E = A;',
  });
  expect(new Set(broken)).toEqual(
    new Set([
      "domain-imports-lower-layers-only",
      "list-imports-lower-layers-only",
      "every-folder-has-a-layer",
    ]),
  );
}, 30_000);

test("an import from a lower layer is allowed", () => {
  const broken = brokenRules({
    "domain/a.ts": "export type A = string;",
    "map/d.ts": 'import type { A } from "../domain/a"; export type D = A;',
  });
  expect(broken).toEqual([]);
}, 30_000);
