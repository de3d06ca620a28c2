import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { afterAll, beforeAll, beforeEach, describe, expect, test, vi } from "vitest";

const stored = new Map<string, string>();
vi.stubGlobal("sessionStorage", {
  getItem: (key: string) => stored.get(key) ?? null,
  setItem: (key: string, value: string) => stored.set(key, value),
});

const { ApiError, forgetAnswers, getJson, isTransient, UnreachableError } = await import("../src/api/client");
const { setToken, token, tokenWanted } = await import("../src/api/token");

let server: Server;
let url: string;
let requests: { etag: string | undefined; authorization: string | undefined }[] = [];

beforeAll(async () => {
  server = createServer((request, response) => {
    const { "if-none-match": etag, authorization } = request.headers;
    requests.push({ etag, authorization });
    const refuse = (status: number, headers = {}) => {
      response.writeHead(status, headers);
      response.end(JSON.stringify({ code: "FT1", message: "no", details: null, hint: "Do so." }));
    };
    if (request.url === "/secret" && authorization !== "Bearer good") refuse(401);
    else if (request.url === "/wrong") refuse(400);
    else if (request.url === "/away") refuse(503, { "Retry-After": "2" });
    else if (request.url === "/cut") {
      response.writeHead(200, { "Content-Length": "100" });
      response.write('{"a":', () => response.destroy());
    } else if (etag === 'W/"1"') response.writeHead(304).end();
    else response.writeHead(200, { ETag: 'W/"1"' }).end('{"open":1}');
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});
afterAll(() => void server.close());
beforeEach(() => {
  requests = [];
  forgetAnswers();
});

const failure = (path: string): Promise<unknown> => getJson(url + path).catch((error: unknown) => error);

describe("a request", () => {
  test("an unchanged answer is the same object, by its ETag", async () => {
    const first = await getJson(`${url}/data`);
    expect(await getJson(`${url}/data`)).toBe(first);
    expect(requests.map(({ etag }) => etag)).toEqual([undefined, 'W/"1"']);
  });

  test("a refusal has the server's words, and a retry does not help", async () => {
    const error = await failure("/wrong");
    expect(error).toBeInstanceOf(ApiError);
    expect(error).toMatchObject({ status: 400, code: "FT1", message: "no", hint: "Do so." });
    expect(isTransient(error)).toBe(false);
  });

  test("a retry may help if the server has lost its database", async () => {
    const error = await failure("/away");
    expect(error).toMatchObject({ status: 503, retryAfterS: 2 });
    expect(isTransient(error)).toBe(true);
  });

  test("a truncated answer counts as none", async () => {
    const error = await failure("/cut");
    expect(error).toBeInstanceOf(UnreachableError);
    expect(isTransient(error)).toBe(true);
  });

  test("an unreachable server is not a refusal", async () => {
    const error = await getJson("http://127.0.0.1:9/").catch((e: unknown) => e);
    expect(error).toBeInstanceOf(UnreachableError);
  });

  test("a cancelled request is neither", async () => {
    const attempt = new AbortController();
    const answer = getJson(`${url}/data`, attempt.signal).catch((e: unknown) => e);
    attempt.abort();
    expect(isTransient(await answer)).toBe(false);
  });
});

test("a missing or refused token is asked for; a new one is kept for the tab and sent", async () => {
  await failure("/secret");
  expect(tokenWanted.value).toBe("missing");
  setToken("bad");
  expect([token.value, tokenWanted.value]).toEqual(["bad", null]);
  await failure("/secret");
  expect(tokenWanted.value).toBe("refused");
  setToken("good");
  expect(await getJson(`${url}/secret`)).toEqual({ open: 1 });
  expect(requests.at(-1)?.authorization).toBe("Bearer good");
  expect([...stored.values()]).toEqual(["good"]);
});
