import { drawThumb } from '@/lib/browser/media/thumbs/drawThumb';
import { thumbSource } from '@/lib/browser/media/thumbs/thumbSource';

const files = new Map<string, Blob>();

/** Keeps a file's bytes, given in base64, under a name. */
const setFile = async (name: string, type: string, base64: string): Promise<void> => {
  const bytes = Uint8Array.from(atob(base64), (sign) => sign.charCodeAt(0));
  files.set(name, new Blob([bytes], { type }));
};

/** Throws where a picture is all one colour: what was drawn of bytes that were gone. */
const expectPicture = async (bytes: Uint8Array<ArrayBuffer>, type: string): Promise<void> => {
  const picture = await createImageBitmap(new Blob([bytes], { type }));
  const context = new OffscreenCanvas(picture.width, picture.height).getContext('2d');
  context?.drawImage(picture, 0, 0);
  const { data = [] } = context?.getImageData(0, 0, picture.width, picture.height) ?? {};
  picture.close();
  if (new Set(data.filter((_, at) => at % 4 === 1)).size < 8) throw new Error('a picture of one colour');
};

/** Milliseconds of one thumbnail: what is taken of the file while others are fetched, and what is drawn later. */
const thumb = async (name: string, from: 'video' | 'image'): Promise<{ take: number; draw: number }> => {
  const blob = files.get(name);
  if (!blob) throw new Error(`no file ${name}`);
  const whole = new Uint8Array(await blob.arrayBuffer());
  const begun = performance.now();
  const source = await thumbSource(from, { body: blob, mime: blob.type, whole });
  const taken = performance.now();
  if (!source) throw new Error(`nothing to draw in ${name}`);
  const { bytes, type } = await drawThumb(source);
  const drawn = performance.now();
  await expectPicture(new Uint8Array(bytes), type);
  return { take: taken - begun, draw: drawn - taken };
};

Object.assign(window, { bench: { setFile, thumb } });
