import type { PageRef } from '@/lib/model/pageRef';
import type { ButtonRegistry, Mounted } from '@/lib/page/createButtonRegistry';
import { createSaveButton } from '@/lib/page/createSaveButton';
import { THEME_ATTRIBUTES } from '@/lib/tiktok/page/selectors';

/** The page's own theme: what it says of itself, else whether its background is dark. */
export const readTheme = (doc: Document): 'light' | 'dark' => {
  for (const name of THEME_ATTRIBUTES) {
    const said = doc.documentElement.getAttribute(name);
    if (said === 'dark' || said === 'light') return said;
  }
  const background = doc.defaultView?.getComputedStyle(doc.body).backgroundColor ?? '';
  const [red = 255, green = 255, blue = 255, alpha = 1] = (background.match(/[\d.]+/g) ?? []).map(Number);
  // A transparent body shows the browser's own white.
  return alpha > 0.5 && red * 0.299 + green * 0.587 + blue * 0.114 < 128 ? 'dark' : 'light';
};

/** The page gets so long to show its own bar of actions. */
const PATIENCE_MS = 2500;

/** The last layer: on a post's page where no place for a button is known, a button in the corner of the window. */
export interface FloatingButton {
  /** @returns the button when it is new or shows another post now */
  update(page: PageRef): Mounted[];
  byHost(host: EventTarget | null): Mounted | undefined;
  all(): readonly Mounted[];
  setTheme(theme: 'light' | 'dark'): void;
  /** What to do when the patience is over. */
  onDue(callback: () => void): void;
  remove(): void;
}

export const createFloatingButton = (doc: Document, registry: ButtonRegistry): FloatingButton => {
  let mounted: Mounted | undefined;
  let waitingFor = '';
  let due = false;
  let timer: ReturnType<typeof setTimeout> | undefined;
  let tell: () => void = () => undefined;

  const remove = (): void => {
    clearTimeout(timer);
    mounted?.button.host.remove();
    mounted = undefined;
  };

  const waitFor = (postId: string): void => {
    if (postId === waitingFor) return;
    remove();
    waitingFor = postId;
    due = false;
    if (postId === '') return;
    timer = setTimeout(() => {
      due = true;
      tell();
    }, PATIENCE_MS);
  };

  const mount = (page: PageRef & { kind: 'post' }): Mounted => {
    const button = createSaveButton(doc, 'floating', readTheme(doc));
    doc.body.append(button.host);
    const post =
      page.uniqueId === undefined ? { postId: page.postId } : { postId: page.postId, uniqueId: page.uniqueId };
    return { button, post, spot: { owner: doc.body, neighbour: doc.body, look: 'row', post } };
  };

  return {
    update(page) {
      waitFor(page.kind === 'post' ? page.postId : '');
      const served = [...registry.all()].some(
        ({ post, spot }) => post.postId === waitingFor && spot.look !== 'thumbnail',
      );
      if (served || page.kind !== 'post') {
        mounted?.button.host.remove();
        mounted = undefined;
        return [];
      }
      if (!due || mounted?.button.host.isConnected) return [];
      mounted = mount(page);
      return [mounted];
    },
    byHost: (host) => (mounted && host === mounted.button.host ? mounted : undefined),
    all: () => (mounted ? [mounted] : []),
    setTheme: (theme) => mounted?.button.host.classList.toggle('dark', theme === 'dark'),
    onDue(callback) {
      tell = callback;
    },
    remove,
  };
};
