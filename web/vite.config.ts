import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { defineConfig, type Plugin } from "vite";

/**
 * Ships MapLibre as its own three files instead of bundling it.
 *
 * Its main file and its worker import one shared file. In a bundle the worker would contain a second
 * copy of it (130 kB gzipped), and MapLibre would not find its worker next to itself.
 */
function maplibreAsFiles(): Plugin {
  const dist = dirname(createRequire(import.meta.url).resolve("maplibre-gl/dist/maplibre-gl.mjs"));
  const { version } = JSON.parse(readFileSync(join(dist, "../package.json"), "utf8"));
  const folder = `assets/maplibre-gl-${version}`;
  return {
    name: "maplibre-as-files",
    apply: "build",
    enforce: "pre",
    resolveId(source) {
      return source === "maplibre-gl" ? { id: `/${folder}/maplibre-gl.mjs`, external: "absolute" } : null;
    },
    // Relative to the importing file, which is in assets too: the page's path may be any.
    renderChunk: (code) => code.replaceAll(`/${folder}/`, `./${folder.slice("assets/".length)}/`),
    // Fetch the map's code and the font while the page's own code runs, not after it.
    transformIndexHtml: (_html, { bundle = {} }) => {
      const modules = ["maplibre-gl.mjs", "maplibre-gl-shared.mjs"].map((name) => `${folder}/${name}`);
      const built = Object.keys(bundle);
      const module = (name: string) => ({ rel: "modulepreload", href: `./${name}` });
      const font = (name: string) => ({ rel: "preload", as: "font", crossorigin: true, href: `./${name}` });
      return [
        ...[...modules, ...built.filter((name) => /\/controller-.*\.js$/.test(name))].map(module),
        ...built.filter((name) => name.endsWith(".woff2")).map(font),
      ].map((attrs) => ({ tag: "link", attrs, injectTo: "head" }));
    },
    generateBundle() {
      for (const name of ["maplibre-gl.mjs", "maplibre-gl-shared.mjs", "maplibre-gl-worker.mjs"]) {
        const source = readFileSync(join(dist, name), "utf8").replace(/^\/\/# sourceMappingURL=.*$/m, "");
        this.emitFile({ type: "asset", fileName: `${folder}/${name}`, source });
      }
    },
  };
}

interface Modules {
  getModuleInfo(id: string): { importedIds: readonly string[] } | null;
}

/** The page's start and everything that it imports, but not what it imports later. */
function loadedFirst(modules: Modules): Set<string> {
  const found = new Set<string>();
  const waiting = [MAIN];
  for (let id = waiting.pop(); id !== undefined; id = waiting.pop()) {
    if (found.has(id)) continue;
    found.add(id);
    waiting.push(...(modules.getModuleInfo(id)?.importedIds ?? []));
  }
  return found;
}

const MAIN = fileURLToPath(new URL("src/main.tsx", import.meta.url));
let first: Set<string> | undefined;

/** One chunk for all that is loaded first: its parts, compressed apart, would be larger. */
function chunkOf(id: string, modules: Modules): string | null {
  first ??= loadedFirst(modules);
  return first.has(id) ? "index" : null;
}

const API = process.env["FLEETTICKETS_URL"] ?? "http://127.0.0.1:8080";

export default defineConfig({
  // A proxy may serve the page under any path.
  base: "./",
  plugins: [maplibreAsFiles()],
  oxc: { jsx: { runtime: "automatic", importSource: "preact" } },
  optimizeDeps: { exclude: ["maplibre-gl"] },
  build: {
    // The Python package serves it.
    outDir: "../src/fleettickets/page",
    emptyOutDir: true,
    // The oldest browsers of docs/map.md#browsers.
    target: ["chrome111", "edge111", "firefox114", "safari16.4"],
    // Inlined fonts would be data: URLs, which the page's content security policy allows for images only.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    reportCompressedSize: false,
    rolldownOptions: {
      output: { codeSplitting: { groups: [{ name: chunkOf, debugName: "index" }] } },
    },
  },
  server: {
    host: "127.0.0.1",
    proxy: Object.fromEntries(["/api", "/tiles", "/config.json"].map((path) => [path, API])),
  },
});
