import type { LanguageChoice } from '@/lib/base/languages';
import { untouchedPost } from '@/lib/model/untouchedPost';
import { listenToCapture } from '@/lib/page/captureChannel';
import type { ChoiceMemory } from '@/lib/page/choose/createChooser';
import { createButtonRegistry } from '@/lib/page/createButtonRegistry';
import { createPageApp } from '@/lib/page/createPageApp';
import { describeState } from '@/lib/page/describeState';
import { findSpots } from '@/lib/page/findSpots';
import { readPage } from '@/lib/page/readPage';
import { createSeenPosts } from '@/lib/page/seenPosts';
import type { PagePort } from '@/lib/rpc/PagePort';

const SAMPLE = { postId: '1', uniqueId: 'sample' };

/**
 * Puts one button on a picture that is not in the page, and takes it away. What happens once happens here, while the
 * settings are on their way, so that the pass that places all buttons is short: the browser compiles a function at its first
 * call (a quarter of that pass, Chromium 156), understands selectors and styles at their first use, and draws the button
 * that all others are copies of. Says no word: those come with the settings, and to ask the browser for one makes it read
 * the whole language (6 ms).
 */
export const rehearse = (doc: Document): void => {
  const card = doc.createElement('div');
  const link = doc.createElement('a');
  link.setAttribute('href', `/@${SAMPLE.uniqueId}/video/${SAMPLE.postId}`);
  link.append(doc.createElement('img'));
  card.append(link);
  const registry = createButtonRegistry(doc);
  for (const { button, post } of registry.place(
    findSpots(card, { page: readPage(doc), findByPicture: () => undefined }),
  )) {
    const state = untouchedPost(post.postId);
    button.show(state, describeState({ t: (key) => key, language: 'en' }, state, post.uniqueId));
  }
  registry.clear();
};

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
  const choice: ChoiceMemory = {};
  const switchButtons = createSwitch(
    (on) => createPageApp(port, doc, on, { seen, choice, onGone: stopCapture }),
    signal,
  );
  let spoken: LanguageChoice | undefined;

  whenParsed(
    doc,
    () => {
      const stop = port.onSettings(({ buttons, capture: wanted, language }) => {
        // Put in anew, the buttons say everything in the other words.
        if (language !== spoken) switchButtons(false);
        spoken = language;
        switchButtons(buttons);
        if (!buttons) Object.assign(choice, { chosen: undefined, running: undefined });
        if (!wanted) stopCapture();
      });
      signal.addEventListener('abort', stop);
      rehearse(doc);
    },
    signal,
  );
};
