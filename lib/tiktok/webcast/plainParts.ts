import type { Common, User } from './gen/webcast_pb';
import type { WebcastUser } from './WebcastMessage';

/** A count as a number; beyond 2^53 it is rounded, which no count reaches. */
export const count = (value: bigint): number => Number(value);

/** An id as text; the wire's 0 means that there is none. */
export const idOf = (value: string): string => (value === '0' ? '' : value);

/** A user as plain values; an absent one is all empty text. */
export const userOf = (user: User | undefined): WebcastUser => ({
  id: user ? idOf(user.id) || user.idText : '',
  nickname: user?.nickname ?? '',
  uniqueId: user?.uniqueId ?? '',
  secUid: user?.secUid ?? '',
});

/** The person a message is addressed to, when it names one. */
export const addressee = (user: User | undefined): { readonly to?: WebcastUser } => (user ? { to: userOf(user) } : {});

/** What all messages share. */
export const commonOf = (
  method: string,
  common: Common | undefined,
): {
  readonly method: string;
  readonly id: string;
  readonly roomId: string;
  readonly createdAt: number;
  readonly history: boolean;
} => ({
  method,
  id: idOf(common?.id ?? '0'),
  roomId: idOf(common?.roomId ?? '0'),
  createdAt: count(common?.createdAt ?? 0n),
  history: false,
});
