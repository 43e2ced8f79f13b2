import { listSummaries } from '@/lib/browser/database/listSummaries';
import { showPage } from '@/lib/browser/gallery/showPage';
import { writeGallery } from '@/lib/browser/gallery/writeGallery';
import { chosenMessages } from '@/lib/browser/settings/readMessages';
import type { GalleryPorts } from './createGalleryMaker';

/** The ports of writing a gallery, in the browser. */
export const galleryPorts: GalleryPorts = {
  write: writeGallery,
  messages: chosenMessages,
  show: showPage,
  listSummaries,
};
