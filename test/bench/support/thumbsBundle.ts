import { drawThumb } from '@/lib/browser/media/thumbs/drawThumb';
import { thumbSource } from '@/lib/browser/media/thumbs/thumbSource';

const files = new Map<string, Blob>();

/** Keeps a file's bytes, given in base64, under a name. */
const setFile = async (name: string, type: string, base64: string): Promise<void> => {
  const bytes = Uint8Array.from(atob(base64), (sign) => sign.charCodeAt(0));
  files.set(name, new Blob([bytes], { type }));
};

/** Milliseconds of one thumbnail: what is taken of the file while others are fetched, and what is drawn later. */
const thumb = async (name: string, from: 'video' | 'image'): Promise<{ take: number; draw: number }> => {
  const blob = files.get(name);
  if (!blob) throw new Error(`no file ${name}`);
  const whole = new Uint8Array(await blob.arrayBuffer());
  const begun = performance.now();
  const source = await thumbSource(from, blob, whole);
  const taken = performance.now();
  if (!source) throw new Error(`nothing to draw in ${name}`);
  const { bytes } = await drawThumb(source);
  if (bytes.byteLength === 0) throw new Error('an empty picture');
  return { take: taken - begun, draw: performance.now() - taken };
};

Object.assign(window, { bench: { setFile, thumb } });
