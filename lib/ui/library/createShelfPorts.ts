import { pageDb } from '@/lib/browser/database/db';
import { makeFacets } from '@/lib/browser/database/facetPieces';
import { forgetShelf } from '@/lib/browser/database/forgetShelf';
import { readGroups } from '@/lib/browser/database/postGroups';
import { changeTags, readTags } from '@/lib/browser/database/tagRows';
import { countTexts, findInTexts } from '@/lib/browser/database/wordRows';
import { folderDb } from '@/lib/browser/folder/folderDb';
import { countPlaced, removeSaved } from '@/lib/browser/folder/removeSaved';
import { copyText } from '@/lib/browser/system/copyText';
import type { ShelfPorts } from './ShelfPorts';

/** Resolves when nothing else is to be done: a key that is pressed goes before. */
const idle = (): Promise<void> => new Promise((resolve) => requestIdleCallback(() => resolve()));

/** The ports in the browser. */
export const createShelfPorts = (): ShelfPorts => ({
  ...{ readGroups, readTags, changeTags, forgetShelf, findInTexts, countTexts, copyText },
  prepareGroups: (postIds) => makeFacets(postIds, idle),
  countPlaced: (keys) => countPlaced(pageDb(), keys),
  removeSaved: (keys) => removeSaved(pageDb(), folderDb(), keys),
});
