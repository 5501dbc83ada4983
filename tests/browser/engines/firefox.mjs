// Firefox, over Marionette: the WebDriver standard's commands as JSON on a socket. geckodriver, which Debian does not have, would translate
// HTTP into the same.

import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { connect } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { firefoxPath } from "../../../web/tools/setup.mjs";
import { start, until } from "./processes.mjs";
import { webdriverPage } from "./webdriver.mjs";

/** No first-run pages, and no asking for news: the tests run without a network. */
const kPreferences = {
  "marionette.port": 0,
  "app.normandy.enabled": false,
  "app.update.auto": false,
  "browser.shell.checkDefaultBrowser": false,
  "browser.startup.page": 0,
  "browser.safebrowsing.update.enabled": false,
  "datareporting.policy.dataSubmissionEnabled": false,
  "extensions.update.enabled": false,
  "messaging-system.rsexperimentloader.enabled": false,
  "network.captive-portal-service.enabled": false,
  "network.connectivity-service.enabled": false,
  "services.settings.server": "data:,#remote-settings-dummy/v1",
  "toolkit.telemetry.server": "",
};

export async function launchFirefox() {
  const profile = await mkdtemp(join(tmpdir(), "recoupe-firefox-"));
  const lines = Object.entries(kPreferences).map(([name, value]) => `user_pref(${JSON.stringify(name)}, ${JSON.stringify(value)});`);
  await writeFile(join(profile, "user.js"), lines.join("\n"));
  // Access to its own settings is needed for light and dark.
  const program = start(firefoxPath(), ["--headless", "--marionette", "-remote-allow-system-access", "--no-remote", "--profile", profile]);
  const close = async () => {
    await program.stop();
    await rm(profile, { recursive: true, force: true, maxRetries: 5 });
  };
  try {
    const port = await until("Firefox", () => readFile(join(profile, "MarionetteActivePort"), "utf8").then(Number, () => null), { process: program, patience: 60_000 });
    const send = await openMarionette(port);
    const { capabilities } = await send("WebDriver:NewSession", { capabilities: { alwaysMatch: {} } });
    const page = webdriverPage({
      navigate: (url) => send("WebDriver:Navigate", { url }),
      // sandbox null: in the page's own world, as the other engines do.
      script: async (script, args) => (await send("WebDriver:ExecuteAsyncScript", { script, args, sandbox: null })).value,
      act: (actions) => send("WebDriver:PerformActions", { actions }),
      resizeWindow: (size) => send("WebDriver:SetWindowRect", size),
      screenshot: async () => (await send("WebDriver:TakeScreenshot", { full: false })).value,
    });
    const prefer = async (scheme) => {
      await send("Marionette:SetContext", { value: "chrome" });
      const script = `Services.prefs.setIntPref("layout.css.prefers-color-scheme.content-override", ${scheme === "dark" ? 0 : 1})`;
      await send("WebDriver:ExecuteScript", { script, args: [] });
      await send("Marionette:SetContext", { value: "content" });
    };
    return {
      version: `Firefox ${capabilities.browserVersion}`,
      async page({ scheme, size }) {
        await page.goto("about:blank");
        await prefer(scheme);
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

/** Messages are `length:[0, id, command, parameters]`, and answers `length:[1, id, error, result]`. */
async function openMarionette(port) {
  const socket = connect(port, "127.0.0.1");
  const waiting = new Map();
  let received = Buffer.alloc(0);
  let last = 0;
  await new Promise((resolve, reject) => {
    socket.once("error", reject);
    socket.on("close", () => waiting.forEach(({ reject }) => reject(new Error("Firefox has closed the connection."))));
    socket.on("data", (bytes) => {
      received = Buffer.concat([received, bytes]);
      for (;;) {
        const colon = received.indexOf(":");
        const end = colon + 1 + Number(received.subarray(0, Math.max(colon, 0)));
        if (colon < 0 || received.length < end) return;
        const message = JSON.parse(received.subarray(colon + 1, end).toString());
        received = received.subarray(end);
        if (!Array.isArray(message)) resolve();  // the greeting
        else settle(message);
      }
    });
  });
  const settle = ([, id, error, result]) => {
    const { command, resolve, reject } = waiting.get(id);
    waiting.delete(id);
    if (error) reject(new Error(`${command}: ${error.error}: ${error.message}`));
    else resolve(result);
  };
  return (command, parameters = {}) =>
    new Promise((resolve, reject) => {
      const message = JSON.stringify([0, ++last, command, parameters]);
      waiting.set(last, { command, resolve, reject });
      socket.write(`${Buffer.byteLength(message)}:${message}`);
    });
}
