import { forgetShelf } from '@/lib/browser/database/forgetShelf';
import { readGroups } from '@/lib/browser/database/postGroups';
import { changeTags, readTags } from '@/lib/browser/database/tagRows';
import { countTexts, findInTexts } from '@/lib/browser/database/wordRows';
import { countPlaced, removeSaved } from '@/lib/browser/folder/removeSaved';
import { copyText } from '@/lib/browser/system/copyText';
import type { ShelfPorts } from './ShelfPorts';

/** The ports in the browser. */
export const createShelfPorts = (): ShelfPorts => ({
  ...{ readGroups, readTags, changeTags, countPlaced, removeSaved, forgetShelf, findInTexts, countTexts, copyText },
});
