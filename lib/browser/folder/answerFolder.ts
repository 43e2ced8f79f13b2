import type { FolderWriter } from './createFolderWriter';
import type { FolderWrite } from './folderDb';
import type { FolderReply, FolderRequest } from './folderProtocol';

const endOf = (write: FolderWrite | undefined): FolderReply => {
  if (write?.state === 'complete')
    return { done: true, end: { state: 'complete', landed: write.landed, bytes: write.bytes } };
  if (write?.state === 'failed')
    return { done: true, end: { state: 'failed', code: write.code, detail: write.detail } };
  return { done: true };
};

/** Does what is asked of the writer, and answers how the write ended. */
export const answerFolder = async (writer: FolderWriter, request: FolderRequest): Promise<FolderReply> => {
  if (request.op === 'sweep') {
    await writer.sweep();
    return { done: true };
  }
  if (request.op === 'settle') return endOf(await writer.settle(request.id));
  return endOf(await writer.run(request.id, { ...request.row, id: request.id, state: 'writing' }));
};
