// @vitest-environment happy-dom
import { afterEach, describe, expect, test, vi } from 'vitest';
import { type CaptureOutlet, listenToCapture, meetListener } from '@/lib/page/captureChannel';

let end = new AbortController();
afterEach(() => {
  end.abort();
  end = new AbortController();
});

const listen = () => {
  const take = vi.fn();
  listenToCapture(document, take, end.signal);
  return take;
};
const meet = () => {
  const met = vi.fn<(outlet: CaptureOutlet) => void>();
  meetListener(document, met);
  return met;
};

describe('the two sides find each other', () => {
  test('when the extension comes first', () => {
    const take = listen();
    meet().mock.calls[0]?.[0].send('/api/item/detail/', '{"a":\n1}');
    expect(take).toHaveBeenCalledExactlyOnceWith('/api/item/detail/', '{"a":\n1}');
  });

  test('when the page comes first', () => {
    const met = meet();
    const take = listen();
    met.mock.calls[0]?.[0].send('/api/item/detail/', '{}');
    expect(take).toHaveBeenCalledExactlyOnceWith('/api/item/detail/', '{}');
  });

  test('and leave no trace in the page', () => {
    listen();
    meet();
    expect(document.documentElement.getAttributeNames()).toEqual([]);
  });
});

test('a hello after the page has loaded is not answered', () => {
  const met = meet();
  document.dispatchEvent(new Event('DOMContentLoaded'));
  document.dispatchEvent(new CustomEvent('tokshelf-hello', { detail: 'forged' }));
  expect(met).not.toHaveBeenCalled();
});

test('the end of the one is told to the other, and nothing is heard after it', () => {
  const take = listen();
  const outlet = meet().mock.calls[0]?.[0];
  const stopped = vi.fn();
  outlet?.onStop(stopped);
  end.abort();
  outlet?.send('/api/item/detail/', '{}');
  expect(stopped).toHaveBeenCalledOnce();
  expect(take).not.toHaveBeenCalled();
});

test('the page stops copying when nobody hears it any more', () => {
  const met = meet();
  // As in Firefox, where a removed extension's listeners are gone without a word.
  document.dispatchEvent(new CustomEvent('tokshelf-hello', { detail: 'silent' }));
  const outlet = met.mock.calls[0]?.[0];
  const stopped = vi.fn();
  outlet?.onStop(stopped);
  outlet?.send('/api/item/detail/', '{}');
  outlet?.send('/api/item/detail/', '{}');
  expect(stopped).toHaveBeenCalledOnce();
});

test('what is no reply is dropped', () => {
  const take = vi.fn();
  listenToCapture(document, take, end.signal);
  const name = document.documentElement.getAttribute('data-tokshelf') ?? '';
  for (const detail of [undefined, 7, { a: 1 }, '', 'no separator', '\nno path'])
    document.dispatchEvent(new CustomEvent(name, { detail }));
  expect(take).not.toHaveBeenCalled();
});
