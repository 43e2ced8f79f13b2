/** An account of the demo world. All are invented but the two whose posts were recorded. */
export interface DemoUser {
  readonly uid: string;
  readonly secUid: string;
  readonly uniqueId: string;
  readonly nickname: string;
  readonly bio: string;
  readonly verified: boolean;
  /** 10222 for everybody else. */
  readonly private: boolean;
  /** Which of the eight pictures. */
  readonly design: number;
  /** How many other pictures this person showed before; absent = none. */
  readonly picture?: number;
  /** Likes list open to others. */
  readonly openLikes: boolean;
}

/** Why a post cannot be had: the site's status and message. */
export interface Withheld {
  readonly code: number;
  readonly message: string;
}

export type GearSet =
  /** h264 540p twice with sound, 1080p h265 silent and marked dash. */
  | 'usual'
  /** The 1080p gear is silent but not marked. */
  | 'unmarked'
  /** No gear has sound. */
  | 'muted'
  /** No bitrateInfo and no playAddr: only downloadAddr. */
  | 'watermark-only';

/** A post of the demo world. */
export interface DemoPost {
  readonly id: string;
  readonly owner: DemoUser;
  readonly kind: 'video' | 'photos';
  /** Milliseconds since 1970, unique within the owner's posts. */
  readonly createdMs: number;
  readonly desc: string;
  readonly pinned: boolean;
  /** Number of pictures; 0 for videos. */
  readonly images: number;
  readonly gears: GearSet;
  readonly subtitles: readonly { language: string; source: string; version: string }[];
  readonly design: number;
  readonly plays: number;
  readonly likes: number;
  readonly comments: number;
  readonly mixId?: string;
  readonly withheld?: Withheld;
  /** Built on this recorded reply with its own text and names. */
  readonly recorded?: 'item-detail-video' | 'item-detail-photos';
}

export interface DemoPlaylist {
  readonly id: string;
  readonly name: string;
  readonly owner: DemoUser;
  readonly postIds: readonly string[];
}

export interface DemoCollection extends DemoPlaylist {
  /** Shown to others. */
  readonly isPublic: boolean;
}

/** Ids in upper 32 bits the second of creation, as TikTok's own. */
export const idAt = (seconds: number, sequence: number): string =>
  ((BigInt(seconds) << 32n) | BigInt(sequence)).toString();
