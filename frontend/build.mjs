// Bundles the workbench's style sheet and scripts into src/salkku/web/static/vendor.
import { build } from "esbuild";
import { copyFile, mkdir, rm, stat } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import path from "node:path";

const here = path.dirname(fileURLToPath(import.meta.url));
const root = path.dirname(here);
const target = path.join(root, "src", "salkku", "web", "static", "vendor");

await rm(target, { recursive: true, force: true });
await mkdir(target, { recursive: true });
await build({
  entryPoints: ["app.css", "app.js", "charts.js"].map((name) => path.join(here, name)),
  outdir: target,
  bundle: true,
  minify: true,
  legalComments: "eof",
  format: "iife",
  target: ["es2022"],
  logLevel: "warning",
});
// The accessibility checker serves the tests only: the wheel leaves it out.
await copyFile(
  path.join(root, "node_modules", "axe-core", "axe.min.js"),
  path.join(target, "axe.min.js"),
);
for (const name of ["app.css", "app.js", "charts.js", "axe.min.js"]) {
  const { size } = await stat(path.join(target, name));
  console.log(`${name}  ${Math.round(size / 1024)} kB`);
}
