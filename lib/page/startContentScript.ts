import type { PagePort } from '@/lib/rpc/PagePort';
import { listenToCapture } from './captureChannel';
import { createPageApp } from './createPageApp';
import { rehearse } from './rehearse';
import { createSeenPosts } from './seenPosts';

const whenParsed = (doc: Document, then: () => void, signal: AbortSignal): void => {
  if (doc.readyState === 'loading') doc.addEventListener('DOMContentLoaded', then, { once: true, signal });
  else then();
};

/** Something that can be switched on and off by a setting; off means nothing of it is left. */
const createSwitch = (start: (signal: AbortSignal) => void, end: AbortSignal) => {
  let running: AbortController | undefined;
  return (on: boolean): void => {
    if (on === (running !== undefined) || end.aborted) return;
    running?.abort();
    running = on ? new AbortController() : undefined;
    if (running) start(AbortSignal.any([running.signal, end]));
  };
};

/**
 * Starts the content script: hears at once what the page receives, puts buttons on the page when it is there, and obeys
 * the settings about both from then on.
 */
export const startContentScript = (port: PagePort, doc: Document, signal: AbortSignal): void => {
  const seen = createSeenPosts(() => Date.now());
  const capture = new AbortController();
  listenToCapture(doc, seen.addReply, AbortSignal.any([capture.signal, signal]));
  // The page's world is left alone for good; starting again takes a reload of the page.
  const stopCapture = (): void => {
    capture.abort();
    seen.clear();
  };
  const switchButtons = createSwitch((on) => createPageApp(port, doc, on, { seen, onGone: stopCapture }), signal);

  whenParsed(
    doc,
    () => {
      const stop = port.onSettings(({ buttons, capture: wanted }) => {
        switchButtons(buttons);
        if (!wanted) stopCapture();
      });
      signal.addEventListener('abort', stop);
      rehearse(port, doc);
    },
    signal,
  );
};
