import browser, { type Runtime } from 'webextension-polyfill';
import type { z } from 'zod';
import { failure } from '@/lib/base/failure';
import { err, ok, type Result } from '@/lib/base/result';
import { installChatRule } from '@/lib/browser/access/installChatRule';
import { askOffscreen } from '@/lib/browser/media/askOffscreen';
import { isOwnSender } from '@/lib/browser/media/offscreenDocument';
import type { KeptChat } from '@/lib/live/chat/createChatSaver';
import { chatUrl, dropChat, keptChats, revokeChatUrl } from './chatFolder';
import { type ChatRequest, type ChatSiteRequest, chatSiteRequestSchema, chatUrlReplySchema } from './chatProtocol';
import { type ChatSite, companionOn } from './companionOn';
import { hearPageChat } from './hearPageChat';

const prepare = async (site: ChatSite, roomId: string): Promise<Result<string>> => {
  const address = await site.address(roomId);
  if (address.ok) await installChatRule(await site.guest());
  return address;
};

const base64Of = (bytes: Uint8Array): string => btoa(Array.from(bytes, (byte) => String.fromCharCode(byte)).join(''));
const ask = (request: ChatRequest): Promise<z.output<typeof chatUrlReplySchema>> =>
  askOffscreen(request, chatUrlReplySchema);

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
    return request.success && isOwnSender(sender) ? answer(request.data) : undefined;
  });
  return {
    /** Goes along with recordings that the background itself makes; Chromium's worker makes none, and reads no protobuf. */
    ...(import.meta.env.FIREFOX
      ? { companion: companionOn({ ...site, address: (roomId) => prepare(site, roomId), hear: hearPageChat }) }
      : {}),
    list: keptChats,
    url: async (kept: KeptChat): Promise<string | undefined> => {
      if (import.meta.env.FIREFOX) return chatUrl(kept);
      return (await ask({ target: 'chat', op: 'url', kept })).url;
    },
    drop: async (kept: KeptChat): Promise<void> => {
      await dropChat(kept);
      if (import.meta.env.FIREFOX) revokeChatUrl(kept);
      else await ask({ target: 'chat', op: 'revoke', kept });
    },
  };
};

export type Chats = ReturnType<typeof createChats>;
