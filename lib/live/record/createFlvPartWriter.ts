import { joinBytes } from '@/lib/base/joinBytes';
import type { TrackSetup } from '@/lib/live/media/LiveEvent';
import type { PartSetups, PartWriter } from './createPartWriter';
import type { PartSink } from './Parts';

const TAG_HEADER = 11;
const tagTypes: Readonly<Record<TrackSetup['kind'], number>> = { sound: 8, picture: 9 };

// As often as fragments of mp4 are written: a crash costs no more.
const WRITE_MS = 1000;
const MOST_HELD = 1_000_000;

const headerOf = ({ picture, sound }: PartSetups): Uint8Array =>
  Uint8Array.of(0x46, 0x4c, 0x56, 1, (sound ? 4 : 0) | (picture ? 1 : 0), 0, 0, 0, 9, 0, 0, 0, 0);

/** One tag around a body; the time is the part's own, in ms (Video File Format Specification 10.1, E.4.1). */
const tagOf = (kind: TrackSetup['kind'], time: number, body: Uint8Array): Uint8Array => {
  const tag = new Uint8Array(TAG_HEADER + body.length + 4);
  const view = new DataView(tag.buffer);
  view.setUint32(0, body.length);
  view.setUint8(0, tagTypes[kind]);
  view.setUint32(4, (time & 0xffffff) << 8);
  view.setUint8(7, (time >>> 24) & 0xff);
  tag.set(body, TAG_HEADER);
  view.setUint32(TAG_HEADER + body.length, TAG_HEADER + body.length);
  return tag;
};

/**
 * Writes one part as FLV: the bodies of the stream's tags as they came, in their order; only times are moved, so that each
 * part begins at 0. What the sink gets at once always ends with a whole tag. `add` rejects for a packet of another origin.
 */
export const createFlvPartWriter = async (setups: PartSetups, sink: PartSink): Promise<PartWriter> => {
  let held: Uint8Array[] = [headerOf(setups)];
  let heldBytes = 0;
  let writtenAt = 0;
  let bytes = 0;

  for (const setup of [setups.picture, setups.sound]) if (setup?.tag) held.push(tagOf(setup.kind, 0, setup.tag));

  const write = async (): Promise<void> => {
    if (held.length === 0) return;
    const all = joinBytes(held);
    held = [];
    heldBytes = 0;
    await sink.write(all);
    bytes += all.length;
  };

  return {
    setups,
    bytes: () => bytes,
    add: async ({ kind, tag }, at) => {
      if (!tag) throw new Error('no tag of FLV');
      held.push(tagOf(kind, at, tag));
      heldBytes += tag.length;
      if (at - writtenAt < WRITE_MS && heldBytes < MOST_HELD) return;
      writtenAt = at;
      await write();
    },
    close: async () => {
      try {
        await write();
      } finally {
        await sink.close();
      }
    },
  };
};
