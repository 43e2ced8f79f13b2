import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { thumbSource } from '@/lib/browser/media/thumbs/thumbSource';

const file = (name: string): Uint8Array<ArrayBuffer> => new Uint8Array(readFileSync(`test/fixtures/media/${name}`));

it.each(['video-576.mp4', 'video-1080-silent-h265.mp4'])(
  'holds no more of %s than a picture is drawn from',
  async (name) => {
    const whole = file(name);
    const source = await thumbSource('video', { body: new Blob([whole]), mime: 'video/mp4', whole });
    if (source?.kind !== 'frame') throw new Error('no frame');
    const { description } = source.config;
    if (!ArrayBuffer.isView(description)) throw new Error('no description');
    expect(source.bytes.byteLength).toBeGreaterThan(100);
    expect(source.bytes.buffer.byteLength).toBe(source.bytes.byteLength);
    expect(description.byteLength).toBeGreaterThan(10);
    expect(description.buffer.byteLength).toBe(description.byteLength);
  },
);
