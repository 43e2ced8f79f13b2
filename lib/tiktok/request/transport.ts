import { type Failure, failure, TokError } from '@/lib/base/failure';
import { err, ok, type Result } from '@/lib/base/result';
import type { Clock } from '@/lib/ports/Clock';
import type { Cookies } from '@/lib/ports/Cookies';
import type { Http, HttpReply, HttpRequest } from '@/lib/ports/Http';
import type { QueryParams } from '@/lib/tiktok/address/query';
import { type Hydration, readHydration } from '@/lib/tiktok/parse/hydration';
import { readPage, readReply } from '@/lib/tiktok/parse/readReply';
import { buildRequest, type RequestTarget } from './buildRequest';
import type { DeviceContext } from './deviceContext';
import type { Endpoint } from './endpoints';

/** What was read, beside the reply it was read from. */
export interface Read<T> {
  readonly value: T;
  /** The reply as it came. */
  readonly raw: unknown;
}

export interface CallOptions {
  /** False when another source for the same data exists: then no tab is opened for this request. */
  readonly openTab?: boolean;
  /** True where the reply is bytes. */
  readonly bytes?: boolean;
}

/** What a port threw, as a value: its own failure, else `timeout` or `network`. */
export const failureOf = (error: unknown): Failure => {
  if (error instanceof TokError) return error.failure;
  const name = error instanceof Error ? error.name : '';
  const detail = error instanceof Error ? error.message : String(error);
  return failure(name === 'TimeoutError' || name === 'AbortError' ? 'timeout' : 'network', detail);
};

/** Replies carry the next token as a header, a cookie, or both. */
const tokenIn = (headers: Headers): string | undefined =>
  headers.get('x-ms-token') ??
  headers
    .getSetCookie()
    .map((line) => /^msToken=([^;]+)/.exec(line)?.[1])
    .find((token) => token !== undefined);

/** Sends a request; whatever the adapter throws becomes a failure. */
export const sendSafely = async (http: Http, request: HttpRequest): Promise<Result<HttpReply>> => {
  try {
    return ok(await http.send(request));
  } catch (error) {
    return err(failureOf(error));
  }
};

/** Reads the data that a page of the site brings along. Pages are asked for without `endpoint`: no tab is needed. */
export const readSitePage = async (http: Http, url: string): Promise<Result<Hydration>> => {
  const reply = await sendSafely(http, { url, timeoutMs: 25_000 });
  if (!reply.ok) return reply;
  const page = readPage(reply.value);
  return page.ok ? readHydration(page.value) : page;
};

/** Asks endpoints: parameters, token, signature, and what the reply means. */
export const createTransport = (http: Http, cookies: Cookies, clock: Clock, device: DeviceContext) => {
  // Replies rotate the token. A browser keeps it as a cookie; elsewhere the last one issued is as good.
  let issued = '';

  const prepare = async (target: RequestTarget, params: QueryParams): Promise<Result<HttpRequest>> => {
    try {
      const context = await device.get();
      const token = (await cookies.get('msToken')) ?? issued;
      return ok(buildRequest(target, params, context, token, Math.floor(clock.now() / 1000)));
    } catch (error) {
      return err(failureOf(error));
    }
  };

  const send = async (
    target: RequestTarget,
    params: QueryParams,
    { openTab = true, bytes = false }: CallOptions = {},
  ): Promise<Result<HttpReply>> => {
    const request = await prepare(target, params);
    if (!request.ok) return request;
    const reply = await sendSafely(http, {
      ...request.value,
      ...(openTab ? {} : { openTab }),
      ...(bytes ? { bytes } : {}),
    });
    if (reply.ok) issued = tokenIn(reply.value.headers) ?? issued;
    return reply;
  };

  /** The reply as JSON; refusals and status codes are failures, whatever else it holds. */
  const askRaw = async (
    endpoint: Endpoint<unknown>,
    params: QueryParams,
    options: CallOptions = {},
  ): Promise<Result<unknown>> => {
    const reply = await send(endpoint, params, options);
    const raw = reply.ok ? (reply.value.json ?? readReply(reply.value)) : reply;
    // Guests get an empty body here, not a status (recorded 2026-10): a login is what helps, no other way does.
    const refused = !raw.ok && raw.error.code === 'gate' && endpoint.needsLogin && !(await device.get()).loggedIn;
    return refused ? err(failure('login', 'guests are refused')) : raw;
  };

  const call = async <T>(
    endpoint: Endpoint<T>,
    params: QueryParams,
    options: CallOptions = {},
  ): Promise<Result<Read<T>>> => {
    const raw = await askRaw(endpoint, params, options);
    if (!raw.ok) return raw;
    const value = endpoint.parse(raw.value);
    return value.ok ? ok({ value: value.value, raw: raw.value }) : value;
  };

  return { send, askRaw, call, issuedToken: () => issued };
};

export type Transport = ReturnType<typeof createTransport>;
