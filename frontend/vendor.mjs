// Writes the third-party files the product ships: run `npm ci --ignore-scripts && node vendor.mjs` after changing a version.
import { createHash } from "node:crypto";
import { copyFileSync, mkdirSync, readFileSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { gzipSync } from "node:zlib";
import { buildSync } from "esbuild";

const ui = new URL("../practica/ui/static/ui/", import.meta.url);
const vendor = new URL("vendor/", ui);
const tests = new URL("../tests/end_to_end/vendor/", import.meta.url);
const modules = new URL("node_modules/", import.meta.url);
const described = (name) => JSON.parse(readFileSync(new URL(`${name}/package.json`, modules)));
const licenceText = (name) => {
  const folder = new URL(`${name}/`, modules);
  return readFileSync(new URL(readdirSync(folder).find((file) => /^licen[cs]e/i.test(file)), folder), "utf8").trim();
};

rmSync(vendor, { recursive: true, force: true });
mkdirSync(vendor, { recursive: true });
mkdirSync(tests, { recursive: true });

const shipped = [
  { name: "htmx.org", source: "dist/htmx.min.js", file: "htmx.min.js" },
  { name: "@github/text-expander-element", entry: "text-expander.js", file: "text-expander.js", with: ["@github/combobox-nav", "dom-input-range"] },
  {
    name: "@codemirror/view", entry: "coedit.js", file: "coedit.js",
    with: [
      "@codemirror/commands", "@codemirror/language", "@codemirror/state", "@lezer/common", "@lezer/highlight", "@lezer/markdown",
      "@marijn/find-cluster-break", "lib0", "style-mod", "w3c-keyname", "y-codemirror.next", "yjs",
    ],
  },
];
for (const { name, source, entry, file } of shipped) {
  const target = new URL(file, vendor).pathname;
  if (source) copyFileSync(new URL(`${name}/${source}`, modules), target);
  else buildSync({ entryPoints: [entry], bundle: true, minify: true, format: "esm", target: "es2022", legalComments: "none", outfile: target });
  // A source map is not shipped, so the file must not name one.
  writeFileSync(target, readFileSync(target, "utf8").replace(/\n?\/\/# sourceMappingURL=\S+\s*$/, "\n"));
}
copyFileSync(new URL("axe-core/axe.min.js", modules), new URL("axe.min.js", tests));
writeFileSync(new URL("axe-LICENSE.txt", tests), `${licenceText("axe-core")}\n`);

const names = readFileSync("icons.txt", "utf8").split(/\s+/).filter(Boolean);
const symbols = names.map((name) => {
  const svg = readFileSync(new URL(`lucide-static/icons/${name}.svg`, modules), "utf8");
  const shapes = svg.slice(svg.indexOf(">", svg.indexOf("<svg")) + 1, svg.indexOf("</svg>")).replace(/\s+/g, " ").replace(/> </g, "><").trim();
  return `<symbol id="${name}" viewBox="0 0 24 24" fill="none" stroke="currentColor" stroke-width="1.75" stroke-linecap="round" stroke-linejoin="round">${shapes}</symbol>`;
});
writeFileSync(new URL("icons.svg", ui), `<!-- Lucide icons, ISC licence --><svg xmlns="http://www.w3.org/2000/svg">\n${symbols.join("\n")}\n</svg>\n`);

const rows = [...shipped, { name: "lucide-static", file: "../icons.svg" }].map(({ name, file, with: parts = [] }) => {
  const bytes = readFileSync(new URL(file, vendor));
  const { version, license } = described(name);
  const bundled = parts.map((part) => `${part} ${described(part).version}`);
  return { file, name, version, licence: license, ...(parts.length && { bundled }), sha256: createHash("sha256").update(bytes).digest("hex"), gzip: gzipSync(bytes, { level: 9 }).length };
});
writeFileSync(new URL("vendor.json", vendor), `${JSON.stringify(rows, null, 2)}\n`);

const noticed = [...new Set(shipped.flatMap(({ name, with: parts = [] }) => [name, ...parts])), "lucide-static"];
const notices = noticed.map((name) => `${name} ${described(name).version}\n\n${licenceText(name)}`);
writeFileSync(
  new URL("THIRD-PARTY-NOTICES", vendor),
  `Files in this folder, the icons and the fonts were made by others, under these terms.\nThe fonts' licences (SIL Open Font License 1.1) lie beside them in ../fonts.\n\n${notices.join("\n\n----------\n\n")}\n`,
);
