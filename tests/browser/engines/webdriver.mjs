// A page over the WebDriver standard (https://www.w3.org/TR/webdriver2/), which Firefox and WebKitGTK both speak: the same commands, sent in
// two ways. Only the commands that the tests need.

const kKeys = {
  Backspace: "\uE003", Tab: "\uE004", Enter: "\uE007", Shift: "\uE008", Control: "\uE009", Alt: "\uE00A", Escape: "\uE00C", Space: " ",
  End: "\uE010", Home: "\uE011", ArrowLeft: "\uE012", ArrowUp: "\uE013", ArrowRight: "\uE014", ArrowDown: "\uE015",
};

/** What a script is wrapped in: values cross as JSON, promises are waited for, and a rejection keeps its own words. */
const wrapped = (script) => `const done = arguments[arguments.length - 1];
  Promise.resolve().then(() => (${script})(...JSON.parse(arguments[0]))).then(
    (value) => done({ value: JSON.stringify(value) }),
    (error) => done({ error: String(error) + "\\n" + (error?.stack ?? "") }));`;

/**
 * @param {{ navigate(url: string): Promise<void>, script(source: string, args: unknown[]): Promise<any>, act(sources: object[]): Promise<void>,
 *   resizeWindow(size: { width: number, height: number }): Promise<void>, screenshot(): Promise<string> }} session
 * @returns {import("./engine.mjs").RawPage}
 */
export function webdriverPage(session) {
  const keys = (actions) => session.act([{ type: "key", id: "keys", actions }]);
  const pointer = (...actions) => session.act([{ type: "pointer", id: "mouse", parameters: { pointerType: "mouse" }, actions }]);
  const move = ([x, y], duration = 0) => ({ type: "pointerMove", origin: "viewport", x: Math.round(x), y: Math.round(y), duration });
  const down = { type: "pointerDown", button: 0 };
  const up = { type: "pointerUp", button: 0 };
  const evaluate = async (script, ...args) => {
    const { value, error } = await session.script(wrapped(script), [JSON.stringify(args)]);
    if (typeof error === "string") throw new Error(`in the page: ${error}`);
    return typeof value === "string" ? JSON.parse(value) : undefined;
  };

  return {
    goto: (url) => session.navigate(url),
    evaluate,
    clickAt: (place) => pointer(move(place), down, up),
    moveTo: (place) => pointer(move(place)),
    drag: (from, to) => pointer(move(from), down, move(to, 150), up),
    type: (text) => keys([...text].flatMap((value) => [{ type: "keyDown", value }, { type: "keyUp", value }])),
    press(combination) {
      const values = combination.split("+").map((name) => kKeys[name] ?? name);
      return keys([...values.map((value) => ({ type: "keyDown", value })), ...values.toReversed().map((value) => ({ type: "keyUp", value }))]);
    },
    async resize(width, height) {
      // WebDriver sizes the window; what counts is the page in it.
      const frame = await evaluate(() => [outerWidth - innerWidth, outerHeight - innerHeight]);
      await session.resizeWindow({ width: width + frame[0], height: height + frame[1] });
    },
    screenshot: async () => Buffer.from(await session.screenshot(), "base64"),
  };
}
