// A static server for the demo, on this machine only: compressed files, revalidation, and the strict policy
// under which the page has to work.

import { createHash } from "node:crypto";
import { readFile } from "node:fs/promises";
import { createServer } from "node:http";
import { extname, join, normalize, sep } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";

const demo = fileURLToPath(new URL("../dist/demo/", import.meta.url));

const kTypes = {
  ".html": "text/html; charset=utf-8",
  ".js": "text/javascript; charset=utf-8",
  ".css": "text/css; charset=utf-8",
  ".json": "application/json; charset=utf-8",
  ".svg": "image/svg+xml",
  ".wasm": "application/wasm",
  ".recoupe": "application/octet-stream",
};

/** The policy the demo is served with; the policies for Trusted Types are those of recoupe.js and of the demo's own pages. */
export const kPolicy = [
  "default-src 'self'",
  "script-src 'self' 'wasm-unsafe-eval'",
  "style-src 'self'",
  "img-src 'self' data:",
  "object-src 'none'",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
  "require-trusted-types-for 'script'",
  "trusted-types recoupe recoupe-demo",
].join("; ");

/**
 * Serves a folder on the loopback address. Port 0 is any free port.
 * @param {{ port?: number, folder?: string, policy?: string }} [options] policy: the Content-Security-Policy; "" for none
 * @returns {Promise<{ url: string, port: number, close(): Promise<void> }>}
 */
export async function serve({ port = 0, folder = demo, policy = kPolicy } = {}) {
  const server = createServer((request, response) => {
    answer(request, response, folder, policy).catch((error) => {
      response.writeHead(500, { "Content-Type": "text/plain; charset=utf-8" }).end(String(error));
    });
  });
  await new Promise((resolve, reject) => {
    server.once("error", reject);
    server.listen(port, "127.0.0.1", resolve);
  });
  const { port: actual } = server.address();
  return {
    url: `http://127.0.0.1:${actual}/`,
    port: actual,
    close: () => {
      server.closeAllConnections();
      return new Promise((resolve) => server.close(() => resolve()));
    },
  };
}

async function answer(request, response, folder, policy) {
  if (request.method !== "GET" && request.method !== "HEAD") {
    response.writeHead(405, { Allow: "GET, HEAD" }).end();
    return;
  }
  const path = filePath(request.url, folder);
  const found = path && (await findFile(path, request.headers["accept-encoding"] ?? ""));
  if (!found) {
    response.writeHead(404, { "Content-Type": "text/plain; charset=utf-8" }).end("Not found\n");
    return;
  }
  const { bytes, encoding } = found;
  const etag = `"${createHash("sha256").update(bytes).digest("base64url").slice(0, 22)}"`;
  const headers = {
    "Content-Type": kTypes[extname(path)] ?? "application/octet-stream",
    "Cache-Control": "no-cache",
    ETag: etag,
    Vary: "Accept-Encoding",
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "Cross-Origin-Opener-Policy": "same-origin",
    ...(policy ? { "Content-Security-Policy": policy } : {}),
    ...(encoding ? { "Content-Encoding": encoding } : {}),
  };
  if (request.headers["if-none-match"] === etag) {
    response.writeHead(304, headers).end();
    return;
  }
  response.writeHead(200, { ...headers, "Content-Length": bytes.length });
  response.end(request.method === "HEAD" ? undefined : bytes);
}

/** The file a URL asks for, or null if it would lie outside the folder. */
function filePath(url, folder) {
  let pathname;
  try {
    pathname = decodeURIComponent(new URL(url, "http://localhost").pathname);
  } catch {
    return null;
  }
  if (pathname.includes("\0")) return null;
  const path = normalize(join(folder, pathname.endsWith("/") ? `${pathname}index.html` : pathname));
  return path.startsWith(normalize(folder + sep)) ? path : null;
}

async function findFile(path, accepted) {
  for (const [encoding, ending] of [["br", ".br"], ["gzip", ".gz"]]) {
    if (!accepted.includes(encoding)) continue;
    const bytes = await readFile(path + ending).catch(() => null);
    if (bytes) return { bytes, encoding };
  }
  const bytes = await readFile(path).catch(() => null);
  return bytes && { bytes, encoding: null };
}

if (process.argv[1] && import.meta.url === pathToFileURL(process.argv[1]).href) {
  const { url } = await serve({ port: Number(process.argv[2] ?? 8080) });
  console.log(url);
}
