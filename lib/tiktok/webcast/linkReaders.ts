import {
  LinkLayerMessageSchema,
  LinkMessageSchema,
  LinkMicBattleSchema,
  LinkMicFanTicketMethodSchema,
  LinkMicMethodSchema,
} from './gen/webcast_pb';
import { type MessageReader, reader } from './MessageReader';
import { commonOf, count, idOf } from './plainParts';

/** Readers of the messages about guests and matches, by method without `Webcast`. */
export const linkReaders: Readonly<Record<string, MessageReader>> = {
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
