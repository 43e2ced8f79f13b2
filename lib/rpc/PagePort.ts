import type { MessageKey } from '@/lib/ports/Messages';
import type { Call } from './createRpcClient';
import type { Push } from './protocol';

/** The settings that the content script obeys. */
export interface PageSettings {
  /** Show buttons on the site. */
  readonly buttons: boolean;
  /** Take post data from replies that the page itself received. */
  readonly capture: boolean;
}

/** All that the content script sees of the extension. */
export interface PagePort {
  readonly call: Call;
  /** Hears what the worker tells unasked; returns the function that stops this. */
  onPush(callback: (push: Push) => void): () => void;
  /** Calls back with the settings now and after every change; returns the function that stops this. */
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
