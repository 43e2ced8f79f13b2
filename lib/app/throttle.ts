/** Runs `work` a while after the first of any number of calls: what changes with every file need not be told every time. */
export const throttle = (
  work: () => Promise<void>,
  afterMs: number,
  sleep: (ms: number) => Promise<void> = (ms) => new Promise((resolve) => setTimeout(resolve, ms)),
): (() => void) => {
  let waiting = false;
  return () => {
    if (waiting) return;
    waiting = true;
    void sleep(afterMs).then(() => {
      waiting = false;
      // Called again by the next change; that this one was lost harms nothing that lasts.
      work().catch((error: unknown) => console.error('TokShelf', error));
    });
  };
};
