import { TokError } from '@/lib/base/failure';
import { createFetchBlobs as createBlobs } from '@/lib/browser/media/createFetchBlobs';
import { formatFileName as format } from '@/lib/naming/render/formatFileName';
import { createShelf, type Shelf, type ShelfPorts } from '@/lib/queue/api/createShelf';
import { filterAwemeDatasByInterval } from '@/lib/queue/api/filterAwemeDatasByInterval';
import { createMemoryStore } from '@/lib/store/createMemoryStore';
import { createTiktok, type Tiktok, type TiktokPorts } from '@/lib/tiktok/api/createTiktok';
import { selectPlaylist } from '@/lib/tiktok/api/listFetchers';
import { unwrap } from '@/lib/tiktok/api/walks';
import { genFalseMsToken } from '@/lib/tiktok/sign/genFalseMsToken';
import { xBogus } from '@/lib/tiktok/sign/xBogus';
import { xBogusFromModel, xBogusFromUrl } from '@/lib/tiktok/sign/xBogusFromUrl';

/**
 * f2's format_file_name: the template filled in for a post, a safe name without folders and extension.
 *
 * @throws TokError of code `input` with the first mistake of the template
 */
export const formatFileName = (...args: Parameters<typeof format>): string => unwrap(format(...args));

export {
  createBlobs,
  createMemoryStore,
  createShelf,
  createTiktok,
  filterAwemeDatasByInterval,
  genFalseMsToken,
  type Shelf,
  type ShelfPorts,
  selectPlaylist,
  type Tiktok,
  type TiktokPorts,
  TokError,
  xBogus,
  xBogusFromModel,
  xBogusFromUrl,
};
