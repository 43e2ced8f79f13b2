import { apiHosts } from '@/lib/tiktok/address/hosts';
import { CAPTURE_MAX_CHARS, captureList } from '@/lib/tiktok/page/captureList';

/** What of a page's global the capture touches. */
export type CaptureScope = Pick<Window, 'location'> & {
  fetch: typeof globalThis.fetch;
  XMLHttpRequest: typeof globalThis.XMLHttpRequest;
};

type Xhr = InstanceType<CaptureScope['XMLHttpRequest']>;

/** Takes a copy of a reply: the path of its request and its text. */
export type TakeReply = (path: string, text: string) => void;

const readAddressOf = (input: unknown): string => {
  if (typeof input === 'string') return input;
  if (input instanceof URL) return input.href;
  return input instanceof Request ? input.url : '';
};

/** The path of a request whose reply is worth a copy. */
const wantedPath = (input: unknown, scope: CaptureScope): string | undefined => {
  const base = scope.location.href;
  const address = readAddressOf(input);
  if (address === '' || !URL.canParse(address, base)) return undefined;
  const { hostname, pathname } = new URL(address, base);
  if (!apiHosts.includes(hostname)) return undefined;
  return captureList.some((rule) => pathname.startsWith(rule.path)) ? pathname : undefined;
};

/** Reads a copy to its end, or drops it once it grows too large; the page's own reading goes on either way. */
const readText = async (body: ReadableStream<Uint8Array>): Promise<string | undefined> => {
  const reader = body.getReader();
  const decoder = new TextDecoder();
  let text = '';
  for (;;) {
    const { done, value } = await reader.read();
    if (done) return text + decoder.decode();
    text += decoder.decode(value, { stream: true });
    if (text.length > CAPTURE_MAX_CHARS) {
      await reader.cancel();
      return undefined;
    }
  }
};

const copyReply = async (reply: Response, path: string, take: TakeReply): Promise<void> => {
  if (!reply.ok || reply.bodyUsed || !reply.headers.get('content-type')?.includes('json')) return;
  if (Number(reply.headers.get('content-length') ?? 0) > CAPTURE_MAX_CHARS) return;
  const { body } = reply.clone();
  const text = body ? await readText(body) : undefined;
  if (text) take(path, text);
};

/** A page that aborts its request, or loses the connection, makes the copy fail too; that is the page's business. */
const ignore = (): void => undefined;

const wrapFetch = (scope: CaptureScope, isOn: () => boolean, take: TakeReply): (() => void) => {
  const inner = scope.fetch;
  // A proxy has the name, the length and the properties of what it stands for, and shows no text of its own.
  const wrapped = new Proxy(inner, {
    apply(target, self: unknown, args: Parameters<CaptureScope['fetch']>): Promise<Response> {
      const reply: Promise<Response> = Reflect.apply(target, self, args);
      const path = isOn() ? wantedPath(args[0], scope) : undefined;
      // The page gets the very promise that the inner fetch made. Ours is the first to hear of it, so the body is unread.
      if (path !== undefined) reply.then((one) => copyReply(one, path, take)).catch(ignore);
      return reply;
    },
  });
  scope.fetch = wrapped;
  return () => {
    // Somebody may have wrapped ours since: then it stays, and only passes on.
    if (scope.fetch === wrapped) scope.fetch = inner;
  };
};

const readXhr = (request: Xhr): string => {
  if (request.status < 200 || request.status > 299) return '';
  if (request.responseType === '' || request.responseType === 'text') return request.responseText;
  return request.responseType === 'json' ? JSON.stringify(request.response) : '';
};

const wrapXhr = (scope: CaptureScope, isOn: () => boolean, take: TakeReply): (() => void) => {
  const proto = scope.XMLHttpRequest.prototype;
  const inner = proto.open;
  const wrapped = new Proxy(inner, {
    apply(target, self: Xhr, args: unknown[]): void {
      const path = isOn() ? wantedPath(args[1], scope) : undefined;
      if (path !== undefined) {
        const onLoad = (): void => {
          const text = readXhr(self);
          if (text !== '' && text.length <= CAPTURE_MAX_CHARS) take(path, text);
        };
        self.addEventListener('load', onLoad, { once: true });
      }
      Reflect.apply(target, self, args);
    },
  });
  proto.open = wrapped;
  return () => {
    if (proto.open === wrapped) proto.open = inner;
  };
};

/**
 * Copies the replies of known endpoints that the page itself receives. Everything passes through untouched: same
 * promise, same reply, same errors; requests are not looked at beyond their address.
 *
 * @returns the function that takes the wrapping off again
 */
export const captureReplies = (scope: CaptureScope, take: TakeReply): (() => void) => {
  let on = true;
  const takeWhileOn: TakeReply = (path, text) => {
    if (on) take(path, text);
  };
  const undo = [wrapFetch(scope, () => on, takeWhileOn), wrapXhr(scope, () => on, takeWhileOn)];
  return () => {
    on = false;
    for (const one of undo) one();
  };
};
