// Somebody's site with the widget in it, on this machine: pages under strict policies, and a log of everything that is asked of it.

import { readFile } from "node:fs/promises";
import { createServer } from "node:http";
import { createRequire } from "node:module";
import { extname, join, normalize } from "node:path";
import { fileURLToPath } from "node:url";

const dist = fileURLToPath(new URL("../../../web/dist/", import.meta.url));
const axe = createRequire(import.meta.url).resolve("axe-core/axe.min.js");
const kTypes = { ".html": "text/html; charset=utf-8", ".js": "text/javascript; charset=utf-8", ".css": "text/css; charset=utf-8", ".json": "application/json", ".wasm": "application/wasm" };

/** A site's policy: nothing but its own files, and Trusted Types enforced. */
export const kPolicy = {
  "default-src": "'none'",
  "script-src": "'self' 'wasm-unsafe-eval'",
  "style-src": "'self'",
  "connect-src": "'self'",
  "img-src": "'self' data:",
  "worker-src": "'self'",
  "require-trusted-types-for": "'script'",
  "trusted-types": "recoupe",
  "report-uri": "/policy-report",
};

/** The first script of every page: keeps what goes wrong there, in `trouble`. The page's own scripts come after it. */
const kWatch = `
  const trouble = (window.trouble = []);
  addEventListener("error", (event) => trouble.push("error: " + event.message));
  addEventListener("unhandledrejection", (event) => trouble.push("rejection: " + event.reason));
  addEventListener("securitypolicyviolation", (event) => trouble.push("policy: " + event.violatedDirective + " " + event.blockedURI));
  for (const name of ["error", "warn"]) console[name] = (...words) => trouble.push(name + ": " + words.join(" "));
`;

/**
 * @typedef {{ body: string, head?: string, lang?: string, policy?: Record<string, string | null> }} Page policy: on top of kPolicy; null takes away
 * @param {Record<string, Page>} pages by name, "name.html"
 * @param {Record<string, string | Uint8Array>} files others, by name
 */
export async function openSite(pages, files) {
  /** @type {{ method: string, path: string, from: string | undefined }[]} */
  const log = [];
  /** @type {string[]} */
  const reports = [];
  const server = createServer((request, response) => {
    const path = decodeURIComponent(new URL(request.url ?? "/", "http://localhost").pathname);
    log.push({ method: request.method ?? "", path, from: request.headers.origin });
    if (request.method === "POST") {
      let text = "";
      request.on("data", (bytes) => (text += bytes)).on("end", () => {
        reports.push(`${path} ${text}`);
        response.writeHead(204).end();
      });
      return;
    }
    contentOf(path).then(
      (content) => {
        const page = pages[path.slice(1)];
        response.writeHead(200, {
          "Content-Type": kTypes[extname(path)] ?? "application/octet-stream",
          "Cache-Control": "no-cache",
          // For the page in a sandboxed frame, whose origin is "null".
          "Access-Control-Allow-Origin": "*",
          ...(page ? { "Content-Security-Policy": policyOf(page) } : {}),
        });
        response.end(content);
      },
      () => response.writeHead(404).end(),
    );
  });
  const contentOf = async (path) => {
    const name = path.slice(1);
    if (pages[name]) return htmlOf(pages[name]);
    if (name in files) return files[name];
    if (name === "watch.js") return kWatch;
    if (name === "axe.js") return readFile(axe);
    return readFile(join(dist, normalize(path)));
  };
  await new Promise((resolve) => server.listen(0, "127.0.0.1", () => resolve(undefined)));
  const { port } = /** @type {import("node:net").AddressInfo} */ (server.address());
  return {
    url: `http://127.0.0.1:${port}/`,
    log,
    reports,
    close: () => {
      server.closeAllConnections();
      return new Promise((resolve) => server.close(resolve));
    },
  };
}

function policyOf({ policy = {} }) {
  return Object.entries({ ...kPolicy, ...policy }).filter(([, value]) => value !== null).map(([name, value]) => `${name} ${value}`).join("; ");
}

function htmlOf({ body, head = "", lang = "fr" }) {
  return `<!doctype html>
<html lang="${lang}">
<head>
<meta charset="utf-8"><meta name="viewport" content="width=device-width"><meta name="color-scheme" content="light dark">
<title>Un site</title><link rel="icon" href="data:,"><link rel="stylesheet" href="/site.css"><script src="/watch.js"></script>
${head}
</head>
<body><main><h1>Un site</h1>${body}</main></body>
</html>`;
}
