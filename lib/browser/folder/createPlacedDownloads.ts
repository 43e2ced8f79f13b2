import browser from 'webextension-polyfill';
import type { TokshelfDb } from '@/lib/browser/database/db';
import { createBrowserDownloads } from '@/lib/browser/downloads/createBrowserDownloads';
import { askOffscreen } from '@/lib/browser/media/askOffscreen';
import { isHeldAddress } from '@/lib/browser/media/heldBytes';
import { sendByLine } from '@/lib/browser/media/offscreenLine';
import type { SaveRecord } from '@/lib/model/saveRecord';
import type { Settings } from '@/lib/model/settings';
import type { Downloads } from '@/lib/ports/Downloads';
import { createCatalogue } from './catalogue';
import { noteLastingGrants } from './chosenFolder';
import { createFolderDownloads, isFolderId } from './createFolderDownloads';
import { createFolderLook } from './createFolderLook';
import { currentFolder, folderDb } from './folderDb';
import { type FolderReply, type FolderRequest, folderReplySchema } from './folderProtocol';

const askWriter = (request: FolderRequest): Promise<FolderReply> =>
  askOffscreen(request, folderReplySchema, sendByLine);

// Lists and marks help later: no file waits for them.
const tell = (error: unknown): void => console.error('TokShelf folder', error);

/**
 * Where files go by the settings: the browser's downloads, or the granted folder. Files that are under way end where
 * they began, whatever was chosen meanwhile. Must be built while the worker starts. Firefox has no folders to grant: there it is the downloads alone.
 */
export const createPlacedDownloads = (settings: () => Promise<Settings>, db: TokshelfDb): Downloads => {
  const downloads = createBrowserDownloads();
  if (import.meta.env.FIREFOX) return downloads;
  const catalogue = createCatalogue(db, folderDb(), tell);
  const folder = createFolderDownloads(folderDb(), askWriter, catalogue.note);
  const look = createFolderLook(db, folderDb());
  // What a worker that died had not listed yet.
  settings()
    .then(({ place }) => (place === 'folder' ? currentFolder(folderDb()) : undefined))
    .then((row) => row && catalogue.flush(row.id))
    .catch(tell);
  browser.runtime.onStartup.addListener(() => {
    // Only what the options page says hangs on it: it then goes on asking for the lasting grant.
    noteLastingGrants(folderDb()).catch(tell);
  });
  const of = (id: number): Downloads => (isFolderId(id) ? folder : downloads);
  return {
    // What was got ready for the folder goes there: the browser could not take it.
    start: async (order) =>
      (isHeldAddress(order.url) || (await settings()).place === 'folder' ? folder : downloads).start(order),
    findById: (id) => of(id).findById(id),
    findByUrl: async (url) =>
      (await folder.findByUrl(url)) ?? (isHeldAddress(url) ? undefined : downloads.findByUrl(url)),
    cancel: (id) => of(id).cancel(id),
    forget: (id) => of(id).forget(id),
    removeFile: async (id) => of(id).removeFile?.(id),
    folder: async () => ((await settings()).place === 'folder' ? folder.folder?.() : undefined),
    kept: look,
    gone: async (records) => {
      const isPlaced = ({ folder: id }: SaveRecord): boolean => id !== undefined;
      const placed = (await folder.gone?.(records.filter(isPlaced))) ?? [];
      return [...placed, ...((await downloads.gone?.(records.filter((one) => !isPlaced(one)))) ?? [])];
    },
    closed: async () => ((await settings()).place === 'folder' ? folder.closed?.() : undefined),
    onEnd: (callback) => {
      const stops = [folder.onEnd(callback), downloads.onEnd(callback)];
      return () => stops.forEach((stop) => void stop());
    },
  };
};
