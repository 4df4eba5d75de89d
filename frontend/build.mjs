// Builds each src/NAME.ts into ../readout/web/assets/NAME.js, and notes what it was built from.
import { createHash } from "node:crypto";
import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { build } from "esbuild";

const here = new URL(".", import.meta.url).pathname;
const out = `${here}../readout/web/assets`;
const sources = readdirSync(`${here}src`).filter((name) => name.endsWith(".ts")).sort();
const pages = sources.filter((name) => !name.startsWith("_")); // _name.ts: shared, imported by others

await build({
  entryPoints: pages.map((name) => `${here}src/${name}`),
  outdir: out,
  bundle: true,
  minify: true,
  format: "esm",
  target: "es2022",
  legalComments: "eof",
});

const digest = createHash("sha256");
for (const name of [...sources.map((one) => `src/${one}`), "package-lock.json"]) {
  digest.update(name).update("\0").update(readFileSync(`${here}${name}`)).update("\0");
}
writeFileSync(`${out}/built.json`, `${JSON.stringify({ from: digest.digest("hex"), pages }, null, 2)}\n`);
