/** A page out of sight is not painted at all. */
const LONGEST_MS = 250;

/** Resolves when what was drawn last is on the screen: for work that must not delay it. */
export const afterPaint = (): Promise<void> =>
  new Promise((resolve) => {
    setTimeout(resolve, LONGEST_MS);
    requestAnimationFrame(() => setTimeout(resolve));
  });
