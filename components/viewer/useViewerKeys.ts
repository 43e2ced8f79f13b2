import type { RefObject } from 'preact';
import { useEffect, useRef } from 'preact/hooks';

/** What the keys of the viewer do. */
export interface ViewerKeys {
  left(): void;
  right(): void;
  next(): void;
  previous(): void;
  first(): void;
  last(): void;
  play(): void;
  mute(): void;
  seek(seconds: number): void;
}

const SEEK = 5;

const keys: Readonly<Record<string, (act: ViewerKeys) => void>> = {
  ArrowLeft: (act) => act.left(),
  ArrowRight: (act) => act.right(),
  ArrowDown: (act) => act.next(),
  ArrowUp: (act) => act.previous(),
  PageDown: (act) => act.next(),
  PageUp: (act) => act.previous(),
  Home: (act) => act.first(),
  End: (act) => act.last(),
  ' ': (act) => act.play(),
  k: (act) => act.play(),
  m: (act) => act.mute(),
  j: (act) => act.seek(-SEEK),
  l: (act) => act.seek(SEEK),
};

/** Keys that a text moves by, which must do so while it has the focus. */
const scrolling = new Set(['ArrowDown', 'ArrowUp', 'PageDown', 'PageUp', 'Home', 'End', ' ']);

const isTaken = (key: string, target: EventTarget | null): boolean => {
  if (!(target instanceof Element)) return false;
  if (key === ' ' && target.matches('button, summary, a')) return true;
  return scrolling.has(key) && target.closest('.viewer__facts') !== null;
};

/** Hears the keys before the browser's own player does: it would seek by the arrows, and play at a blank once more. */
export const useViewerKeys = (dialog: RefObject<HTMLDialogElement | null>, act: ViewerKeys): void => {
  const latest = useRef(act);
  latest.current = act;
  useEffect(() => {
    const hear = (event: KeyboardEvent): void => {
      if (event.ctrlKey || event.metaKey || event.altKey) return;
      const key = event.key.length === 1 ? event.key.toLowerCase() : event.key;
      const press = keys[key];
      if (!press || isTaken(key, event.target)) return;
      event.preventDefault();
      event.stopPropagation();
      press(latest.current);
    };
    const element = dialog.current;
    element?.addEventListener('keydown', hear, { capture: true });
    return () => element?.removeEventListener('keydown', hear, { capture: true });
  }, [dialog]);
};
