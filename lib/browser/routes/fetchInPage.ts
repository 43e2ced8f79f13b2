import type { SignerSeen } from '@/lib/ports/routes';

/** What the page-world function gets; JSON only, no undefined (measured: executeScript refuses it). */
export interface PageFetchOrder {
  readonly url: string;
  readonly method: string;
  readonly body: string | null;
  readonly timeoutMs: number;
  /** How long after the load of the page its script is waited for. */
  readonly signerWaitMs: number;
  readonly signerGlobal: string;
  /** The load (`performance.timeOrigin`) whose fetch is known to hang; null = none. */
  readonly hungLoad: number | null;
  /** What stands in the address of a request that the script has signed. */
  readonly signatures: readonly string[];
  /** A request that a captcha has held back this long is given up: nobody may be looking at the tab. */
  readonly captchaWaitMs: number;
  readonly captchaSelectors: readonly string[];
  /** A reply from a host that is none of these or below one of them is given up before its body is read. */
  readonly domains: readonly string[];
  /** The longest reply that is read, bytes. */
  readonly largest: number;
  /** The reply is handed on as base64, since it is no text. */
  readonly bytes: boolean;
}

/** What it gives back; JSON only. */
export type PageFetchAnswer = { readonly signer?: SignerSeen; readonly load?: number } & PageOutcome;

type PageOutcome =
  | {
      readonly kind: 'reply';
      readonly status: number;
      readonly url: string;
      readonly headers: ReadonlyArray<readonly [string, string]>;
      readonly text: string;
    }
  | { readonly kind: 'timeout'; readonly captcha: boolean }
  | {
      readonly kind: 'failed';
      readonly detail: string;
      readonly captcha: boolean;
      /** The reply went on beyond the longest that is read: another route would be sent the same. */
      readonly tooLong?: boolean;
    };

/**
 * Runs in the page's MAIN world through scripting.executeScript, so it must be self-contained: no imports, no closure,
 * never throws, returns JSON. The page's own script signs what its `window.fetch` sends.
 */
export const fetchInPage = async (order: PageFetchOrder): Promise<PageFetchAnswer> => {
  const page = globalThis as unknown as Record<string, unknown> & {
    fetch: typeof globalThis.fetch;
    document: Document;
  };
  const sleep = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));
  const showsCaptcha = (): boolean =>
    order.captchaSelectors.some((selector) => page.document.querySelector(selector) !== null);
  const started = Date.now();
  const signerSeen = (): SignerSeen => {
    if (page[order.signerGlobal] !== undefined) return 'global';
    const signed = performance
      .getEntriesByType('resource')
      .some(({ name }) => order.signatures.some((mark) => name.includes(mark)));
    return signed ? 'signed' : 'none';
  };
  // The page's own clock is the memory of the wait: a mark in the page could be seen by its scripts. A page that never
  // ends loading gets the time of two waits in all.
  const mayStillShow = (): boolean => {
    const { readyState } = page.document;
    if (readyState === 'loading' || readyState === 'interactive') return performance.now() < 2 * order.signerWaitMs;
    const [load] = performance.getEntriesByType('navigation');
    return performance.now() - (load ? load.startTime + load.duration : 0) < order.signerWaitMs;
  };
  const load = performance.timeOrigin;
  if (order.hungLoad === load) return { kind: 'timeout', captcha: showsCaptcha(), signer: signerSeen(), load };
  // Before the site's script has started, fetch goes out unsigned and is refused. What has not shown so long after the
  // load of the page will not show for the next request either.
  let signer = signerSeen();
  while (signer === 'none' && mayStillShow() && Date.now() - started < order.signerWaitMs) {
    await sleep(50);
    signer = signerSeen();
  }
  const aborter = new AbortController();
  // A reply that the page's own script made up has no address; it comes from no host.
  const isForeign = (address: string): boolean => {
    if (address === '') return false;
    const { protocol, port, hostname } = new URL(address);
    const known = order.domains.some((domain) => hostname === domain || hostname.endsWith(`.${domain}`));
    return protocol !== 'https:' || port !== '' || !known;
  };
  const readText = async (reply: Response): Promise<string | undefined> => {
    const reader = reply.body?.getReader();
    if (!reader) return reply.text();
    const decoder = new TextDecoder();
    const decode = (part: Uint8Array): string =>
      order.bytes
        ? Array.from(part, (byte) => String.fromCharCode(byte)).join('')
        : decoder.decode(part, { stream: true });
    let text = '';
    let length = 0;
    for (let part = await reader.read(); !part.done; part = await reader.read()) {
      length += part.value.length;
      if (length > order.largest) {
        aborter.abort();
        return undefined;
      }
      text += decode(part.value);
    }
    return order.bytes ? btoa(text) : text + decoder.decode();
  };
  const send = async (): Promise<PageOutcome> => {
    // No endpoint redirects; the browser's rules for our own requests do not hold for those of a page.
    const init: RequestInit = {
      method: order.method,
      credentials: 'include',
      redirect: 'manual',
      signal: aborter.signal,
    };
    if (order.body !== null) init.body = order.body;
    const reply = await page.fetch(order.url, init);
    if (reply.type === 'opaqueredirect' || isForeign(reply.url)) {
      aborter.abort();
      return { kind: 'failed', detail: 'led to a foreign host', captcha: false };
    }
    const text = await readText(reply);
    if (text === undefined) return { kind: 'failed', detail: 'reply too long', captcha: false, tooLong: true };
    return { kind: 'reply', status: reply.status, url: reply.url, headers: [...reply.headers.entries()], text };
  };
  // The site's script holds a request back while a captcha is shown: without a time-out it never settles.
  const late = async (): Promise<PageOutcome> => {
    const sent = Date.now();
    let shownSince: number | undefined;
    while (Date.now() - sent < order.timeoutMs) {
      await sleep(250);
      shownSince = showsCaptcha() ? (shownSince ?? Date.now()) : undefined;
      if (shownSince !== undefined && Date.now() - shownSince >= order.captchaWaitMs) break;
    }
    return { kind: 'timeout', captcha: showsCaptcha() };
  };
  try {
    const answer = await Promise.race([send(), late()]);
    if (answer.kind === 'timeout') aborter.abort();
    return { ...answer, signer, load };
  } catch (error) {
    return { kind: 'failed', detail: String(error).slice(0, 200), captcha: showsCaptcha(), signer, load };
  }
};
