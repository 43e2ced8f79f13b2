import browser, { type Runtime } from 'webextension-polyfill';
import { isOwnSender } from '@/lib/browser/media/offscreenDocument';
import { answerFolder } from './answerFolder';
import { createFolderWriter } from './createFolderWriter';
import { folderDb } from './folderDb';
import { folderRequestSchema } from './folderProtocol';
import { createNameLock } from './nameLocks';

/** Writes into the granted folder for the worker; runs in the offscreen document. `idle` = the document may close. */
export const serveFolder = (): { idle(): boolean } => {
  const writer = createFolderWriter(folderDb(), createNameLock());
  browser.runtime.onMessage.addListener((message: unknown, sender: Runtime.MessageSender) => {
    const request = folderRequestSchema.safeParse(message);
    return request.success && isOwnSender(sender) ? answerFolder(writer, request.data) : undefined;
  });
  return { idle: writer.idle };
};
