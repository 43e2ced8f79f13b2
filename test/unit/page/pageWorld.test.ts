// @vitest-environment happy-dom
// @vitest-environment-options {"url": "https://www.tiktok.com/foryou"}
import { afterEach, describe, expect, test, vi } from 'vitest';
import { listenToCapture, meetListener } from '@/lib/page/captureChannel';
import { captureReplies } from '@/lib/page/captureReplies';
import { whenSiteStarted } from '@/lib/page/whenSiteStarted';

const own = { fetch: window.fetch, open: XMLHttpRequest.prototype.open };
afterEach(() => {
  vi.restoreAllMocks();
  window.fetch = own.fetch;
  XMLHttpRequest.prototype.open = own.open;
  Reflect.deleteProperty(window, 'byted_acrawler');
});

const inspect = (value: unknown): unknown =>
  typeof value === 'function' ? [value.name, value.length, Function.prototype.toString.call(value), value] : value;

const membersOf = (object: object): readonly unknown[] =>
  Reflect.ownKeys(object).map((key) => {
    const found = Object.getOwnPropertyDescriptor(object, key);
    return [key, found && { ...found, value: inspect(found.value) }];
  });

/** All that a script can compare of the page that it runs in. */
const worldOf = () => ({
  global: membersOf(window).filter((member) => Array.isArray(member) && member[0] !== 'event'),
  prototypes: [XMLHttpRequest, EventTarget, Response, Request, Function, Object, Promise, Element, Document].map(
    (one) => membersOf(one.prototype),
  ),
  html: document.documentElement.outerHTML,
});

const startBoth = (order: 'page first' | 'extension first', signal: AbortSignal): void => {
  const listen = (): void => listenToCapture(document, () => undefined, signal);
  const meet = (): void =>
    meetListener(document, (outlet) => {
      whenSiteStarted(window, () => captureReplies(window, outlet.send));
    });
  for (const start of order === 'page first' ? [meet, listen] : [listen, meet]) start();
};

describe.each(['page first', 'extension first'] as const)('the scripts start, %s', (order) => {
  test('the page is as it is without them until its own script has begun', () => {
    const timers = [vi.spyOn(window, 'setTimeout'), vi.spyOn(window, 'setInterval')];
    const without = worldOf();
    const end = new AbortController();
    startBoth(order, end.signal);
    expect(worldOf()).toEqual(without);
    document.body.dispatchEvent(new Event('load'));
    Object.assign(window, { byted_acrawler: {} });
    document.body.dispatchEvent(new Event('load'));
    Reflect.deleteProperty(window, 'byted_acrawler');
    expect(worldOf()).toEqual(without);
    for (const timer of timers) expect(timer).not.toHaveBeenCalled();
    end.abort();
  });
});

test('what is put in afterwards has the name, the length and no text of ours', () => {
  const scope = { location: window.location, fetch: own.fetch, XMLHttpRequest: class extends XMLHttpRequest {} };
  const { open } = scope.XMLHttpRequest.prototype;
  captureReplies(scope, () => undefined);
  for (const [ours, theirs] of [
    [scope.fetch, own.fetch],
    [scope.XMLHttpRequest.prototype.open, open],
  ] as const) {
    expect(ours).not.toBe(theirs);
    expect([ours.name, ours.length]).toEqual([theirs.name, theirs.length]);
    expect(Function.prototype.toString.call(ours)).toMatch(/\[native code\]/);
  }
});
