import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { freeBytes } from '@/lib/browser/media/freeBytes';
import { thumbSource } from '@/lib/browser/media/thumbs/thumbSource';

const file = (name: string): Uint8Array<ArrayBuffer> => new Uint8Array(readFileSync(`test/fixtures/media/${name}`));

const bytesOf = (data: AllowSharedBufferSource | undefined): Uint8Array => {
  if (!data) throw new Error('no description');
  return ArrayBuffer.isView(data)
    ? new Uint8Array(data.buffer, data.byteOffset, data.byteLength)
    : new Uint8Array(data);
};

it.each(['video-576.mp4', 'video-1080-silent-h265.mp4'])(
  'keeps all of %s that a picture is drawn from when the file’s bytes are let go',
  async (name) => {
    const whole = file(name);
    const blob = new Blob([whole]);
    const source = await thumbSource('video', blob, whole);
    const other = await thumbSource('video', blob);
    freeBytes(whole);
    if (source?.kind !== 'frame' || other?.kind !== 'frame') throw new Error('no frame');
    expect(source.bytes.byteLength).toBeGreaterThan(100);
    expect(source.bytes).toEqual(other.bytes);
    expect([...bytesOf(source.config.description)]).toEqual([...bytesOf(other.config.description)]);
  },
);
