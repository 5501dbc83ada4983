// npm run check -- "a claim": builds what has changed and checks the claim against the demo's articles.

import { join } from "node:path";
import { build } from "./build.mjs";
import { main, root, show } from "./run.mjs";

await main(async () => {
  // A line per step, on stderr, and only for what is built: standard output is the report's alone.
  const out = { write: (line) => line.endsWith(" unchanged\n") || process.stderr.write(line) };
  await build({ out });
  const dist = join(root, "web/dist");
  const command = [join(dist, "cli/recoupe.js"), "check", "--corpus", join(dist, "demo/corpus.recoupe")];
  return show(process.execPath, [...command, ...process.argv.slice(2)]);
});
