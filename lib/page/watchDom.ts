import { PLAYER } from '@/lib/tiktok/page/selectors';

/** No more than one look at the page in this time, however often it changes. */
const PAUSE_MS = 100;
/** requestAnimationFrame sleeps in hidden tabs. */
const HIDDEN_PAUSE_MS = 500;
/** So many changed parts are dearer one by one than the whole page once. */
const MANY_ROOTS = 60;

const isElement = (node: Node): node is Element => node.nodeType === 1;

const NONE: readonly Element[] = [];
// Most records are of one kind, and there are many of them: no list is made of nothing.
const elementsIn = (nodes: NodeList): readonly Element[] =>
  nodes.length === 0 ? NONE : Array.from(nodes).filter(isElement);

/** Parts that lie in another part are looked at with it. */
const outermost = (roots: ReadonlySet<Element>): Element[] => {
  const connected = [...roots].filter((root) => root.isConnected);
  return connected.filter((root) => {
    for (let up = root.parentElement; up; up = up.parentElement) if (roots.has(up)) return false;
    return true;
  });
};

/**
 * Tells which parts of the page changed, in batches. The player changes its own subtree four times a second: such
 * changes are dropped at once. Attributes count only where ids stand in them (`href`, `id`).
 *
 * @param isOurs our own elements, whose coming is no news (their going is)
 */
export const watchDom = (
  doc: Document,
  isOurs: (element: Element) => boolean,
  onChange: (roots: readonly Element[]) => void,
  signal: AbortSignal,
): void => {
  const changed = new Set<Element>();
  let timer: ReturnType<typeof setTimeout> | undefined;
  let frame: number | undefined;

  const flush = (): void => {
    frame = undefined;
    timer = setTimeout(() => {
      timer = undefined;
      if (changed.size > 0) schedule();
    }, PAUSE_MS);
    const roots = changed.size > MANY_ROOTS ? [doc.body] : outermost(changed);
    changed.clear();
    if (roots.length > 0) onChange(roots);
  };

  const schedule = (): void => {
    if (timer !== undefined || frame !== undefined) return;
    if (doc.hidden) timer = setTimeout(flush, HIDDEN_PAUSE_MS);
    else frame = requestAnimationFrame(flush);
  };

  const addAll = (record: MutationRecord): void => {
    const { target } = record;
    if (!isElement(target)) return;
    if (record.type === 'attributes') {
      changed.add(target);
      return;
    }
    const added = elementsIn(record.addedNodes).filter((element) => !isOurs(element));
    const lost = elementsIn(record.removedNodes).some(isOurs);
    if ((added.length === 0 && !lost) || target.closest(PLAYER)) return;
    if (lost) changed.add(target);
    for (const element of added) changed.add(element);
  };

  const observer = new MutationObserver((records) => {
    for (const record of records) addAll(record);
    if (changed.size > 0) schedule();
  });
  observer.observe(doc.body, { childList: true, subtree: true, attributes: true, attributeFilter: ['href', 'id'] });
  signal.addEventListener('abort', () => {
    observer.disconnect();
    clearTimeout(timer);
    if (frame !== undefined) cancelAnimationFrame(frame);
    changed.clear();
  });
};
