import {
  AppendOnlyStreamTarget,
  EncodedAudioPacketSource,
  EncodedPacket,
  EncodedVideoPacketSource,
  Mp4OutputFormat,
  Output,
} from 'mediabunny';
import type { LivePacket, PictureSetup, SoundSetup } from '@/lib/live/media/LiveEvent';
import type { PartSink } from '@/lib/live/record/Parts';
import { createDecodeLead } from './createDecodeLead';
import { wholeFragments } from './wholeFragments';

/** What a part consists of; a change of either begins another part. */
export interface PartSetups {
  readonly picture?: PictureSetup;
  readonly sound?: SoundSetup;
}

/** One part while it is written. */
export interface PartWriter {
  readonly setups: PartSetups;
  /** Adds a packet `at` ms after the start of the part. Rejects when the container takes no more. */
  add(packet: LivePacket, at: number): Promise<void>;
  /** Bytes handed to the sink. */
  bytes(): number;
  /** Ends the file; the sink is closed in any case. */
  close(): Promise<void>;
}

const SECOND_MS = 1000;
const FRAGMENT_SECONDS = 1;

// mediabunny counts tracks from one, in the order in which they were added.
const PICTURE_TRACK = 1;

// Without a description mediabunny makes the record of the packets themselves, and takes it out of them.
const recordOf = ({ description, inBand }: PictureSetup | SoundSetup) => (inBand ? {} : { description });

const pictureConfig = (setup: PictureSetup) => ({
  decoderConfig: { ...recordOf(setup), codec: setup.codecText, codedWidth: setup.width, codedHeight: setup.height },
});

const soundConfig = (setup: SoundSetup) => ({
  decoderConfig: {
    ...recordOf(setup),
    codec: setup.codecText,
    sampleRate: setup.sampleRate,
    numberOfChannels: setup.channels,
  },
});

/** Writes one part as fragmented mp4, nothing encoded anew. */
export const createPartWriter = async (setups: PartSetups, sink: PartSink): Promise<PartWriter> => {
  const { picture, sound } = setups;
  const fragments = wholeFragments();
  const leadDecoding = picture ? createDecodeLead(PICTURE_TRACK) : undefined;
  let bytes = 0;
  const writable = new WritableStream<Uint8Array>({
    write: async (piece) => {
      const whole = fragments.push(piece);
      if (whole.length === 0) return;
      leadDecoding?.(whole);
      await sink.write(whole);
      bytes += whole.length;
    },
  });
  const output = new Output({
    format: new Mp4OutputFormat({ fastStart: 'fragmented', minimumFragmentDuration: FRAGMENT_SECONDS }),
    target: new AppendOnlyStreamTarget(writable),
  });
  const pictures = picture && new EncodedVideoPacketSource(picture.codec);
  const sounds = sound && new EncodedAudioPacketSource(sound.codec);
  if (pictures) output.addVideoTrack(pictures);
  if (sounds) output.addAudioTrack(sounds);
  await output.start();
  const last = { picture: 0, sound: 0 };
  const step = { picture: 33, sound: 23 };

  return {
    setups,
    bytes: () => bytes,
    add: async (packet, at) => {
      const { kind, data, key, decodeTime, showTime } = packet;
      if (at > last[kind] && at - last[kind] < SECOND_MS) step[kind] = at - last[kind];
      last[kind] = at;
      const shown = Math.max(0, at + showTime - decodeTime) / SECOND_MS;
      const encoded = new EncodedPacket(data, key ? 'key' : 'delta', shown, step[kind] / SECOND_MS);
      if (kind === 'picture') await (picture && pictures?.add(encoded, pictureConfig(picture)));
      else await (sound && sounds?.add(encoded, soundConfig(sound)));
    },
    close: async () => {
      try {
        await output.finalize();
      } finally {
        await sink.close();
      }
    },
  };
};
