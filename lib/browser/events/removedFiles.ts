import { z } from 'zod';

const CHANNEL = 'tokshelf-removed-files';
const keysSchema = z.array(z.string());

/** Tells all pages of the extension which files left the library, by their records' keys. */
export const tellRemoved = (keys: readonly string[]): void => {
  const channel = new BroadcastChannel(CHANNEL);
  channel.postMessage(keys);
  channel.close();
};

/** Calls back with keys of records that left the library, whoever took them out. Returns the function that stops this. */
export const watchRemoved = (onRemoved: (keys: ReadonlySet<string>) => void): (() => void) => {
  const channel = new BroadcastChannel(CHANNEL);
  channel.onmessage = ({ data }: MessageEvent<unknown>) => onRemoved(new Set(keysSchema.parse(data)));
  return () => channel.close();
};
