import type { Page } from 'playwright-core';

/** Words that do not fit where they stand. */
export interface Misfit {
  readonly text: string;
  readonly where: string;
  /**
   * `cut` = ended by dots or an edge; `outside` = beyond its box; `page` = beyond the window; `broken` = a word over two
   * lines; `turned` = words of ours that run the way of a name in them.
   */
  readonly how: 'cut' | 'outside' | 'page' | 'broken' | 'turned';
}

/** Messages of ours. */
export interface OwnWords {
  /** Those with nothing to fill in. */
  readonly plain: readonly string[];
  /** Sources of patterns of the others. */
  readonly filled: readonly string[];
}

/** Runs in the page, so it is self-contained. */
const look = ({ plain, filled }: OwnWords): Misfit[] => {
  const own = new Set(plain);
  const found: Misfit[] = [];
  const nameOf = (element: Element): string =>
    `${element.localName}${[...element.classList].map((name) => `.${name}`).join('')}`;
  const scrolls = (style: CSSStyleDeclaration): boolean => /auto|scroll/.test(style.overflowX);
  const isBox = (style: CSSStyleDeclaration): boolean =>
    style.borderInlineStartWidth !== '0px' || !/^rgba\(.*, 0\)$|^transparent$/.test(style.backgroundColor);

  const check = (text: string, rects: readonly DOMRect[], holder: Element): void => {
    const add = (how: Misfit['how'], element: Element): void =>
      void found.push({ text: text.slice(0, 80), where: nameOf(element), how });
    const [left, right] = [Math.min(...rects.map((one) => one.left)), Math.max(...rects.map((one) => one.right))];
    for (let up: Element | null = holder; up && up !== document.body; up = up.parentElement) {
      const style = getComputedStyle(up);
      // For screen readers only.
      if (up.clientWidth <= 1 || style.clipPath === 'inset(50%)') return;
      if (style.display === 'inline') continue;
      const hides = style.overflowX === 'hidden' || style.overflowX === 'clip';
      const box = up.getBoundingClientRect();
      const out = left < box.left - 1 || right > box.right + 1;
      // Names and paths of people may end in dots; words of ours must not.
      if (hides && (out || up.scrollWidth > up.clientWidth + 1)) {
        const byDots = style.textOverflow === 'ellipsis' || style.webkitLineClamp !== 'none';
        if (own.has(text) || !byDots) add('cut', up);
        return;
      }
      if (scrolls(style)) return;
      if (isBox(style) && out) {
        add('outside', up);
        return;
      }
    }
    if (left < -1 || right > innerWidth + 1) add('page', holder);
  };

  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    const holder = node.parentElement;
    const text = (node.textContent ?? '').trim();
    if (!holder || text === '' || !holder.checkVisibility({ visibilityProperty: true })) continue;
    const range = document.createRange();
    range.selectNodeContents(node);
    const rects = [...range.getClientRects()].filter(({ width }) => width > 0);
    if (rects.length === 0) continue;
    check(text, rects, holder);
    if (!own.has(text)) continue;
    // Languages without blanks between words may end a line anywhere; hyphens and slashes are places to end one.
    for (const { 0: word, index } of (node.textContent ?? '').matchAll(
      /[\p{Script=Latin}\p{Script=Cyrillic}\p{Script=Arabic}\p{Mn}’']{2,}/gu,
    )) {
      range.setStart(node, index);
      range.setEnd(node, index + word.length);
      const tops = new Set(
        [...range.getClientRects()].filter(({ width }) => width > 0).map(({ top }) => Math.round(top / 4)),
      );
      if (tops.size > 1) found.push({ text: `${word} (${text.slice(0, 60)})`, where: nameOf(holder), how: 'broken' });
    }
  }
  for (const option of document.querySelectorAll('select')) {
    // A select shows its longest option in the width it has; the arrow takes a part of it.
    if (option.scrollWidth > option.clientWidth + 1)
      found.push({ text: option.value, where: nameOf(option), how: 'cut' });
  }
  const patterns = filled.map((source) => new RegExp(source, 'u'));
  const { direction } = getComputedStyle(document.documentElement);
  for (const element of document.querySelectorAll('bdi, [dir=auto]')) {
    if (getComputedStyle(element).direction === direction) continue;
    const text = (element.textContent ?? '').replace(/[\u2068\u2069]/g, '').trim();
    if (text.split(' · ').some((part) => own.has(part) || patterns.some((pattern) => pattern.test(part))))
      found.push({ text: text.slice(0, 80), where: nameOf(element), how: 'turned' });
  }
  const scroller = document.scrollingElement ?? document.documentElement;
  if (scroller.scrollWidth > innerWidth + 1) found.push({ text: '', where: 'html', how: 'page' });
  return found;
};

/** Finds words of the page that do not fit. */
export const findMisfits = (page: Page, ours: OwnWords): Promise<readonly Misfit[]> => page.evaluate(look, ours);
