import { isInSight, type Opacities } from './isPlainlyShown';

/** Cards fade in and layers go away without a word; afterwards the next change of the page is waited for. */
const LOOKS = 5;
const LOOK_AGAIN_MS = 400;

/** Which of our elements the person can see. */
export interface SightWatch {
  /** Tells, now or later, when the person can see an element; once. Called anew, it tells anew. */
  watch(host: Element): void;
  /** The page changed: what was covered may be seen now. */
  lookAgain(): void;
}

/** How a watch is made; tests have no layout. */
export type MakeSightWatch = (onSeen: (hosts: readonly Element[]) => void, signal: AbortSignal) => SightWatch;

/**
 * Nothing is asked about a post before the person can see its button: a page would put thousands of posts out of sight, and
 * learn from the time that the answers take which of them are in the library.
 */
export const createSightWatch: MakeSightWatch = (onSeen, signal) => {
  /** In the window, but covered, transparent or of a foreign size when last looked at. */
  const hidden = new Set<Element>();
  let looksLeft = 0;
  let timer: ReturnType<typeof setTimeout> | undefined;

  const look = (): void => {
    const seen: Element[] = [];
    const known: Opacities = new Map();
    for (const host of hidden) {
      if (host.isConnected && !isInSight(host, known)) continue;
      hidden.delete(host);
      observer.unobserve(host);
      if (host.isConnected) seen.push(host);
    }
    if (seen.length > 0) onSeen(seen);
  };

  const lookLater = (): void => {
    if (timer !== undefined || hidden.size === 0 || looksLeft === 0 || signal.aborted) return;
    timer = setTimeout(() => {
      timer = undefined;
      looksLeft -= 1;
      look();
      lookLater();
    }, LOOK_AGAIN_MS);
  };

  const observer = new IntersectionObserver(
    (entries) => {
      for (const { target, isIntersecting } of entries) {
        if (isIntersecting) hidden.add(target);
        else hidden.delete(target);
      }
      look();
      looksLeft = LOOKS;
      lookLater();
    },
    { threshold: 0.5 },
  );

  signal.addEventListener('abort', () => {
    observer.disconnect();
    clearTimeout(timer);
    hidden.clear();
  });

  return {
    watch(host) {
      // Observed anew, an element is told of anew.
      observer.unobserve(host);
      observer.observe(host);
    },
    lookAgain() {
      if (hidden.size === 0) return;
      look();
      looksLeft = LOOKS;
      lookLater();
    },
  };
};
