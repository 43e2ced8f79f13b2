import { bubbleStyle } from '@/lib/page/draw/buttonStyle';
import { createShadow } from '@/lib/page/draw/createShadow';

export const BUBBLE_TAG = 'tokshelf-tooltip';

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

/** One tooltip per page, in the browser's top layer, so that no overflow of the site clips it. */
export interface Tooltip {
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

const atBottom = (tooltip: Box, wide: number, high: number) => ({
  left: (wide - tooltip.width) / 2,
  top: high - tooltip.height - 32,
});

/** Above the element, or below it where there is no room. */
const overOrUnder = (tooltip: Box, anchor: DOMRect, wide: number, high: number) => {
  const middle = anchor.left + anchor.width / 2 - tooltip.width / 2;
  const above = anchor.top - tooltip.height - GAP;
  return {
    left: Math.max(EDGE, Math.min(middle, wide - tooltip.width - EDGE)),
    top: above >= EDGE ? above : Math.min(anchor.bottom + GAP, high - tooltip.height - EDGE),
  };
};

/** Beside a column of actions, on the side that the video is not on; absent where there is no room. */
const outside = (tooltip: Box, anchor: DOMRect, wide: number, isRtl: boolean) => {
  const left = isRtl ? anchor.left - GAP - tooltip.width : anchor.right + GAP;
  if (left < EDGE || left + tooltip.width > wide - EDGE) return undefined;
  return { left, top: anchor.top + anchor.height / 2 - tooltip.height / 2 };
};

const place = (tooltip: HTMLElement, beside: Element | undefined, view: Window): void => {
  const box = tooltip.getBoundingClientRect();
  const wide = view.innerWidth;
  const high = view.innerHeight;
  const anchor = beside?.getBoundingClientRect();
  const isColumn = beside?.classList.contains('column') ?? false;
  const isRtl = beside !== undefined && view.getComputedStyle(beside).direction === 'rtl';
  const { left, top } =
    beside === undefined || anchor === undefined || anchor.width + anchor.height === 0
      ? atBottom(box, wide, high)
      : ((isColumn ? outside(box, anchor, wide, isRtl) : undefined) ?? overOrUnder(box, anchor, wide, high));
  tooltip.style.left = `${left}px`;
  tooltip.style.top = `${top}px`;
};

/** Makes the tooltip; `isTrusted` refuses presses that the page makes up. */
export const createTooltip = (
  doc: Document,
  { direction, language }: { readonly direction: 'ltr' | 'rtl'; readonly language: string },
  isTrusted: (event: Event) => boolean,
): Tooltip => {
  const host = doc.createElement(BUBBLE_TAG);
  const root = createShadow(host, bubbleStyle);
  const heard = doc.createElement('div');
  heard.className = 'heard';
  heard.setAttribute('role', 'status');
  const tooltip = doc.createElement('div');
  tooltip.className = 'tooltip';
  tooltip.hidden = true;
  tooltip.setAttribute('popover', 'manual');
  for (const element of [heard, tooltip]) {
    element.dir = direction;
    element.lang = language;
  }
  root.append(heard, tooltip);
  doc.body.append(host);
  let timer: ReturnType<typeof setTimeout> | undefined;

  const hide = (): void => {
    clearTimeout(timer);
    if (tooltip.hidden) return;
    tooltip.hidden = true;
    tooltip.hidePopover?.();
  };
  const hideLater = (): void => {
    clearTimeout(timer);
    timer = setTimeout(hide, SHOWN_MS);
  };
  // Reading takes as long as it takes.
  tooltip.addEventListener('pointerenter', () => clearTimeout(timer));
  tooltip.addEventListener('pointerleave', hideLater);
  tooltip.addEventListener('focusin', () => clearTimeout(timer));
  tooltip.addEventListener('focusout', hideLater);

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
      tooltip.replaceChildren(line(saying.text, 'text'));
      if (saying.more) tooltip.append(line(saying.more, 'more'));
      if (action) {
        const button = doc.createElement('button');
        button.type = 'button';
        button.textContent = action.label;
        button.addEventListener('click', (event) => {
          hide();
          if (isTrusted(event)) action.run();
        });
        tooltip.append(button);
      }
      // Opening an open one throws in Chrome 120.
      if (tooltip.hidden) tooltip.showPopover?.();
      tooltip.hidden = false;
      if (doc.defaultView) place(tooltip, beside, doc.defaultView);
      if (saying.aloud) announce(saying.more ? `${saying.text} ${saying.more}` : saying.text);
      hideLater();
    },
    remove() {
      clearTimeout(timer);
      host.remove();
    },
  };
};
