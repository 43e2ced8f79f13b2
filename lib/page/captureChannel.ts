/**
 * How the script in the page's own world hands replies to the one in the extension's world: as strings, by events of a
 * random name. Both start before any script of the page, in an order that browsers do not promise, so the name goes both
 * ways: by an attribute that is taken off at once, and by an event. A page that finds out the name can forge hints; they
 * are checked by the worker, and nothing else is ever sent this way.
 */
const HELLO = 'tokshelf-hello';
const ATTRIBUTE = 'data-tokshelf';
/** DownloadWatcher a reply's path; paths hold none. */
const SEPARATOR = '\n';

const randomName = (): string => `t${crypto.randomUUID()}`;
const stopName = (name: string): string => `${name}-stop`;

const textOf = (event: Event): string =>
  event instanceof CustomEvent && typeof event.detail === 'string' ? event.detail : '';

/**
 * The extension's side. Hears replies until the signal aborts, which also takes the wrapping off in the page.
 */
export const listenToCapture = (
  doc: Document,
  take: (path: string, text: string) => void,
  signal: AbortSignal,
): void => {
  const name = randomName();
  const onReply = (event: Event): void => {
    const text = textOf(event);
    const end = text.indexOf(SEPARATOR);
    // Says that somebody is there.
    event.preventDefault();
    if (end > 0) take(text.slice(0, end), text.slice(end + 1));
  };
  doc.addEventListener(name, onReply, { signal });
  doc.documentElement?.setAttribute(ATTRIBUTE, name);
  doc.dispatchEvent(new CustomEvent(HELLO, { detail: name }));
  // By then the other script has run, or it never will (switched off by the browser).
  doc.addEventListener('DOMContentLoaded', () => doc.documentElement.removeAttribute(ATTRIBUTE), {
    once: true,
    signal,
  });
  signal.addEventListener('abort', () => {
    doc.documentElement?.removeAttribute(ATTRIBUTE);
    doc.dispatchEvent(new CustomEvent(stopName(name)));
  });
};

/** The page's side of an open channel. */
export interface CaptureOutlet {
  send(path: string, text: string): void;
  /** Calls back when the other side says so, or is no longer there: Firefox ends it without notice. */
  onStop(callback: () => void): void;
}

/** The page's side: calls back once the other side is known, perhaps at once. */
export const meetListener = (doc: Document, onMeet: (outlet: CaptureOutlet) => void): void => {
  const meet = (name: string): void => {
    doc.documentElement?.removeAttribute(ATTRIBUTE);
    onMeet({
      send: (path, text) => {
        const reply = new CustomEvent(name, { detail: path + SEPARATOR + text, cancelable: true });
        if (doc.dispatchEvent(reply)) doc.dispatchEvent(new CustomEvent(stopName(name)));
      },
      onStop: (callback) => doc.addEventListener(stopName(name), callback, { once: true }),
    });
  };
  const known = doc.documentElement?.getAttribute(ATTRIBUTE);
  if (known) {
    meet(known);
    return;
  }
  const giveUp = new AbortController();
  const onHello = (event: Event): void => {
    giveUp.abort();
    meet(textOf(event));
  };
  doc.addEventListener(HELLO, onHello, { signal: giveUp.signal });
  // Once scripts of the page run, a hello could be theirs.
  doc.addEventListener('DOMContentLoaded', () => giveUp.abort(), { signal: giveUp.signal });
};
