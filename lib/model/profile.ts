import type { Author } from './post';

/** A profile: the author and what the site says of the account. */
export interface Profile {
  readonly author: Author;
  readonly bio: string;
  /** Exact where the reply holds statsV2. */
  readonly stats: {
    readonly followers: number;
    readonly following: number;
    readonly likesReceived: number;
    readonly videos: number;
    readonly liked: number;
    readonly friends: number;
  };
  /** True when the person lets others see the likes, or nothing is said of it and the account is public. */
  readonly likesPublic: boolean;
  readonly showsPlaylists: boolean;
  readonly live: boolean;
  readonly roomId?: string;
}

/** A playlist ("mix") of a profile. */
export interface Playlist {
  readonly mixId: string;
  readonly name: string;
  readonly videoCount: number;
  readonly cover?: string;
}

/** A favourites folder ("collection"). */
export interface Collection {
  readonly collectionId: string;
  readonly name: string;
  readonly total: number;
  readonly ownerUid: string;
  readonly ownerName: string;
  readonly cover?: string;
}
