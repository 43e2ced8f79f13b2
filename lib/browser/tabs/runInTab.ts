import browser from 'webextension-polyfill';

const ANSWER_MS = 5_000;

/**
 * Runs a self-contained function of some words in a tab, beside its page. undefined when the tab does not answer in time: a tab that
 * hangs, or shows a dialog, never does, and whoever waited would wait for ever. Rejects where we may run nothing.
 */
export const runInTab = async (
  tabId: number,
  func: (words: readonly string[]) => unknown,
  words: readonly string[],
  answerMs = ANSWER_MS,
): Promise<unknown> => {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const late = new Promise<undefined>((resolve) => {
    timer = setTimeout(resolve, answerMs, undefined);
  });
  try {
    const frames = await Promise.race([
      browser.scripting.executeScript({ target: { tabId }, func, args: [[...words]] }),
      late,
    ]);
    return frames?.[0]?.result;
  } finally {
    clearTimeout(timer);
  }
};
