import { defineConfig } from "vite";

/** The pages beside the map: built by themselves, so that each is small and shares no file with it. */
export default defineConfig({
  base: "./",
  oxc: { jsx: { runtime: "automatic", importSource: "preact" } },
  build: {
    outDir: "../src/fleettickets/page",
    emptyOutDir: false,
    target: ["chrome111", "edge111", "firefox114", "safari16.4"],
    modulePreload: { polyfill: false },
    reportCompressedSize: false,
    rollupOptions: { input: ["crew.html", "sheets.html"] },
  },
});
