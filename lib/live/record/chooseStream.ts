import type { LiveRoom, LiveStream } from '@/lib/model/liveRoom';
import type { Settings } from '@/lib/model/settings';

/** The stream that a recording takes. */
export interface ChosenStream {
  readonly address: string;
  readonly quality: string;
  readonly codec: LiveStream['codec'];
  /** Only the sound of it is kept. */
  readonly soundOnly: boolean;
}

// The site's own names for its qualities, from the best on; `ao` is sound alone.
const SOUND = 'ao';
const order = ['origin', 'uhd_60', 'uhd', 'hd_60', 'hd', 'sd', 'ld'];

const rank = ({ quality }: LiveStream): number => {
  const at = order.indexOf(quality);
  return at < 0 ? order.length : at;
};

const bySize = (a: LiveStream, b: LiveStream): number =>
  Math.min(b.width, b.height) - Math.min(a.width, a.height) || rank(a) - rank(b) || b.bitrate - a.bitrate;

/** Where a stream is read from: FLV, which comes without delay and without reloads, before HLS. */
export const addressOf = ({ flv, hls }: LiveStream): string | undefined => flv ?? hls;

/** Streams that can be recorded, the best first; sound alone stands last. */
export const recordableStreams = (room: LiveRoom): readonly (LiveStream & { readonly address: string })[] =>
  room.streams
    .flatMap((stream) => {
      const address = addressOf(stream);
      return address === undefined ? [] : [{ ...stream, address }];
    })
    .sort((a, b) => Number(a.quality === SOUND) - Number(b.quality === SOUND) || bySize(a, b));

/** The one of this name, the same with 60 pictures a second, or the next smaller one. */
const nearest = <S extends LiveStream>(streams: readonly S[], name: string): S | undefined => {
  const least = order.indexOf(name);
  if (least < 0) return undefined;
  const named = (wanted: string): S | undefined => streams.find(({ quality }) => quality === wanted);
  return named(name) ?? named(`${name}_60`) ?? streams.find((one) => rank(one) >= least);
};

/** The stream that the settings ask for; where the room has none of that quality, the next smaller one, else the best. */
export const chooseStream = (
  room: LiveRoom,
  { live, quality }: Pick<Settings, 'live' | 'quality'>,
): ChosenStream | undefined => {
  const all = recordableStreams(room);
  const pictures = all.filter((stream) => stream.quality !== SOUND);
  const soundOnly = live.quality === 'sound';
  const plain = pictures.filter(({ codec }) => codec === 'h264');
  const wanted = quality === 'compatible' && plain.length > 0 ? plain : pictures;
  const stream = soundOnly
    ? (all.find((one) => one.quality === SOUND) ?? wanted.at(-1))
    : (nearest(wanted, live.quality) ?? wanted[0] ?? all[0]);
  if (!stream) return undefined;
  const { address, codec } = stream;
  return { address, codec, quality: stream.quality, soundOnly: soundOnly || stream.quality === SOUND };
};
