// WebKitGTK, over WebKitWebDriver, which starts the small browser that comes with the library. It draws on a display: Xvfb where there is none.

import { once } from "node:events";
import { createServer } from "node:net";
import { webkitDriverPath } from "../../../web/tools/setup.mjs";
import { start, until } from "./processes.mjs";
import { webdriverPage } from "./webdriver.mjs";

export async function launchWebKit() {
  const display = await startDisplay();
  const port = await freePort();
  const driver = start(webkitDriverPath(), [`--port=${port}`], { env: { DISPLAY: display.name, GDK_BACKEND: "x11", NO_AT_BRIDGE: "1" } });
  const send = async (method, path, body) => {
    const response = await fetch(`http://127.0.0.1:${port}${path}`, { method, body: body && JSON.stringify(body) });
    const { value } = await response.json();
    if (!response.ok) throw new Error(`${path.replace(/^.session.[^/]*/, "")}: ${value.error}: ${value.message}`);
    return value;
  };
  let current = null;
  const end = async () => {
    if (current) await send("DELETE", current.path).catch(() => {});
    current = null;
  };
  const close = async () => {
    await end();
    await driver.stop();
    await display.stop();
  };
  /** Light and dark are options of the browser's start, so each has a session of its own. */
  const sessionOf = async (scheme) => {
    if (current?.scheme === scheme) return current;
    await end();
    const args = ["--automation", ...(scheme === "dark" ? ["--dark-mode"] : [])];
    const { sessionId, capabilities } = await send("POST", "/session", { capabilities: { alwaysMatch: { "webkitgtk:browserOptions": { args } } } });
    current = { scheme, path: `/session/${sessionId}`, version: capabilities.browserVersion };
    return current;
  };
  try {
    await until("WebKitWebDriver", () => send("GET", "/status").catch(() => null), { process: driver });
    const { version } = await sessionOf("light");
    return {
      version: `WebKitGTK ${version}`,
      async page({ scheme, size }) {
        const { path } = await sessionOf(scheme);
        const page = webdriverPage({
          navigate: (url) => send("POST", `${path}/url`, { url }),
          script: (script, args) => send("POST", `${path}/execute/async`, { script, args }),
          act: (actions) => send("POST", `${path}/actions`, { actions }),
          resizeWindow: (rect) => send("POST", `${path}/window/rect`, rect),
          screenshot: () => send("GET", `${path}/screenshot`),
        });
        await page.goto("about:blank");
        await page.resize(...size);
        return { ...page, trouble: [], close: () => page.goto("about:blank") };
      },
      close,
    };
  } catch (error) {
    await close();
    throw error;
  }
}

async function startDisplay() {
  if (process.env.DISPLAY) return { name: process.env.DISPLAY, stop: async () => {} };
  // It chooses a free number itself and tells it.
  const program = start("Xvfb", ["-displayfd", "1", "-screen", "0", "1600x1400x24", "-nolisten", "tcp"]);
  const number = await until("Xvfb", () => /^(\d+)\n/m.exec(program.output())?.[1], { process: program });
  return { name: `:${number}`, stop: program.stop };
}

async function freePort() {
  const server = createServer().listen(0, "127.0.0.1");
  await once(server, "listening");
  const { port } = server.address();
  server.close();
  await once(server, "close");
  return port;
}
