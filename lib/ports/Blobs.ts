import type { Result } from '@/lib/base/result';
import type { MediaKind } from '@/lib/model/media';

/** Bytes to fetch from the site's media hosts. */
export interface FetchOrder {
  /** The task's id; staging twice under one id replaces the first. */
  readonly id: string;
  readonly kind: MediaKind;
  /** Mirrors of the same bytes, tried in turn (except on 429). */
  readonly urls: readonly string[];
  /** Exact size when the site told it. */
  readonly expectBytes?: number;
  /** The post that these bytes may be made a thumbnail of. */
  readonly thumbOf?: string;
}

/** A video whose sound track is asked for. */
export type ProbeOrder = Pick<FetchOrder, 'id' | 'urls'>;

/** What a video's head says of its sound track; `unclear` = only the whole file would tell. */
export type Sound = 'present' | 'absent' | 'unclear';

/** Bytes that lie ready, checked, behind an address. */
export interface Staged {
  readonly id: string;
  /** What `Downloads.start` takes: valid until released or until the document that holds the bytes dies. */
  readonly url: string;
  readonly bytes: number;
  /** Hex. */
  readonly sha256: string;
  /** By magic bytes, not by what the server claimed. */
  readonly mime: string;
  /** Without dot, by magic bytes. */
  readonly ext: string;
  /** For videos: whether a sound track exists. */
  readonly hasSound?: boolean;
}

/** Fetches, checks and holds bytes until the browser has saved them. */
export interface Blobs {
  fetch(order: FetchOrder, onProgress: (received: number, total: number) => void): Promise<Result<Staged>>;
  /** Tells by a video's head whether it has sound, without loading the rest; absent where a part cannot be asked for. */
  probeSound?(order: ProbeOrder): Promise<Result<Sound>>;
  /** Stages text of our own making (caption, metadata, comments, converted subtitles). */
  make(order: {
    readonly id: string;
    readonly text: string;
    readonly ext: string;
    readonly mime: string;
  }): Promise<Result<Staged>>;
  /** Fetches a small text (subtitles) without staging it. */
  fetchText(urls: readonly string[], kind: MediaKind): Promise<Result<string>>;
  /** Stops a fetch or a probe that is under way; no error when there is none. */
  abort(id: string): Promise<void>;
  release(id: string): Promise<void>;
  /** Ids that are staged now; empty after the holding document died. */
  staged(): Promise<readonly string[]>;
}
