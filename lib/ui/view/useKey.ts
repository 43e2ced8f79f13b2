import { useEffect } from 'preact/hooks';

const isTyping = (target: EventTarget | null): boolean =>
  target instanceof HTMLElement && target.matches('input, textarea, select');

/**
 * Calls back when a character key is pressed anywhere on the page, but for a field that takes it as text, and keys held
 * with Control, Alt or Command, and while a dialog is open: there they are its own, Escape above all. `keys`: the same key as several layouts name it, `?` and `؟`; the same array at each drawing.
 */
export const useKey = (keys: readonly string[], onPress: () => void): void => {
  useEffect(() => {
    const hear = (event: KeyboardEvent): void => {
      if (!keys.includes(event.key) || event.ctrlKey || event.metaKey || event.altKey || isTyping(event.target)) return;
      if (document.querySelector('dialog[open]')) return;
      // Firefox opens its own search at a slash.
      event.preventDefault();
      onPress();
    };
    addEventListener('keydown', hear);
    return () => removeEventListener('keydown', hear);
  }, [keys, onPress]);
};
