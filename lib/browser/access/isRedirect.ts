/** How a request was made whose redirect is asked about. */
export interface RedirectQuestion {
  readonly credentials: RequestCredentials;
  readonly signal: AbortSignal;
}

/**
 * Whether an address answers with a redirect, which is not followed. A redirect that the browser refused (the blocking rule,
 * the content security policy, a host that may not be read) looks to `fetch` and `XMLHttpRequest` like a broken line, which is
 * worth another try; this tells them apart. False as well when the line is broken indeed: what broke the request breaks this one.
 */
export const isRedirect = async (url: string, { credentials, signal }: RedirectQuestion): Promise<boolean> => {
  try {
    const reply = await fetch(url, { redirect: 'manual', credentials, cache: 'no-store', signal });
    await reply.body?.cancel();
    return reply.type === 'opaqueredirect';
  } catch {
    return false;
  }
};
