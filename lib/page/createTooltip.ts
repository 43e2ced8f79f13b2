import { bubbleStyle } from './buttonStyle';
import { createShadow } from './createShadow';

export const BUBBLE_TAG = 'tokshelf-bubble';

const GAP = 8;
const EDGE = 12;
const SHOWN_MS = 7000;

/** Something to say. */
export interface Saying {
  readonly text: string;
  /** A second, quieter line. */
  readonly more?: string;
  readonly action?: { readonly label: string; run(): void };
  /** Read out by screen readers too. */
  readonly aloud: boolean;
}

/** One bubble per page, in the browser's top layer, so that no overflow of the site clips it. */
export interface Bubble {
  readonly host: HTMLElement;
  /** Shows it beside an element, or at the bottom of the window. */
  say(saying: Saying, beside?: Element): void;
  /** Reads a text out without showing it. */
  announce(text: string): void;
  hide(): void;
  remove(): void;
}

interface Box {
  readonly width: number;
  readonly height: number;
}

const atBottom = (bubble: Box, wide: number, high: number) => ({
  left: (wide - bubble.width) / 2,
  top: high - bubble.height - 32,
});

/** Above the element, or below it where there is no room. */
const overOrUnder = (bubble: Box, anchor: DOMRect, wide: number, high: number) => {
  const middle = anchor.left + anchor.width / 2 - bubble.width / 2;
  const above = anchor.top - bubble.height - GAP;
  return {
    left: Math.max(EDGE, Math.min(middle, wide - bubble.width - EDGE)),
    top: above >= EDGE ? above : Math.min(anchor.bottom + GAP, high - bubble.height - EDGE),
  };
};

/** Beside a column of actions, on the side that the video is not on; absent where there is no room. */
const outside = (bubble: Box, anchor: DOMRect, wide: number, isRtl: boolean) => {
  const left = isRtl ? anchor.left - GAP - bubble.width : anchor.right + GAP;
  if (left < EDGE || left + bubble.width > wide - EDGE) return undefined;
  return { left, top: anchor.top + anchor.height / 2 - bubble.height / 2 };
};

const place = (bubble: HTMLElement, beside: Element | undefined, view: Window): void => {
  const box = bubble.getBoundingClientRect();
  const wide = view.innerWidth;
  const high = view.innerHeight;
  const anchor = beside?.getBoundingClientRect();
  const isColumn = beside?.classList.contains('column') ?? false;
  const isRtl = beside !== undefined && view.getComputedStyle(beside).direction === 'rtl';
  const { left, top } =
    beside === undefined || anchor === undefined || anchor.width + anchor.height === 0
      ? atBottom(box, wide, high)
      : ((isColumn ? outside(box, anchor, wide, isRtl) : undefined) ?? overOrUnder(box, anchor, wide, high));
  bubble.style.left = `${left}px`;
  bubble.style.top = `${top}px`;
};

/** Makes the bubble; `isTrusted` refuses presses that the page makes up. */
export const createBubble = (
  doc: Document,
  { direction, language }: { readonly direction: 'ltr' | 'rtl'; readonly language: string },
  isTrusted: (event: Event) => boolean,
): Bubble => {
  const host = doc.createElement(BUBBLE_TAG);
  const root = createShadow(host, bubbleStyle);
  const heard = doc.createElement('div');
  heard.className = 'heard';
  heard.setAttribute('role', 'status');
  const bubble = doc.createElement('div');
  bubble.className = 'bubble';
  bubble.hidden = true;
  bubble.setAttribute('popover', 'manual');
  for (const element of [heard, bubble]) {
    element.dir = direction;
    element.lang = language;
  }
  root.append(heard, bubble);
  doc.body.append(host);
  let timer: ReturnType<typeof setTimeout> | undefined;

  const hide = (): void => {
    clearTimeout(timer);
    if (bubble.hidden) return;
    bubble.hidden = true;
    bubble.hidePopover?.();
  };
  const hideLater = (): void => {
    clearTimeout(timer);
    timer = setTimeout(hide, SHOWN_MS);
  };
  // Reading takes as long as it takes.
  bubble.addEventListener('pointerenter', () => clearTimeout(timer));
  bubble.addEventListener('pointerleave', hideLater);
  bubble.addEventListener('focusin', () => clearTimeout(timer));
  bubble.addEventListener('focusout', hideLater);

  const line = (text: string, className: string): HTMLElement => {
    const paragraph = doc.createElement('p');
    paragraph.className = className;
    paragraph.textContent = text;
    return paragraph;
  };

  const announce = (text: string): void => {
    heard.textContent = text;
  };

  return {
    host,
    announce,
    hide,
    say(saying, beside) {
      const { action } = saying;
      bubble.replaceChildren(line(saying.text, 'text'));
      if (saying.more) bubble.append(line(saying.more, 'more'));
      if (action) {
        const button = doc.createElement('button');
        button.type = 'button';
        button.textContent = action.label;
        button.addEventListener('click', (event) => {
          hide();
          if (isTrusted(event)) action.run();
        });
        bubble.append(button);
      }
      // Opening an open one throws in Chrome 120.
      if (bubble.hidden) bubble.showPopover?.();
      bubble.hidden = false;
      if (doc.defaultView) place(bubble, beside, doc.defaultView);
      if (saying.aloud) announce(saying.more ? `${saying.text} ${saying.more}` : saying.text);
      hideLater();
    },
    remove() {
      clearTimeout(timer);
      host.remove();
    },
  };
};
