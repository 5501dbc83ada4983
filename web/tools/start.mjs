// npm start: builds what has changed, serves the demo on this machine, and prints its address. PORT names a port.

import { build } from "./build.mjs";
import { StepError, main } from "./run.mjs";

await main(async () => {
  await build();
  const { serve } = await import("./serve.mjs");
  const { url } = await serve({ port: Number(process.env.PORT || 8080) }).catch((error) => {
    if (error.code === "EADDRINUSE") return serve();
    throw new StepError(`The demo cannot be served: ${error.message}`);
  });
  console.log(`\n${url}`);
});
