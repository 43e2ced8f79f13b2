import browser, { type Runtime } from 'webextension-polyfill';
import { isOwnSender } from '@/lib/browser/media/offscreenDocument';
import { createFolderWriter } from './createFolderWriter';
import { folderDb } from './folderDb';
import { type FolderRequest, folderRequestSchema } from './folderProtocol';

/** Writes into the granted folder for the worker; runs in the offscreen document. `idle` = the document may close. */
export const serveFolder = (): { idle(): boolean } => {
  const writer = createFolderWriter(folderDb());
  const answer = async (request: FolderRequest): Promise<{ done: true }> => {
    if (request.op === 'sweep') await writer.sweep();
    else await writer[request.op](request.id);
    return { done: true };
  };
  browser.runtime.onMessage.addListener((message: unknown, sender: Runtime.MessageSender) => {
    const request = folderRequestSchema.safeParse(message);
    return request.success && isOwnSender(sender) ? answer(request.data) : undefined;
  });
  return { idle: writer.idle };
};
