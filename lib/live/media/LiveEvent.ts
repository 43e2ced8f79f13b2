/**
 * How one track is to be decoded; `description` is the decoder's own record (avcC, hvcC, AudioSpecificConfig). Where it is
 * `inBand`, packets carry all that a decoder needs (Annex B, ADTS), and `description` only tells one set-up from another.
 */
export type TrackSetup = PictureSetup | SoundSetup;

export interface PictureSetup {
  readonly kind: 'picture';
  readonly codec: 'avc' | 'hevc';
  /** RFC 6381, for example `avc1.64001f`. */
  readonly codecText: string;
  readonly description: Uint8Array;
  readonly inBand?: true;
  /** The body of the FLV tag that it came in. */
  readonly tag?: Uint8Array;
  readonly width: number;
  readonly height: number;
}

export interface SoundSetup {
  readonly kind: 'sound';
  readonly codec: 'aac';
  readonly codecText: string;
  readonly description: Uint8Array;
  readonly inBand?: true;
  /** The body of the FLV tag that it came in. */
  readonly tag?: Uint8Array;
  readonly sampleRate: number;
  readonly channels: number;
}

/** One encoded picture or piece of sound, in decode order. Times are the stream's own, in ms. */
export interface LivePacket {
  readonly kind: TrackSetup['kind'];
  readonly data: Uint8Array;
  readonly decodeTime: number;
  readonly showTime: number;
  readonly key: boolean;
  /** The body of the FLV tag that it came in. */
  readonly tag?: Uint8Array;
}

/** What a live stream consists of, whatever it came in. */
export type LiveEvent =
  | { readonly type: 'setup'; readonly setup: TrackSetup }
  | { readonly type: 'packet'; readonly packet: LivePacket }
  /** The sender ended a sequence of pictures; another may follow. */
  | { readonly type: 'over' };

/** True when a decoder that was set up for the one can go on with the other. */
export const sameSetup = (a: TrackSetup | undefined, b: TrackSetup): boolean =>
  a !== undefined &&
  a.codec === b.codec &&
  a.inBand === b.inBand &&
  a.description.length === b.description.length &&
  a.description.every((byte, at) => byte === b.description[at]);
