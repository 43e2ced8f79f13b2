import { SITE_FETCH_MARK, SITE_SCRIPT_GLOBAL, SITE_SIGNATURES } from '@/lib/tiktok/page/captureList';

/** What the waiting looks at, and nothing else of a page. */
export type StartScope = Pick<Window, 'document' | 'performance'> & { fetch: typeof globalThis.fetch };

/**
 * Calls back once the site's own script has put its fetch into the page, or never. Others put theirs there before it
 * (the site's measurements, other extensions), so one counts that bears the
 * script's mark, came after its global, or signs. Until
 * then nothing of the page is touched, not even its timers, whose numbers a page can compare.
 *
 * @returns the function that stops the waiting
 */
export const whenSiteStarted = (scope: StartScope, then: () => void): (() => void) => {
  const { fetch: first, document: doc } = scope;
  const end = new AbortController();
  let foundWithScript: typeof first | undefined;

  const signs = (): boolean =>
    scope.performance
      .getEntriesByType('resource')
      .some(({ name }) => SITE_SIGNATURES.some((mark) => name.includes(mark)));
  const hasStarted = (): boolean => {
    if (SITE_SCRIPT_GLOBAL in scope) foundWithScript ??= scope.fetch;
    if (scope.fetch === first) return false;
    if (SITE_FETCH_MARK in scope.fetch) return true;
    return (foundWithScript !== undefined && scope.fetch !== foundWithScript) || signs();
  };
  const check = (): void => {
    if (end.signal.aborted || !hasStarted()) return;
    end.abort();
    then();
  };
  // Load events do not bubble, but can be caught on their way down: that of the script itself comes here before the page
  // hears of it, and starts it; later ones are those of pictures and other scripts.
  doc.addEventListener('load', check, { capture: true, signal: end.signal });
  doc.addEventListener('readystatechange', check, { signal: end.signal });
  check();
  return () => end.abort();
};
