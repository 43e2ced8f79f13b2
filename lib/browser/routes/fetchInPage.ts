/** What the page-world function gets; JSON only, no undefined (measured: executeScript refuses it). */
export interface PageFetchOrder {
  readonly url: string;
  readonly method: string;
  readonly body: string | null;
  readonly timeoutMs: number;
  readonly signerWaitMs: number;
  /** A request that a captcha has held back this long is given up: nobody may be looking at the tab. */
  readonly captchaWaitMs: number;
  readonly captchaSelectors: readonly string[];
}

/** What it gives back; JSON only. */
export type PageFetchAnswer =
  | {
      readonly kind: 'reply';
      readonly status: number;
      readonly url: string;
      readonly headers: ReadonlyArray<readonly [string, string]>;
      readonly text: string;
    }
  | { readonly kind: 'timeout'; readonly captcha: boolean }
  | { readonly kind: 'failed'; readonly detail: string; readonly captcha: boolean };

/**
 * Runs in the page's MAIN world through scripting.executeScript, so it must be self-contained: no imports, no closure,
 * never throws, returns JSON. The page's own script signs what its `window.fetch` sends.
 */
export const fetchInPage = async (order: PageFetchOrder): Promise<PageFetchAnswer> => {
  const page = globalThis as unknown as {
    byted_acrawler?: unknown;
    fetch: typeof globalThis.fetch;
    document: Document;
  };
  const sleep = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));
  const showsCaptcha = (): boolean =>
    order.captchaSelectors.some((selector) => page.document.querySelector(selector) !== null);
  const started = Date.now();
  // Before the site's script has started, fetch goes out unsigned and is refused.
  while (page.byted_acrawler === undefined && Date.now() - started < order.signerWaitMs) await sleep(50);
  const aborter = new AbortController();
  const send = async (): Promise<PageFetchAnswer> => {
    const init: RequestInit = { method: order.method, credentials: 'include', signal: aborter.signal };
    if (order.body !== null) init.body = order.body;
    const reply = await page.fetch(order.url, init);
    const text = await reply.text();
    return { kind: 'reply', status: reply.status, url: reply.url, headers: [...reply.headers.entries()], text };
  };
  // The site's script holds a request back while a captcha is shown: without a time-out it never settles.
  const late = async (): Promise<PageFetchAnswer> => {
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
    return answer;
  } catch (error) {
    return { kind: 'failed', detail: String(error).slice(0, 200), captcha: showsCaptcha() };
  }
};
