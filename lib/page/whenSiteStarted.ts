import { SITE_SCRIPT_GLOBAL } from '@/lib/tiktok/page/captureList';

const CHECK_MS = 250;
const GIVE_UP_MS = 15_000;

/**
 * Calls back once the site's own script has started, which shows by its global or by a fetch that is no longer the
 * browser's; after 15 s in any case. The site's script wraps fetch itself and must find the browser's own one.
 *
 * @returns the function that stops the waiting
 */
export const whenSiteStarted = (scope: Window & { fetch: typeof globalThis.fetch }, then: () => void): (() => void) => {
  const { fetch: first, document: doc } = scope;
  const end = new AbortController();
  const begun = scope.performance.now();

  const hasStarted = (): boolean =>
    SITE_SCRIPT_GLOBAL in scope || scope.fetch !== first || scope.performance.now() - begun > GIVE_UP_MS;
  const check = (): void => {
    if (end.signal.aborted || !hasStarted()) return;
    end.abort();
    then();
  };
  // Scripts' load events do not tooltip, but can be caught on their way down: nothing the page asks for comes in between.
  doc.addEventListener('load', check, { capture: true, signal: end.signal });
  doc.addEventListener('readystatechange', check, { signal: end.signal });
  const timer = scope.setInterval(check, CHECK_MS);
  end.signal.addEventListener('abort', () => scope.clearInterval(timer));
  check();
  return () => end.abort();
};
