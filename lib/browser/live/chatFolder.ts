import type { ChatFile } from '@/lib/live/chat/createChatFiles';
import type { KeptChat } from '@/lib/live/chat/createChatSaver';

const FOLDER = 'chats';
const typeOf = (file: ChatFile): string => (file === 'jsonl' ? 'application/x-ndjson' : 'text/x-ssa');
const isFile = (name: string): name is ChatFile => name === 'jsonl' || name.endsWith('.ass');
const isMissing = (error: unknown): boolean => error instanceof DOMException && error.name === 'NotFoundError';

const folder = async (create: boolean, ...names: readonly string[]): Promise<FileSystemDirectoryHandle | undefined> => {
  try {
    let at = await navigator.storage.getDirectory();
    for (const name of [FOLDER, ...names]) at = await at.getDirectoryHandle(name, { create });
    return at;
  } catch (error) {
    if (isMissing(error)) return undefined;
    throw error;
  }
};

const namesIn = async (at: FileSystemDirectoryHandle | undefined): Promise<readonly string[]> => {
  const names: string[] = [];
  if (at) for await (const name of at.keys()) names.push(name);
  return names.sort();
};

/** The number of the next piece of a file, for those that this process has written to: a folder of hours has thousands. */
const nextPiece = new Map<string, number>();

/** Keeps text of a chat after what was kept before. Each is a file of its own, since one that is written to is seen by nobody before it is closed. */
export const appendChat = async (id: string, file: ChatFile, text: string): Promise<void> => {
  const at = await folder(true, id, file);
  const key = `${id}/${file}`;
  const piece = nextPiece.get(key) ?? (await namesIn(at)).length;
  nextPiece.set(key, piece + 1);
  const name = String(piece).padStart(7, '0');
  const writable = await (await at?.getFileHandle(name, { create: true }))?.createWritable();
  await writable?.write(text);
  await writable?.close();
};

// A minute of what was kept: what is delivered again reaches back no further.
const TAIL_PIECES = 20;

/** The last lines of what is kept of a chat; empty where nothing is. */
export const chatTail = async (id: string): Promise<string> => {
  const at = await folder(false, id, 'jsonl');
  const names = (await namesIn(at)).slice(-TAIL_PIECES);
  const texts = names.map(async (name) => (await (await at?.getFileHandle(name))?.getFile())?.text());
  return (await Promise.all(texts)).join('');
};

/** What is kept of all chats. */
export const keptChats = async (): Promise<readonly KeptChat[]> => {
  const ids = await namesIn(await folder(false));
  const of = async (id: string): Promise<KeptChat[]> =>
    (await namesIn(await folder(false, id))).filter(isFile).map((file) => ({ id, file }));
  return (await Promise.all(ids.map(of))).flat();
};

const blobOf = async ({ id, file }: KeptChat): Promise<Blob | undefined> => {
  const at = await folder(false, id, file);
  const pieces = await Promise.all((await namesIn(at)).map(async (name) => (await at?.getFileHandle(name))?.getFile()));
  const whole = pieces.filter((piece) => piece !== undefined);
  return whole.length === 0 ? undefined : new Blob(whole, { type: typeOf(file) });
};

const urls = new Map<string, string>();
const keyOf = ({ id, file }: KeptChat): string => `${id}/${file}`;

/** An address of a kept chat, the same in each call; only where there are object addresses. */
export const chatUrl = async (kept: KeptChat): Promise<string | undefined> => {
  const known = urls.get(keyOf(kept));
  if (known !== undefined) return known;
  const blob = await blobOf(kept);
  if (!blob) return undefined;
  const url = URL.createObjectURL(blob);
  urls.set(keyOf(kept), url);
  return url;
};

/** Whether no address is in use. */
export const noChatUrls = (): boolean => urls.size === 0;

/** Lets go of an address. */
export const revokeChatUrl = (kept: KeptChat): void => {
  const url = urls.get(keyOf(kept));
  if (url !== undefined) URL.revokeObjectURL(url);
  urls.delete(keyOf(kept));
};

/** Forgets a kept chat, and its folder with the last of its files. */
export const dropChat = async ({ id, file }: KeptChat): Promise<void> => {
  const at = await folder(false, id);
  if (!at) return;
  await at.removeEntry(file, { recursive: true }).catch((error: unknown) => {
    if (!isMissing(error)) throw error;
  });
  if ((await namesIn(at)).length === 0) await (await folder(false))?.removeEntry(id, { recursive: true });
};
