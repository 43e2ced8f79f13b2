import type { MessageKey } from '@/lib/ports/Messages';
import type { Call } from './createRpcClient';
import type { LiveNews, PageSettings, PostPush } from './protocol';

/** All that the content script sees of the extension. */
export interface PagePort {
  readonly call: Call;
  /** Hears the worker's news of posts; returns the function that stops this. */
  onPush(callback: (push: PostPush) => void): () => void;
  /** Hears the worker's news of recordings; returns the function that stops this. */
  onLive(callback: (news: LiveNews) => void): () => void;
  /** Calls back with the settings now and after every change, when `t` gives the words of their language; returns the function that stops this. */
  onSettings(callback: (settings: PageSettings) => void): () => void;
  /** The words for a key with `$1`…`$9` filled in. */
  t(key: MessageKey, ...subs: readonly string[]): string;
  /** BCP 47 tag of the words. */
  readonly language: string;
  /** The direction that the words are written in, which may differ from the page's. */
  readonly direction: 'ltr' | 'rtl';
  /** True once the extension was updated, switched off or removed under the page. */
  isGone(): boolean;
}
