import { failure } from '@/lib/base/failure';
import { err, ok } from '@/lib/base/result';
import type { GalleryTally } from '@/lib/gallery/GalleryOrder';
import type { ListSummary } from '@/lib/model/listSummary';
import type { GalleryPorts } from '@/lib/ui/library/createGalleryMaker';
import english from '@/public/_locales/en/messages.json';
import { catalogMessages } from '../../fakes/catalogMessages';

const leftOut = { missing: 3, elsewhere: 12, waiting: 1 };
const page = '/home/mira/Downloads/tiktok/gallery of what was found under onion.html';
const done: GalleryTally = { total: 212, written: 212, held: false, posts: 200, leftOut, page, downloadId: 4 };

/** Writing a gallery that goes as the word says; absent = it was not begun. */
export const mockGallery = (
  how: 'held' | 'done' | 'nothing' | 'problem' = 'done',
  lists: readonly ListSummary[] = [],
): GalleryPorts => ({
  write: async (_, { onProgress }) => {
    if (how === 'problem') return err(failure('space'));
    if (how === 'held') {
      onProgress({ ...done, written: 87, held: true });
      return new Promise(() => {});
    }
    if (how === 'done') return ok(done);
    const { page: _page, downloadId: _downloadId, ...nowhere } = done;
    return ok({ ...nowhere, posts: 0, total: 0, written: 0 });
  },
  messages: async () => catalogMessages(english),
  show: async () => {},
  listSummaries: async () => lists,
});
