/** One address of a live stream. */
export interface LiveStream {
  /** The site's sdk_key: origin, uhd_60, hd_60, hd, sd, ld, ao (sound only). */
  readonly quality: string;
  readonly codec: 'h264' | 'h265';
  readonly flv?: string;
  readonly hls?: string;
  readonly width: number;
  readonly height: number;
  readonly bitrate: number;
}

/** A live room. */
export interface LiveRoom {
  readonly roomId: string;
  readonly title: string;
  readonly status: 'live' | 'ended' | 'unknown';
  /** Milliseconds since 1970; 0 when unknown. */
  readonly startedAt: number;
  readonly viewers: number;
  readonly cover?: string;
  readonly owner: {
    readonly uid: string;
    readonly secUid: string;
    readonly uniqueId: string;
    readonly nickname: string;
  };
  readonly streams: readonly LiveStream[];
  /** Why the site gives no stream of it, where it says so. */
  readonly withheld?: 'age' | 'login' | 'private' | 'region';
}
