import { readFile } from 'node:fs/promises';
import { ALL_FORMATS, BufferSource, EncodedPacketSink, Input, type InputTrack } from 'mediabunny';

/** One track of a file, every packet of it read. */
export interface ProbedTrack {
  readonly codec: string;
  readonly packets: number;
  readonly bytes: number;
  /** End of the last packet. */
  readonly endSeconds: number;
}

/** What mediabunny reads in a file. */
export interface Probed {
  readonly format: string;
  readonly durationSeconds: number;
  readonly video?: ProbedTrack & { readonly width: number; readonly height: number };
  readonly audio?: ProbedTrack;
}

/** Reads every packet of a media file; rejects when it is none or broken. */
export const probe = async (file: string): Promise<Probed> => {
  const input = new Input({ formats: ALL_FORMATS, source: new BufferSource(await readFile(file)) });
  const format = await input.getFormat();
  const video = await input.getPrimaryVideoTrack();
  const audio = await input.getPrimaryAudioTrack();
  return {
    format: format.name,
    durationSeconds: await input.computeDuration(),
    ...(video ? { video: { ...(await read(video)), width: video.displayWidth, height: video.displayHeight } } : {}),
    ...(audio ? { audio: await read(audio) } : {}),
  };
};

const read = async (track: InputTrack): Promise<ProbedTrack> => {
  let packets = 0;
  let bytes = 0;
  let endSeconds = 0;
  for await (const packet of new EncodedPacketSink(track).packets()) {
    packets += 1;
    bytes += packet.data.byteLength;
    endSeconds = Math.max(endSeconds, packet.timestamp + packet.duration);
  }
  return { codec: track.codec ?? 'unknown', packets, bytes, endSeconds };
};
