import browser, { type Runtime } from 'webextension-polyfill';
import { createFolderWriter } from './createFolderWriter';
import { folderDb } from './folderDb';
import { type FolderRequest, folderRequestSchema } from './folderProtocol';

/** Only the worker speaks to the document: content scripts share the extension's id, but they have a tab. */
const isWorker = (sender: Runtime.MessageSender): boolean => sender.id === browser.runtime.id && !sender.tab;

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
    return request.success && isWorker(sender) ? answer(request.data) : undefined;
  });
  return { idle: writer.idle };
};
