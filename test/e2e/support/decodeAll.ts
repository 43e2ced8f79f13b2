import { readFile } from 'node:fs/promises';
import { BufferSource, type EncodedPacket, EncodedPacketSink, Input, type InputTrack, MP4 } from 'mediabunny';
import type { OwnPage } from './OwnPage.ts';

/** What the browser's decoders made of a file. */
export interface DecodedAll {
  /** Packets that were fed, and frames that came out. */
  readonly pictures: readonly [fed: number, came: number];
  readonly sounds: readonly [fed: number, came: number];
  /** False where the browser has no decoder for it. */
  readonly supported: boolean;
  readonly error?: string;
}

interface Track {
  readonly kind: 'video' | 'audio';
  readonly config: Record<string, unknown>;
  readonly description: string;
  readonly packets: readonly { readonly key: boolean; readonly at: number; readonly data: string }[];
}

const base64 = (bytes: Uint8Array): string => Buffer.from(bytes).toString('base64');

const trackOf = async (
  kind: Track['kind'],
  track: InputTrack | null,
  config: VideoDecoderConfig | AudioDecoderConfig | null | undefined,
): Promise<Track[]> => {
  if (!track || !config) return [];
  const packets: EncodedPacket[] = [];
  for await (const packet of new EncodedPacketSink(track).packets()) packets.push(packet);
  const { description, ...rest } = config;
  return [
    {
      kind,
      config: rest,
      description: description instanceof Uint8Array ? base64(description) : '',
      packets: packets.map(({ type, timestamp, data }) => ({
        key: type === 'key',
        at: Math.round(timestamp * 1_000_000),
        data: base64(data),
      })),
    },
  ];
};

/** Decodes every packet of an mp4 by WebCodecs. `page` must be a secure one. */
export const decodeAll = async (page: OwnPage, file: string): Promise<DecodedAll> => {
  const input = new Input({ formats: [MP4], source: new BufferSource(await readFile(file)) });
  const video = await input.getPrimaryVideoTrack();
  const audio = await input.getPrimaryAudioTrack();
  const tracks = [
    ...(await trackOf('video', video, await video?.getDecoderConfig())),
    ...(await trackOf('audio', audio, await audio?.getDecoderConfig())),
  ];
  return page.evaluate(async (text) => {
    const bytesOf = (data: string): Uint8Array<ArrayBuffer> =>
      Uint8Array.from(atob(data), (letter) => letter.charCodeAt(0));
    let error: string | undefined;
    let supported = true;
    const counts = { video: [0, 0] as [number, number], audio: [0, 0] as [number, number] };
    for (const { kind, config, description, packets } of JSON.parse(text) as Track[]) {
      const whole = { ...config, ...(description === '' ? {} : { description: bytesOf(description) }) };
      const count = counts[kind];
      const output = (frame: { close(): void }): void => {
        count[1] += 1;
        frame.close();
      };
      const failed = (reason: unknown): void => {
        error ??= `${kind}: ${String(reason)}`;
      };
      const init = { output, error: failed };
      try {
        if (kind === 'video') {
          const asked = await VideoDecoder.isConfigSupported(whole as unknown as VideoDecoderConfig);
          supported = asked.supported ?? false;
          if (!supported) continue;
          const decoder = new VideoDecoder(init);
          decoder.configure(whole as unknown as VideoDecoderConfig);
          for (const { key, at, data } of packets) {
            count[0] += 1;
            decoder.decode(new EncodedVideoChunk({ type: key ? 'key' : 'delta', timestamp: at, data: bytesOf(data) }));
          }
          await decoder.flush();
        } else {
          const decoder = new AudioDecoder(init);
          decoder.configure(whole as unknown as AudioDecoderConfig);
          for (const { at, data } of packets) {
            count[0] += 1;
            decoder.decode(new EncodedAudioChunk({ type: 'key', timestamp: at, data: bytesOf(data) }));
          }
          await decoder.flush();
        }
      } catch (reason) {
        failed(reason);
      }
    }
    return { pictures: counts.video, sounds: counts.audio, supported, ...(error === undefined ? {} : { error }) };
  }, JSON.stringify(tracks));
};
