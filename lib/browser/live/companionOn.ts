import type { Result } from '@/lib/base/result';
import { systemPorts } from '@/lib/browser/system/systemPorts';
import { createChatCompanion } from '@/lib/live/chat/createChatCompanion';
import { createPageTransport } from '@/lib/live/chat/createPageTransport';
import { type ChatPoll, createPollTransport } from '@/lib/live/chat/createPollTransport';
import { appendChat, chatTail } from './chatFolder';
import { createSocketTransport } from './createSocketTransport';

/** What only the background can do for a chat. */
export interface ChatSite {
  /** The address of a room's socket. */
  address(roomId: string): Promise<Result<string>>;
  /** The guest's `ttwid`; empty where there is none. */
  guest(): Promise<string>;
  poll(query: ChatPoll): Promise<Result<Uint8Array>>;
  /** Whether the person wants chats. */
  wanted(): Promise<boolean>;
}

interface NearSite extends Pick<ChatSite, 'address' | 'poll' | 'wanted'> {
  hear(): Promise<Result<readonly Uint8Array[]>>;
}

/** What goes along with recordings and keeps their chats, on the ways to the site that its context has. */
export const companionOn = (site: NearSite) => {
  const { clock } = systemPorts;
  return createChatCompanion({
    clock,
    transports: [
      createSocketTransport(site.address),
      createPageTransport(clock, site.hear),
      createPollTransport(clock, site.poll),
    ],
    append: appendChat,
    tail: chatTail,
    isWanted: site.wanted,
    report: (error) => console.error('TokShelf chat', error),
  });
};
