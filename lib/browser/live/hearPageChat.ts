import browser from 'webextension-polyfill';
import { failure } from '@/lib/base/failure';
import { err, ok, type Result } from '@/lib/base/result';
import { CHAT_HOST_LABEL, LIVE_PAGES } from '@/lib/tiktok/address/hosts';

/** What the page-world function gets; JSON only. */
export interface HearOrder {
  /** How the host of a chat's socket begins. */
  readonly label: string;
  /** More frames are dropped: whoever asks so rarely does not want them. */
  readonly most: number;
}

interface Held {
  frames: ArrayBuffer[];
}

/**
 * Runs in the page's MAIN world through scripting.executeScript, so it must be self-contained. From the first call on it
 * keeps copies of what the page reads from its chat socket, also from one that was open before; hands them on as base64.
 * The page gets what it would have got.
 */
export const hearInPage = ({ label, most }: HearOrder): string[] => {
  const page = globalThis as unknown as Record<symbol, Held | undefined>;
  const key = Symbol.for('tokshelf-chat');
  const start = (): Held => {
    const held: Held = { frames: [] };
    const inner = Object.getOwnPropertyDescriptor(MessageEvent.prototype, 'data');
    const get = inner?.get;
    if (!inner || !get) return held;
    // A page may read the same message twice.
    const seen = new WeakSet<object>();
    const keep = (bytes: ArrayBuffer): void => {
      if (held.frames.length < most) held.frames.push(bytes);
    };
    const copy = (event: MessageEvent, data: unknown): void => {
      const { target } = event;
      if (!(target instanceof WebSocket) || seen.has(event)) return;
      seen.add(event);
      if (!new URL(target.url).hostname.startsWith(label)) return;
      if (data instanceof ArrayBuffer) keep(data.slice(0));
      else if (data instanceof Blob) data.arrayBuffer().then(keep, () => undefined);
    };
    // A proxy shows no text of its own.
    const wrapped = new Proxy(get, {
      apply: (read, event: MessageEvent, args: []) => {
        const data: unknown = Reflect.apply(read, event, args);
        try {
          copy(event, data);
        } catch {
          // The page's sockets may be objects of its own making: what it reads never fails by us.
        }
        return data;
      },
    });
    Object.defineProperty(MessageEvent.prototype, 'data', { ...inner, get: wrapped });
    return held;
  };
  let held = page[key];
  if (!held) {
    held = start();
    Object.defineProperty(page, key, { value: held, enumerable: false });
  }
  return held.frames
    .splice(0)
    .map((frame) => btoa(Array.from(new Uint8Array(frame), (byte) => String.fromCharCode(byte)).join('')));
};

const MOST_FRAMES = 500;
const LONGEST = 1_000_000;

const bytesOf = (text: unknown): Uint8Array[] =>
  typeof text === 'string' && text.length <= LONGEST && /^[A-Za-z0-9+/]*={0,2}$/.test(text)
    ? [Uint8Array.from(atob(text), (letter) => letter.charCodeAt(0))]
    : [];

const hearTab = async (tabId: number): Promise<Uint8Array[]> => {
  try {
    const [frame] = await browser.scripting.executeScript({
      target: { tabId },
      world: 'MAIN',
      func: hearInPage,
      args: [{ label: CHAT_HOST_LABEL, most: MOST_FRAMES }],
    });
    // It crosses from an untrusted world: only its shape is believed here.
    const answer: unknown = frame?.result;
    return Array.isArray(answer) ? answer.slice(0, MOST_FRAMES).flatMap(bytesOf) : [];
  } catch {
    // Closed or reloaded in this moment: the next look sees what is there then.
    return [];
  }
};

/** What the open live pages received by their chat sockets since the last call; `gate` where no tab shows a live room. */
export const hearPageChat = async (): Promise<Result<readonly Uint8Array[]>> => {
  const tabs = await browser.tabs.query({ url: LIVE_PAGES });
  const ids = tabs.flatMap(({ id, discarded }) => (id !== undefined && discarded !== true ? [id] : []));
  if (ids.length === 0) return err(failure('gate', 'no live page is open'));
  return ok((await Promise.all(ids.map(hearTab))).flat());
};
