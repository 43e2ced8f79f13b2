import { failure } from '@/lib/base/failure';
import { err, ok, type Result } from '@/lib/base/result';
import { installRefererRule } from '@/lib/browser/access/installRefererRule';
import { withSiteAccess } from '@/lib/browser/access/sitePermission';
import type { HttpReply, HttpRequest } from '@/lib/ports/Http';

const DEFAULT_TIMEOUT_MS = 25_000;

const failureOf = (error: unknown) => {
  if (error instanceof DOMException && (error.name === 'TimeoutError' || error.name === 'AbortError')) {
    return failure('timeout', 'worker fetch');
  }
  return failure(navigator.onLine ? 'network' : 'offline', error instanceof Error ? error.message : String(error));
};

/** Sends a request by the worker's own fetch, with the session's cookies. Errors: `network`, `offline`, `timeout`, `permission`. */
export const sendFromWorker = async (request: HttpRequest): Promise<Result<HttpReply>> => {
  try {
    // In Firefox the first request went out before the rule was in (measured, ESR 153).
    await installRefererRule();
    const init: RequestInit = {
      method: request.method ?? 'GET',
      credentials: request.credentials ?? 'include',
      signal: AbortSignal.timeout(request.timeoutMs ?? DEFAULT_TIMEOUT_MS),
      cache: 'no-store',
    };
    if (request.headers) init.headers = { ...request.headers };
    if (request.body !== undefined) init.body = request.body;
    const reply = await fetch(request.url, init);
    const body = new Uint8Array(await reply.arrayBuffer());
    return ok({ status: reply.status, url: reply.url, headers: reply.headers, body });
  } catch (error) {
    return err(await withSiteAccess(failureOf(error)));
  }
};
