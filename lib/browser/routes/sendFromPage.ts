import browser from 'webextension-polyfill';
import { failure } from '@/lib/base/failure';
import { err, ok, type Result } from '@/lib/base/result';
import type { HttpReply, HttpRequest } from '@/lib/ports/Http';
import { LARGEST_REPLY, mediaDomains } from '@/lib/tiktok/address/hosts';
import { SITE_SCRIPT_GLOBAL, SITE_SIGNATURES } from '@/lib/tiktok/page/captureList';
import { captchaSelectors } from '@/lib/tiktok/page/selectors';
import { fetchInPage, type PageFetchAnswer, type PageFetchOrder } from './fetchInPage';
import type { HungPages } from './hungPages';
import { noteSigner } from './signerMemory';

const DEFAULT_TIMEOUT_MS = 20_000;
const SIGNER_WAIT_MS = 8_000;
const CAPTCHA_WAIT_MS = 2_000;

// The page's answer crosses from an untrusted world: only its shape is believed here, its content is parsed later.
const isAnswer = (value: unknown): value is PageFetchAnswer =>
  typeof value === 'object' &&
  value !== null &&
  'kind' in value &&
  (value.kind === 'timeout' || value.kind === 'failed' || ('text' in value && typeof value.text === 'string'));

const bodyOf = (text: string, bytes: boolean): Uint8Array =>
  bytes ? Uint8Array.from(atob(text), (letter) => letter.charCodeAt(0)) : new TextEncoder().encode(text);

const toReply = (answer: PageFetchAnswer, bytes: boolean): Result<HttpReply> => {
  if (answer.kind === 'timeout') return err(failure(answer.captcha ? 'captcha' : 'timeout', 'page fetch'));
  if (answer.kind === 'failed' && answer.tooLong) return err(failure('shape', answer.detail));
  if (answer.kind === 'failed') return err(failure(answer.captcha ? 'captcha' : 'network', answer.detail));
  // A page may have put another decoder in the place of the browser's.
  if (answer.text.length > (bytes ? Math.ceil(LARGEST_REPLY / 3) * 4 : LARGEST_REPLY)) {
    return err(failure('shape', 'reply too long'));
  }
  const headers = new Headers(answer.headers.map(([name, value]): [string, string] => [name, value]));
  return ok({ status: answer.status, url: answer.url, headers, body: bodyOf(answer.text, bytes) });
};

/** Where nothing is asked of the page, nothing is learnt of it. */
const noteAnswer = (hung: HungPages, tabId: number, answer: PageFetchAnswer, sent: number): void => {
  if (answer.kind !== 'timeout') hung.answered(tabId);
  else if (!answer.captcha && typeof answer.load === 'number' && answer.load !== hung.load(tabId))
    hung.hung(tabId, answer.load, sent);
};

/**
 * Sends a request by the fetch of the page in a tab, unsigned: the page's script signs it. A page whose fetch hung is not
 * waited for again before it is loaded anew, or some minutes have passed.
 * Errors: `captcha` (the page shows one), `timeout`, `shape` (a reply beyond {@link LARGEST_REPLY}), `network` (also when the tab reloaded under the request).
 */
export const sendFromPage = async (
  hung: HungPages,
  tabId: number,
  request: HttpRequest,
): Promise<Result<HttpReply>> => {
  const sent = Date.now();
  const timeoutMs = request.timeoutMs ?? DEFAULT_TIMEOUT_MS;
  const order: PageFetchOrder = {
    url: request.unsignedUrl ?? request.url,
    method: request.method ?? 'GET',
    body: request.body ?? null,
    timeoutMs,
    signerWaitMs: SIGNER_WAIT_MS,
    signerGlobal: SITE_SCRIPT_GLOBAL,
    hungLoad: hung.load(tabId) ?? null,
    signatures: [...SITE_SIGNATURES],
    captchaWaitMs: CAPTCHA_WAIT_MS,
    captchaSelectors: [...captchaSelectors],
    domains: [...mediaDomains],
    largest: LARGEST_REPLY,
    bytes: request.bytes ?? false,
  };
  const inject = browser.scripting.executeScript({
    target: { tabId },
    world: 'MAIN',
    func: fetchInPage,
    args: [order],
  });
  // executeScript itself never settles when the tab hangs, whatever time-out runs inside it.
  const late = new Promise<undefined>((resolve) => setTimeout(resolve, timeoutMs + SIGNER_WAIT_MS + 2_000, undefined));
  try {
    const frames = await Promise.race([inject, late]);
    if (frames === undefined) return err(failure('timeout', 'tab does not answer'));
    const answer: unknown = frames[0]?.result;
    // Chromium answers null when the tab reloads in the middle (measured).
    if (!isAnswer(answer)) return err(failure('network', 'page-lost'));
    await noteSigner(answer.signer);
    noteAnswer(hung, tabId, answer, sent);
    return toReply(answer, order.bytes);
  } catch (error) {
    return err(failure('network', error instanceof Error ? error.message : String(error)));
  }
};
