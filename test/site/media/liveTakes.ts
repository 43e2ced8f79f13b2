import { fixture } from './bytes.ts';
import { type FlvTag, hevcTags, isSetup, largeTags, shiftedTag, tagsOf } from './flvTags.ts';

/** What a stream can show: the committed four seconds, larger pictures, or HEVC under either of its names. */
export const takeNames = ['small', 'large', 'hevc', 'hevc-enhanced'] as const;
export type TakeName = (typeof takeNames)[number];

/**
 * What a stream does next: shows a take, or something that real ones do. `stall`: nothing comes any more, and the line stays open.
 * `cut`: the line breaks. `forward`, `back`: times jump by an hour, or begin anew. `end`: the room is over.
 */
export type LiveAct = TakeName | 'stall' | 'cut' | 'forward' | 'back' | 'end';

/** A piece of a stream that can be repeated. Times begin at 0. */
export interface LiveTake {
  readonly ms: number;
  /** What a decoder is set up with. */
  readonly setups: readonly FlvTag[];
  readonly tags: readonly FlvTag[];
}

const lengths: Readonly<Record<TakeName, number>> = { small: 4000, large: 2000, hevc: 2000, 'hevc-enhanced': 2000 };

const tagsFor = async (name: TakeName): Promise<FlvTag[]> => {
  if (name === 'small') return tagsOf(fixture('live.flv'));
  return name === 'large' ? largeTags() : hevcTags(name === 'hevc' ? 'number' : 'enhanced');
};

const make = async (name: TakeName): Promise<LiveTake> => {
  const ms = lengths[name];
  const all = await tagsFor(name);
  return { ms, setups: all.filter(isSetup), tags: all.filter((tag) => !isSetup(tag) && tag.at < ms) };
};

const made = new Map<TakeName, Promise<LiveTake>>();

export const liveTake = (name: TakeName): Promise<LiveTake> => {
  const known = made.get(name) ?? make(name);
  made.set(name, known);
  return known;
};

const FILLER = 12;

/** The tag with a unit of filler behind its H.264 picture, which decoders leave out (ITU-T H.264, 7.3.2.7): a stream as heavy as a real one. */
export const padded = ({ at, data }: FlvTag, bytes: number): FlvTag => {
  if (data[0] !== 9 || bytes <= 6) return { at, data };
  const unit = Buffer.alloc(bytes, 0xff);
  unit.writeUInt32BE(bytes - 4, 0);
  unit.writeUInt8(FILLER, 4);
  unit.writeUInt8(0x80, bytes - 1);
  const whole = Buffer.concat([data.subarray(0, -4), unit, Buffer.alloc(4)]);
  whole.writeUIntBE(whole.length - 15, 1, 3);
  whole.writeUInt32BE(whole.length - 4, whole.length - 4);
  return { at, data: whole };
};

/** The tags of a take from `base` on; the set-ups only where they are asked for. */
export const takeFrom = ({ setups, tags }: LiveTake, base: number, withSetups: boolean): readonly FlvTag[] =>
  [...(withSetups ? setups : []), ...tags].map((tag) => ({ at: tag.at, data: shiftedTag(tag, base) }));
