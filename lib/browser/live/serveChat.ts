import browser, { type Runtime } from 'webextension-polyfill';
import { failure } from '@/lib/base/failure';
import { err, ok, type Result } from '@/lib/base/result';
import { isOwnSender } from '@/lib/browser/media/offscreenDocument';
import { chatUrl, noChatUrls, revokeChatUrl } from './chatFolder';
import { type ChatRequest, type ChatSiteRequest, chatRequestSchema, chatSiteReplySchema } from './chatProtocol';
import { companionOn } from './companionOn';

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
    return request.success && isOwnSender(sender) ? answer(request.data) : undefined;
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
