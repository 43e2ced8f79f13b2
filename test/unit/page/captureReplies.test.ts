// @vitest-environment happy-dom
// @vitest-environment-options {"url": "https://www.tiktok.com/foryou"}
import { describe, expect, test, vi } from 'vitest';
import { type CaptureScope, captureReplies } from '@/lib/page/captureReplies';

const LIST = 'https://www.tiktok.com/api/post/item_list/?aid=1988&X-Bogus=a';
const body = JSON.stringify({ itemList: [{ id: '1' }] });
const json = { 'content-type': 'application/json; charset=utf-8' };

const scopeWith = (fetch: CaptureScope['fetch']): CaptureScope => ({
  location: window.location,
  fetch,
  XMLHttpRequest: class extends window.XMLHttpRequest {},
});

const replyWith = (text: string | Uint8Array<ArrayBuffer>, headers: Record<string, string> = json, status = 200) =>
  vi.fn<CaptureScope['fetch']>(async () => new Response(text, { headers, status }));

const later = (): Promise<void> => new Promise((resolve) => setTimeout(resolve, 20));

describe('replies that are copied', () => {
  test.each([
    ['an address as text', LIST],
    ['a relative one', '/api/post/item_list/?aid=1988'],
    ['a URL', new URL(LIST)],
    ['a Request', new Request(LIST)],
  ])('%s', async (_, input) => {
    const scope = scopeWith(replyWith(body));
    const take = vi.fn();
    captureReplies(scope, take);
    const reply = await scope.fetch(input);
    expect(await reply.text()).toBe(body);
    await vi.waitFor(() => expect(take).toHaveBeenCalledExactlyOnceWith('/api/post/item_list/', body));
  });
});

describe('replies that are left alone', () => {
  test.each([
    ['another endpoint', 'https://www.tiktok.com/api/comment/list/', replyWith(body)],
    ['another host', 'https://evil.example/api/post/item_list/', replyWith(body)],
    ['HTML', LIST, replyWith('<p>Please wait...</p>', { 'content-type': 'text/html' })],
    ['a refusal', LIST, replyWith('{}', json, 403)],
    ['an empty body', LIST, replyWith('')],
    ['too large by its own word', LIST, replyWith(body, { ...json, 'content-length': '9000000' })],
    ['too large in fact', LIST, replyWith(new Uint8Array(5 * 1024 * 1024).fill(32))],
  ])('%s', async (_, address, fetch) => {
    const scope = scopeWith(fetch);
    const take = vi.fn();
    captureReplies(scope, take);
    const reply = await scope.fetch(address);
    await reply.arrayBuffer();
    await later();
    expect(take).not.toHaveBeenCalled();
  });
});

describe('the page notices nothing', () => {
  test('it gets the very promise, with the arguments and the receiver passed on', () => {
    const made = Promise.resolve(new Response(body, { headers: json }));
    const inner = vi.fn<CaptureScope['fetch']>(() => made);
    const scope = scopeWith(inner);
    captureReplies(scope, vi.fn());
    const init = { method: 'POST', body: 'x' };
    expect(scope.fetch.call(scope, LIST, init)).toBe(made);
    expect(inner).toHaveBeenCalledExactlyOnceWith(LIST, init);
    expect(inner.mock.contexts[0]).toBe(scope);
  });

  test('the same errors', async () => {
    const error = new TypeError('Failed to fetch');
    const scope = scopeWith(() => Promise.reject(error));
    captureReplies(scope, vi.fn());
    await expect(scope.fetch(LIST)).rejects.toBe(error);
    const thrower = scopeWith(() => {
      throw error;
    });
    captureReplies(thrower, vi.fn());
    expect(() => thrower.fetch(LIST)).toThrow(error);
  });

  test('a page that read its reply before us keeps it, and a page that reads late gets it whole', async () => {
    const scope = scopeWith(replyWith(body));
    captureReplies(scope, vi.fn());
    const reply = await scope.fetch(LIST);
    await later();
    expect(await reply.json()).toEqual(JSON.parse(body));
  });
});

describe('taking it off', () => {
  test('gives the page its own functions back', () => {
    const inner = replyWith(body);
    const scope = scopeWith(inner);
    const { open } = scope.XMLHttpRequest.prototype;
    const undo = captureReplies(scope, vi.fn());
    expect(scope.fetch).not.toBe(inner);
    undo();
    expect(scope.fetch).toBe(inner);
    expect(scope.XMLHttpRequest.prototype.open).toBe(open);
  });

  test('leaves a later wrapper of the site in place and copies nothing any more', async () => {
    const scope = scopeWith(replyWith(body));
    const take = vi.fn();
    const undo = captureReplies(scope, take);
    const ours = scope.fetch;
    const sites: CaptureScope['fetch'] = (...args) => ours(...args);
    scope.fetch = sites;
    undo();
    expect(scope.fetch).toBe(sites);
    await scope.fetch(LIST);
    await later();
    expect(take).not.toHaveBeenCalled();
  });
});

describe('XMLHttpRequest', () => {
  const scopeWithXhr = (reply: Partial<XMLHttpRequest>) => {
    class FakeXhr extends EventTarget {
      readonly opened: unknown[] = [];
      open(...args: unknown[]): void {
        this.opened.push(...args);
        Object.assign(this, reply);
      }
    }
    const scope = { ...scopeWith(vi.fn()), XMLHttpRequest: FakeXhr as unknown as typeof XMLHttpRequest };
    return { scope, make: () => new scope.XMLHttpRequest() as unknown as FakeXhr };
  };

  test.each([
    [{ status: 200, responseType: '', responseText: body } as const, 1],
    [{ status: 200, responseType: 'json', response: JSON.parse(body) } as const, 1],
    [{ status: 500, responseType: '', responseText: body } as const, 0],
    [{ status: 200, responseType: 'blob' } as const, 0],
  ])('%j', (reply, times) => {
    const { scope, make } = scopeWithXhr(reply);
    const take = vi.fn();
    captureReplies(scope, take);
    const request = make();
    request.open('GET', LIST, true);
    request.dispatchEvent(new Event('load'));
    expect(request.opened).toEqual(['GET', LIST, true]);
    expect(take.mock.calls).toEqual(Array(times).fill(['/api/post/item_list/', body]));
  });
});
