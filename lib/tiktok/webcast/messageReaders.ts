import { type MessageReader, reader } from '@/lib/tiktok/webcast/alignWire';
import {
  ChatMessageSchema,
  ControlMessageSchema,
  GiftMessageSchema,
  LikeMessageSchema,
  LinkLayerMessageSchema,
  LinkMessageSchema,
  LinkMicBattleSchema,
  LinkMicFanTicketMethodSchema,
  LinkMicMethodSchema,
  MemberMessageSchema,
  OecLiveShoppingMessageSchema,
  RoomMessageSchema,
  RoomUserSeqMessageSchema,
  SocialMessageSchema,
} from '@/lib/tiktok/webcast/gen/webcast_pb';
import { addressee, commonOf, count, idOf, userOf } from '@/lib/tiktok/webcast/plainParts';

/** Readers of the messages about guests and matches, by method without `Webcast`. */
const linkReaders: Readonly<Record<string, MessageReader>> = {
  LinkMicMethod: reader(LinkMicMethodSchema, (link, method) => ({
    kind: 'link',
    ...commonOf(method, link.common),
    type: link.type,
    channelId: idOf(link.channelId),
    scores: [],
  })),
  LinkMessage: reader(LinkMessageSchema, (link, method) => ({
    kind: 'link',
    ...commonOf(method, link.common),
    type: link.type,
    channelId: idOf(link.linkerId),
    scores: [],
  })),
  LinkLayerMessage: reader(LinkLayerMessageSchema, (link, method) => ({
    kind: 'link',
    ...commonOf(method, link.common),
    type: link.type,
    channelId: idOf(link.channelId),
    scores: [],
  })),
  LinkMicBattle: reader(LinkMicBattleSchema, (battle, method) => ({
    kind: 'link',
    ...commonOf(method, battle.common),
    type: `battle-${battle.action}`,
    channelId: idOf(battle.battleId),
    scores: [],
  })),
  LinkMicFanTicketMethod: reader(LinkMicFanTicketMethodSchema, (link, method) => ({
    kind: 'link',
    ...commonOf(method, link.common),
    type: 'fan-ticket',
    channelId: '',
    scores: (link.notice?.users ?? []).map(({ userId, tickets }) => ({
      userId: idOf(userId),
      tickets: count(tickets),
    })),
  })),
};

/** The status of a control message with which a stream is over. */
const ENDED = 3;

/** Readers by method, without the `Webcast` that most names begin with (recorded 2026-08: with and without). */
export const messageReaders: Readonly<Record<string, MessageReader>> = {
  ChatMessage: reader(ChatMessageSchema, (chat, method) => ({
    kind: 'chat',
    ...commonOf(method, chat.common),
    user: userOf(chat.user),
    text: chat.content,
    language: chat.language,
    ...addressee(chat.atUser),
    emotes: chat.emotes.map(({ index, emote }) => ({
      index: count(index),
      id: emote?.id ?? '',
      url: emote?.image?.urls[0] ?? '',
    })),
    moderator: chat.identity?.moderator ?? false,
    anchor: chat.identity?.anchor ?? false,
  })),
  GiftMessage: reader(GiftMessageSchema, (sent, method) => ({
    kind: 'gift',
    ...commonOf(method, sent.common),
    user: userOf(sent.user),
    ...addressee(sent.toUser),
    giftId: idOf(sent.giftId) || idOf(sent.gift?.id ?? '0'),
    giftName: sent.gift?.name ?? '',
    diamonds: count(sent.gift?.diamonds ?? 0n),
    repeatCount: count(sent.repeatCount),
    comboCount: count(sent.comboCount),
    groupId: idOf(sent.groupId),
    repeatEnd: sent.repeatEnd === 1,
  })),
  LikeMessage: reader(LikeMessageSchema, (like, method) => ({
    kind: 'like',
    ...commonOf(method, like.common),
    user: userOf(like.user),
    count: count(like.count),
    total: count(like.total),
  })),
  MemberMessage: reader(MemberMessageSchema, (member, method) => ({
    kind: 'member',
    ...commonOf(method, member.common),
    user: userOf(member.user),
    memberCount: count(member.memberCount),
    action: count(member.action),
  })),
  SocialMessage: reader(SocialMessageSchema, (social, method) => ({
    kind: 'social',
    ...commonOf(method, social.common),
    user: userOf(social.user),
    action: count(social.action),
    shareTarget: social.shareTarget,
    followCount: count(social.followCount),
    shareCount: count(social.shareCount),
  })),
  RoomUserSeqMessage: reader(RoomUserSeqMessageSchema, (users, method) => ({
    kind: 'room-user',
    ...commonOf(method, users.common),
    total: count(users.total),
    totalUser: count(users.totalUser),
    popularity: count(users.popularity),
    anonymous: count(users.anonymous),
    ranks: users.ranks.map(({ rank, score, user }) => ({ rank: count(rank), score: count(score), user: userOf(user) })),
  })),
  RoomMessage: reader(RoomMessageSchema, (room, method) => ({
    kind: 'room',
    ...commonOf(method, room.common),
    text: room.content,
  })),
  ControlMessage: reader(ControlMessageSchema, (control, method) => ({
    kind: 'control',
    ...commonOf(method, control.common),
    status: control.status,
    ended: control.status === ENDED,
  })),
  OecLiveShoppingMessage: reader(OecLiveShoppingMessageSchema, (offer, method) => ({
    kind: 'shop',
    ...commonOf(method, offer.common),
    productId: idOf(offer.item?.productId ?? '0'),
    title: offer.item?.title ?? '',
    price: offer.item?.price ?? '',
    shop: offer.item?.shop ?? '',
  })),
  ...linkReaders,
};
