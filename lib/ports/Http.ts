import type { Result } from '@/lib/base/result';

/** A request to TikTok. A plain adapter needs `url`, `method`, `headers`, `body` and `timeoutMs` only. */
export interface HttpRequest {
  /** Complete address, signed where the endpoint wants it. */
  readonly url: string;
  readonly method?: 'GET' | 'POST';
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string;
  readonly timeoutMs?: number;
  /** `omit` for token requests that must not touch the person's own cookies. Default `include`. */
  readonly credentials?: 'include' | 'omit';
  /** The same address without X-Bogus and msToken, for an adapter that lets TikTok's page sign. */
  readonly unsignedUrl?: string;
  /** Name of the endpoint, for an adapter that remembers which route worked. */
  readonly endpoint?: string;
  /** `false`: not worth opening a tab for, since the same data can be had elsewhere. Default `true`. */
  readonly openTab?: boolean;
  /** The reply is bytes, not text: an adapter that hands on text must keep them whole. */
  readonly bytes?: boolean;
}

/** A reply. `url` is the final one, after redirects. */
export interface HttpReply {
  readonly status: number;
  readonly url: string;
  readonly headers: Headers;
  readonly body: Uint8Array;
  /** The body as JSON, from an adapter that had to read it in order to choose a route: nobody parses it again. */
  readonly json?: Result<unknown>;
}

/** Sends a request. Rejects with a TokError of code network, offline, timeout, or what the adapter knows better. */
export interface Http {
  send(request: HttpRequest): Promise<HttpReply>;
}
