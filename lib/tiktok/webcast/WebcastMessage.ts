/** A person in a live chat. Empty text and id where the message does not tell. */
export interface WebcastUser {
  readonly id: string;
  readonly nickname: string;
  /** The handle, without the at sign. */
  readonly uniqueId: string;
  readonly secUid: string;
}

/** What every message of a live room has. Ids are text, times are ms since 1970, 0 = not told. */
interface Common {
  /** As the site names it, e.g. `WebcastChatMessage`. */
  readonly method: string;
  readonly id: string;
  readonly roomId: string;
  readonly createdAt: number;
  /** It was said before we came. */
  readonly history: boolean;
}

export interface ChatLine extends Common {
  readonly kind: 'chat';
  readonly user: WebcastUser;
  readonly text: string;
  /** As the site detected it, e.g. `es`; empty when it did not. */
  readonly language: string;
  /** The person who is answered. */
  readonly to?: WebcastUser;
  /** Stickers in the text, with their place in it and where the picture is. */
  readonly emotes: readonly { readonly index: number; readonly id: string; readonly url: string }[];
  readonly moderator: boolean;
  readonly anchor: boolean;
}

export interface GiftSent extends Common {
  readonly kind: 'gift';
  readonly user: WebcastUser;
  readonly to?: WebcastUser;
  readonly giftId: string;
  readonly giftName: string;
  /** Price of one, in the site's diamonds. */
  readonly diamonds: number;
  readonly repeatCount: number;
  readonly comboCount: number;
  /** One combo has one group; only the message with `repeatEnd` holds its final count. */
  readonly groupId: string;
  readonly repeatEnd: boolean;
}

export interface LikeGiven extends Common {
  readonly kind: 'like';
  readonly user: WebcastUser;
  readonly count: number;
  readonly total: number;
}

export interface MemberJoined extends Common {
  readonly kind: 'member';
  readonly user: WebcastUser;
  readonly memberCount: number;
  /** 1 = joined (recorded 2024-07). */
  readonly action: number;
}

/** Somebody followed or shared. */
export interface SocialAction extends Common {
  readonly kind: 'social';
  readonly user: WebcastUser;
  readonly action: number;
  readonly shareTarget: string;
  readonly followCount: number;
  readonly shareCount: number;
}

export interface RoomUsers extends Common {
  readonly kind: 'room-user';
  readonly total: number;
  readonly totalUser: number;
  readonly popularity: number;
  readonly anonymous: number;
  readonly ranks: readonly { readonly rank: number; readonly score: number; readonly user: WebcastUser }[];
}

export interface RoomNotice extends Common {
  readonly kind: 'room';
  readonly text: string;
}

export interface RoomControl extends Common {
  readonly kind: 'control';
  readonly status: number;
  /** Status 3 (reported by other clients). */
  readonly ended: boolean;
}

/** Guests, matches and their scores; of the many forms only what tells them apart. */
export interface LinkEvent extends Common {
  readonly kind: 'link';
  readonly type: string;
  /** Channel, linker or match. */
  readonly channelId: string;
  readonly scores: readonly { readonly userId: string; readonly tickets: number }[];
}

export interface ShopOffer extends Common {
  readonly kind: 'shop';
  readonly productId: string;
  readonly title: string;
  readonly price: string;
  readonly shop: string;
}

/** A message that nobody reads yet, kept by its name. */
export interface OtherMessage extends Common {
  readonly kind: 'other';
  readonly payload: Uint8Array;
}

/** One message of a live room. */
export type WebcastMessage =
  | ChatLine
  | GiftSent
  | LikeGiven
  | MemberJoined
  | SocialAction
  | RoomUsers
  | RoomNotice
  | RoomControl
  | LinkEvent
  | ShopOffer
  | OtherMessage;
