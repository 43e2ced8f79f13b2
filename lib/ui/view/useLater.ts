import { useEffect, useState } from 'preact/hooks';

/**
 * A part of a page that is loaded when it is wanted: undefined until it is there. `load` is a dynamic import, the same
 * function at each drawing; `onError` hears why it could not be had, an extension that was updated meanwhile say.
 */
export const useLater = <T extends object>(
  load: () => Promise<T>,
  isWanted: boolean,
  onError: (error: unknown) => void,
): T | undefined => {
  const [part, setPart] = useState<T>();
  useEffect(() => {
    if (!isWanted) return;
    let left = false;
    const take = async (): Promise<void> => {
      try {
        const loaded = await load();
        if (!left) setPart(loaded);
      } catch (error) {
        if (!left) onError(error);
      }
    };
    void take();
    return () => {
      left = true;
    };
  }, [load, isWanted, onError]);
  return part;
};
