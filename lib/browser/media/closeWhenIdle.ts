const IDLE_MS = 60_000;
const LOOK_MS = 10_000;

/**
 * Closes this document after a minute in which `idle` was true at every look. A message that arrives in that very
 * moment is lost; `createOffscreenBlobs` opens a new document and asks again. Returns the function that stops looking.
 */
export const closeWhenIdle = (idle: () => boolean, close: () => void = () => window.close()): (() => void) => {
  let since = 0;
  const timer = setInterval(() => {
    since = idle() ? since + LOOK_MS : 0;
    if (since < IDLE_MS) return;
    clearInterval(timer);
    close();
  }, LOOK_MS);
  return () => clearInterval(timer);
};
