import { setTimeout as wait } from 'node:timers/promises';
import { fixture } from './bytes.ts';

const loopMs = 4000;

interface Tag {
  readonly at: number;
  readonly data: Buffer;
}

/** The tags of the committed FLV file and its header. */
const split = (file: Buffer): { header: Buffer; tags: Tag[] } => {
  const tags: Tag[] = [];
  const first = file.readUInt32BE(5) + 4;
  for (let at = first; at + 15 <= file.length; ) {
    const size = 11 + file.readUIntBE(at + 1, 3) + 4;
    const time = file.readUIntBE(at + 4, 3) + file.readUInt8(at + 7) * 0x1000000;
    tags.push({ at: time, data: file.subarray(at, at + size) });
    at += size;
  }
  return { header: file.subarray(0, first), tags };
};

const shifted = (tag: Tag, by: number): Buffer => {
  const copy = Buffer.from(tag.data);
  const time = tag.at + by;
  copy.writeUIntBE(time & 0xffffff, 4, 3);
  copy.writeUInt8((time >>> 24) & 255, 7);
  return copy;
};

/**
 * A live FLV: the committed four seconds over and over, with times that go on, at the speed of life. It ends after
 * `rounds` of them; `speed` 2 is twice as fast. Metadata and decoder set-up (time 0 of the first round) come once, as in a real stream.
 */
export async function* liveFlv(rounds: number, speed = 1): AsyncGenerator<Buffer> {
  const { header, tags } = split(fixture('live.flv'));
  yield header;
  for (let round = 0; round < rounds; round++) {
    let sent = 0;
    for (const tag of tags) {
      const script = tag.data.readUInt8(0) === 18;
      const setUp = tag.data.readUInt8(12) === 0 && tag.at === 0;
      if (round > 0 && (script || setUp)) continue;
      if (tag.at - sent >= 200) {
        await wait((tag.at - sent) / speed);
        sent = tag.at;
      }
      yield shifted(tag, round * loopMs);
    }
    await wait(Math.max(0, loopMs - sent) / speed);
  }
}
