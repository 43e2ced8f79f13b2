// @vitest-environment happy-dom
import { afterEach, expect, it, vi } from 'vitest';

vi.mock('webextension-polyfill', () => ({ default: {} }));

import { hearInPage } from '@/lib/browser/live/hearPageChat';

class Line extends EventTarget {
  readonly url: string;
  constructor(url: string) {
    super();
    this.url = url;
  }
}

class Message extends Event {
  readonly #data: unknown;
  constructor(data: unknown) {
    super('message');
    this.#data = data;
  }
  get data(): unknown {
    return this.#data;
  }
}

afterEach(() => vi.unstubAllGlobals());

it('what the page reads from its chat socket is copied, once, and what it reads elsewhere is not', () => {
  vi.stubGlobal('WebSocket', Line);
  vi.stubGlobal('MessageEvent', Message);
  const order = { label: 'webcast', most: 2 };
  const read: unknown[] = [];
  const listen = (url: string): Line => {
    const line = new Line(url);
    line.addEventListener('message', (event) => {
      read.push((event as Message).data);
      read.push((event as Message).data);
    });
    return line;
  };
  // Opened before anybody listens for us.
  const chat = listen('wss://webcast-ws.us.tiktok.com/webcast/im/?room_id=1');
  const other = listen('wss://im-ws.tiktok.com/ws');
  expect(hearInPage(order)).toEqual([]);
  const bytes = Uint8Array.of(8, 255, 0).buffer;
  chat.dispatchEvent(new Message(bytes));
  other.dispatchEvent(new Message(bytes));
  expect(read).toEqual([bytes, bytes, bytes, bytes]);
  expect(hearInPage(order)).toEqual([btoa('\u0008\u00ff\u0000')]);
  expect(hearInPage(order)).toEqual([]);
  for (let count = 0; count < 5; count += 1) chat.dispatchEvent(new Message(bytes));
  expect(hearInPage(order)).toHaveLength(2);
});

it('a page whose sockets are of its own making reads what it would have read', () => {
  class Odd extends EventTarget {
    get url(): string {
      throw new Error('no address');
    }
  }
  vi.stubGlobal('WebSocket', Odd);
  class Told extends Message {}
  vi.stubGlobal('MessageEvent', Told);
  Object.defineProperty(Told.prototype, 'data', Object.getOwnPropertyDescriptor(Message.prototype, 'data') ?? {});
  Reflect.deleteProperty(globalThis, Symbol.for('tokshelf-chat'));
  hearInPage({ label: 'webcast', most: 2 });
  const read: unknown[] = [];
  const line = new Odd();
  line.addEventListener('message', (event) => {
    read.push((event as Message).data);
  });
  line.dispatchEvent(new Told('hello'));
  expect(read).toEqual(['hello']);
});
