/**
 * The layers of src/, lowest first. A folder imports itself and lower layers only; folders of one
 * layer never import each other. `npm run check` enforces this with dependency-cruiser.
 *
 * app.tsx and main.tsx, directly in src/, are above all of them.
 */
const LAYERS = [
  ["contract"], // types of the API's answers, generated
  ["domain"], // pure rules: no signals, no network, no DOM
  ["api"], // requests
  ["state"], // signals
  ["ui"], // components that several parts share
  ["detail", "dispatch", "header", "list", "map", "panel", "places"], // one part of the page each
  ["crew", "sheets"], // pages of their own
];

const folders = LAYERS.flat();

const upward = LAYERS.flatMap((layer, level) =>
  layer.map((folder) => ({
    name: `${folder}-imports-lower-layers-only`,
    severity: "error",
    from: { path: `^src/${folder}/` },
    to: { path: "^src/", pathNot: `^src/(${[folder, ...LAYERS.slice(0, level).flat()].join("|")})/` },
  })),
);

export default {
  forbidden: [
    ...upward,
    {
      name: "every-folder-has-a-layer",
      severity: "error",
      from: { path: "^src/[^/]+/", pathNot: `^src/(${folders.join("|")})/` },
      to: {},
    },
    {
      name: "domain-imports-no-package",
      severity: "error",
      from: { path: "^src/(contract|domain)/" },
      to: { pathNot: "^src/" },
    },
    { name: "no-cycles", severity: "error", from: {}, to: { circular: true } },
  ],
  options: {
    tsConfig: { fileName: "tsconfig.json" },
    tsPreCompilationDeps: true, // imports of types count
    doNotFollow: { path: "node_modules" },
  },
};
