// Chromium, over playwright-core.

import { launch } from "../support.mjs";

export async function launchChromium() {
  const browser = await launch();
  return {
    version: `Chromium ${browser.version()}`,
    async page({ scheme, size: [width, height] }) {
      const context = await browser.newContext({ viewport: { width, height }, colorScheme: scheme, locale: "en" });
      const page = await context.newPage();
      // What the page itself cannot see of its trouble.
      const trouble = [];
      page.on("console", (message) => ["error", "warning"].includes(message.type()) && trouble.push(`console: ${message.text()}`));
      page.on("pageerror", (error) => trouble.push(`error: ${error.message}`));
      return {
        goto: (url) => page.goto(url),
        evaluate: (script, ...args) => page.evaluate(`(${script})(...${JSON.stringify(args)})`),
        clickAt: ([x, y]) => page.mouse.click(x, y),
        moveTo: ([x, y]) => page.mouse.move(x, y),
        async drag(from, to) {
          await page.mouse.move(...from);
          await page.mouse.down();
          await page.mouse.move(...to, { steps: 8 });
          await page.mouse.up();
        },
        type: (text) => page.keyboard.type(text),
        press: (combination) => page.keyboard.press(combination),
        resize: (...size) => page.setViewportSize({ width: size[0], height: size[1] }),
        screenshot: () => page.screenshot(),
        trouble,
        close: () => context.close(),
      };
    },
    close: () => browser.close(),
  };
}
