import type { Answerer } from '@/lib/browser/media/answerLines';
import type { HeldBytes } from '@/lib/browser/media/heldBytes';
import { answerFolder } from './answerFolder';
import { createFolderWriter } from './createFolderWriter';
import { folderDb } from './folderDb';
import { folderRequestSchema } from './folderProtocol';
import { createNameLock } from './nameLocks';

/**
 * Writes into the granted folder for the worker; runs in the offscreen document. `bytesAt` gives what this document holds
 * under an address, `idle` = the document may close.
 */
export const serveFolder = (
  bytesAt: (url: string) => HeldBytes | undefined,
): { idle(): boolean; readonly answer: Answerer } => {
  const writer = createFolderWriter(folderDb(), { lockName: createNameLock(), bytesAt });
  return {
    idle: writer.idle,
    answer: (message) => {
      const request = folderRequestSchema.safeParse(message);
      return request.success ? answerFolder(writer, request.data) : undefined;
    },
  };
};
