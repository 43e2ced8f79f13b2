import { effect } from '@preact/signals';
import { RECEIVER } from '@/lib/gallery/galleryFormat';
import { useMessages } from '@/lib/ui/format/i18n';
import { messagesOf } from '@/lib/ui/words/galleryWords';
import { createGalleryModel, type GalleryModel } from './createGalleryModel';

/** Runs a data file as a classic script: a page from the disk may neither fetch nor import. */
const loadFrom =
  (folder: string) =>
  (name: string): Promise<void> =>
    new Promise((resolve, reject) => {
      const script = document.createElement('script');
      script.src = `${folder}/${name}.js`;
      script.onload = () => {
        script.remove();
        resolve();
      };
      script.onerror = () => {
        script.remove();
        reject(new Error(name));
      };
      document.body.append(script);
    });

/**
 * Puts the receiver of data where the page's next scripts find it, and calls `draw` with the model once there are words
 * and first posts.
 */
export const runGallery = (draw: (model: GalleryModel, root: HTMLElement) => void): void => {
  const root = document.getElementById('app');
  if (!root) throw new Error('the page has no #app');
  const model = createGalleryModel(loadFrom(root.dataset.files ?? ''));
  Object.assign(globalThis, { [RECEIVER]: model.data });
  const stop = effect(() => {
    const start = model.start.value;
    if (!start || model.entries.value.length === 0) return;
    useMessages(messagesOf(start));
    draw(model, root);
    // Not before the first rows are on the screen.
    requestAnimationFrame(() => setTimeout(() => void model.readRest()));
    queueMicrotask(() => stop());
  });
};
