import { md5 } from '@/lib/tiktok/sign/md5';

/**
 * The first bytes of an RC4 key stream (256-step key schedule, nothing dropped). Obsolete as a cipher; here it is a
 * fixed step of X-Bogus, where it hides nothing.
 *
 * @param key 1 to 256 bytes
 */
const rc4KeyStream = (key: readonly number[], length: number): Uint8Array => {
  const state = Uint8Array.from({ length: 256 }, (_, i) => i);
  const at = (i: number): number => state[i] ?? 0;
  const swap = (a: number, b: number): void => {
    const held = at(a);
    state[a] = at(b);
    state[b] = held;
  };
  for (let i = 0, j = 0; i < 256; i++) {
    j = (j + at(i) + (key[i % key.length] ?? 0)) & 255;
    swap(i, j);
  }
  const stream = new Uint8Array(length);
  for (let n = 0, i = 0, j = 0; n < length; n++) {
    i = (i + 1) & 255;
    j = (j + at(i)) & 255;
    swap(i, j);
    stream[n] = at((at(i) + at(j)) & 255);
  }
  return stream;
};

/** What X-Bogus is computed from, besides the query. */
export interface XBogusInput {
  /** The User-Agent header that is sent with the request. */
  readonly userAgent: string;
  /** Unix time in seconds. */
  readonly unixSeconds: number;
  /** Body of a POST; empty for GET. */
  readonly body?: string;
  /** The script's environment code, 16 bits. */
  readonly env?: number;
  /** The script's behaviour code, 8 bits. */
  readonly ub?: number;
  /** Hash of the browser's canvas, 32 bits. */
  readonly canvas?: number;
}

const SYMBOLS = 'Dkdpgh4ZKsQB80/Mfvw36XI1R25-WUAlEi7NLboqYTOPuzmFjJnryx9HVGcaStCe';
const MARK = 0x40;
const VERSION = 0x02;
const PAYLOAD_KEY = 0xff;
const PAYLOAD_LENGTH = 19;
const PAYLOAD_STREAM = rc4KeyStream([PAYLOAD_KEY], PAYLOAD_LENGTH);

const utf8 = new TextEncoder();

type Pair = readonly [number, number];

/** Of every digest only its last two bytes are used. */
const tail = (digest: Uint8Array): Pair => [digest[14] ?? 0, digest[15] ?? 0];
const textTail = (text: string): Pair => tail(md5(md5(utf8.encode(text))));
const EMPTY_TAIL = textTail('');

const agents = new Map<string, { readonly env: number; readonly ub: number; readonly tail: Pair }>();

const computeUserAgentTail = (userAgent: string, env: number, ub: number): Pair => {
  const bytes = utf8.encode(userAgent);
  const stream = rc4KeyStream([env >> 8, env & 255, ub], bytes.length);
  const hidden = bytes.map((byte, i) => byte ^ (stream[i] ?? 0));
  return tail(md5(utf8.encode(btoa(String.fromCharCode(...hidden)))));
};

/** A session has one User-Agent: its part is computed once, not per request. */
const userAgentTail = (userAgent: string, env: number, ub: number): Pair => {
  const known = agents.get(userAgent);
  if (known !== undefined && known.env === env && known.ub === ub) return known.tail;
  if (agents.size >= 32) agents.clear();
  const fresh = computeUserAgentTail(userAgent, env, ub);
  agents.set(userAgent, { env, ub, tail: fresh });
  return fresh;
};

const toSymbols = (bytes: Uint8Array): string => {
  let text = '';
  for (let from = 0; from < bytes.length; from += 3) {
    const group = ((bytes[from] ?? 0) << 16) | ((bytes[from + 1] ?? 0) << 8) | (bytes[from + 2] ?? 0);
    for (let shift = 18; shift >= 0; shift -= 6) text += SYMBOLS[(group >> shift) & 63] ?? '';
  }
  return text;
};

/**
 * The X-Bogus value of a web API request, in the form that TikTok's script used from 2021 to mid 2026 and that some
 * endpoints still take. Steps as published by several projects; values equal to theirs and to the script's own
 * (recorded 2023-03 to 2026-10, test/fixtures/vectors/xbogus.json).
 *
 * @param query everything after `?`, exactly as it is sent, percent-encoding included
 * @returns 28 characters of `A-Z a-z 0-9 / -`
 */
export const xBogus = (query: string, input: XBogusInput): string => {
  const { userAgent, unixSeconds, body = '', env = 1, ub = 12, canvas = 536919696 } = input;
  const payload = new Uint8Array(PAYLOAD_LENGTH);
  payload.set([MARK, env >> 8, env & 255, ub]);
  payload.set(textTail(query), 4);
  payload.set(body === '' ? EMPTY_TAIL : textTail(body), 6);
  payload.set(userAgentTail(userAgent, env, ub), 8);
  const view = new DataView(payload.buffer);
  view.setUint32(10, unixSeconds);
  view.setUint32(14, canvas);
  let sum = 0;
  for (let i = 0; i < PAYLOAD_LENGTH - 1; i++) sum ^= payload[i] ?? 0;
  payload[PAYLOAD_LENGTH - 1] = sum;
  const sealed = new Uint8Array(PAYLOAD_LENGTH + 2);
  sealed[0] = VERSION;
  sealed[1] = PAYLOAD_KEY;
  for (let i = 0; i < PAYLOAD_LENGTH; i++) sealed[i + 2] = (payload[i] ?? 0) ^ (PAYLOAD_STREAM[i] ?? 0);
  return toSymbols(sealed);
};
