import browser, { type Runtime } from 'webextension-polyfill';
import { failure } from '@/lib/base/failure';
import { err, ok, type Result } from '@/lib/base/result';
import { installChatRule } from '@/lib/browser/access/installChatRule';
import { ensureOffscreen } from '@/lib/browser/media/offscreenDocument';
import { systemPorts } from '@/lib/browser/system/systemPorts';
import { createChatCompanion } from '@/lib/live/chat/createChatCompanion';
import type { KeptChat } from '@/lib/live/chat/createChatSaver';
import { createPageTransport } from '@/lib/live/chat/createPageTransport';
import { type ChatPoll, createPollTransport } from '@/lib/live/chat/createPollTransport';
import { appendChat, chatTail, chatUrl, dropChat, keptChats, noChatUrls, revokeChatUrl } from './chatFolder';
import {
  type ChatRequest,
  type ChatSiteRequest,
  chatRequestSchema,
  chatSiteReplySchema,
  chatSiteRequestSchema,
  chatUrlReplySchema,
} from './chatProtocol';
import { createSocketTransport } from './createSocketTransport';
import { hearPageChat } from './hearPageChat';

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

const prepare = async (site: ChatSite, roomId: string): Promise<Result<string>> => {
  const address = await site.address(roomId);
  if (address.ok) await installChatRule(await site.guest());
  return address;
};

interface NearSite extends Pick<ChatSite, 'address' | 'poll' | 'wanted'> {
  hear(): Promise<Result<readonly Uint8Array[]>>;
}

const companionOn = (site: NearSite) => {
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

const ownSender = (sender: Runtime.MessageSender): boolean => sender.id === browser.runtime.id && !sender.tab;

const base64Of = (bytes: Uint8Array): string => btoa(Array.from(bytes, (byte) => String.fromCharCode(byte)).join(''));
const bytesOf = (text: string): Uint8Array => Uint8Array.from(atob(text), (letter) => letter.charCodeAt(0));

const askSite = async (request: ChatSiteRequest): Promise<Result<string>> => {
  const reply = chatSiteReplySchema.safeParse(await browser.runtime.sendMessage(request));
  if (!reply.success) return err(failure('network', 'the background did not answer'));
  return reply.data.ok ? ok(reply.data.value) : err(failure(reply.data.error.code, reply.data.error.detail));
};

/** Hears chats in the offscreen document, and holds the addresses of those that are to be saved. `idle` = the document may close. */
export const serveChat = () => {
  const answer = async (request: ChatRequest): Promise<unknown> => {
    if (request.op === 'url') {
      const url = await chatUrl(request.kept);
      return url === undefined ? {} : { url };
    }
    revokeChatUrl(request.kept);
    return {};
  };
  browser.runtime.onMessage.addListener((message: unknown, sender: Runtime.MessageSender) => {
    const request = chatRequestSchema.safeParse(message);
    return request.success && ownSender(sender) ? answer(request.data) : undefined;
  });
  return {
    idle: noChatUrls,
    companion: companionOn({
      address: (roomId) => askSite({ target: 'chat-site', op: 'address', roomId }),
      poll: async (query) => {
        const reply = await askSite({ target: 'chat-site', op: 'poll', query });
        return reply.ok ? ok(bytesOf(reply.value)) : reply;
      },
      hear: async () => {
        const reply = await askSite({ target: 'chat-site', op: 'hear' });
        return reply.ok ? ok(reply.value.split(' ').filter(Boolean).map(bytesOf)) : reply;
      },
      // The document cannot read the settings itself.
      wanted: async () => (await askSite({ target: 'chat-site', op: 'wanted' })).ok,
    }),
  };
};

const hasDocument = (): boolean => typeof document === 'object';

const ask = async (request: ChatRequest): Promise<unknown> => {
  await ensureOffscreen();
  return browser.runtime.sendMessage(request);
};

/** Chats as the background keeps them: by itself where it is a page (Firefox), else with the offscreen document. Build it while the background starts. */
export const createChats = (site: ChatSite) => {
  const answer = async (request: ChatSiteRequest): Promise<Result<string>> => {
    if (request.op === 'wanted') return (await site.wanted()) ? ok('') : err(failure('input', 'no chat wanted'));
    if (request.op === 'address') return prepare(site, request.roomId);
    if (request.op === 'hear') {
      const heard = await hearPageChat();
      return heard.ok ? ok(heard.value.map(base64Of).join(' ')) : heard;
    }
    const bytes = await site.poll(request.query);
    return bytes.ok ? ok(base64Of(bytes.value)) : bytes;
  };
  browser.runtime.onMessage.addListener((message: unknown, sender: Runtime.MessageSender) => {
    const request = chatSiteRequestSchema.safeParse(message);
    return request.success && ownSender(sender) ? answer(request.data) : undefined;
  });
  return {
    /** Goes along with recordings that the background itself makes. */
    companion: companionOn({ ...site, address: (roomId) => prepare(site, roomId), hear: hearPageChat }),
    list: keptChats,
    url: async (kept: KeptChat): Promise<string | undefined> => {
      if (hasDocument()) return chatUrl(kept);
      return chatUrlReplySchema.parse(await ask({ target: 'chat', op: 'url', kept })).url;
    },
    drop: async (kept: KeptChat): Promise<void> => {
      await dropChat(kept);
      if (hasDocument()) revokeChatUrl(kept);
      else await ask({ target: 'chat', op: 'revoke', kept });
    },
  };
};

export type Chats = ReturnType<typeof createChats>;
