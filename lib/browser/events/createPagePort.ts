import { browser } from 'wxt/browser';
import type { MessageKey } from '@/lib/ports/Messages';
import { createClient } from '@/lib/rpc/createRpcClient';
import type { PagePort } from '@/lib/rpc/PagePort';
import type { PageSettings, PostPush, Push } from '@/lib/rpc/protocol';

const RIGHT_TO_LEFT = /^(ar|fa|he|ur)\b/;

const isObject = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null;

// Messages reach a content script from its own extension only, so the type mark is check enough (and zod too heavy here).
const isPostPush = (message: unknown): message is PostPush =>
  isObject(message) && message.type === 'post-state' && isObject(message.state);
const isSettingsPush = (message: unknown): message is Extract<Push, { type: 'page-settings' }> =>
  isObject(message) && message.type === 'page-settings' && isObject(message.settings);

const isLivePush = (message: unknown): message is Extract<Push, { type: 'live-news' }> =>
  isObject(message) && message.type === 'live-news' && isObject(message.news);

const call = createClient((message) => browser.runtime.sendMessage(message));

// Chrome drops runtime.id when the extension is updated or removed; the stale script can still run in the page.
const isGone = (): boolean => browser.runtime?.id === undefined;

const hear = <P extends Push>(is: (message: unknown) => message is P, callback: (push: P) => void): (() => void) => {
  const listener = (message: unknown): undefined => {
    if (is(message)) callback(message);
    return undefined;
  };
  browser.runtime.onMessage.addListener(listener);
  return () => {
    if (!isGone()) browser.runtime.onMessage.removeListener(listener);
  };
};

const DEFAULTS: PageSettings = { buttons: true, capture: true, language: 'auto' };

/** By message: a page of the site that took over its process could write what this script can write. */
const hearSettings: PagePort['onSettings'] = (callback) => {
  let stopped = false;
  let isNewer = false;
  const stop = hear(isSettingsPush, ({ settings }) => {
    isNewer = true;
    callback(settings);
  });
  void call('pageSettings', {}).then((reply) => {
    // Settings that cannot be read (profile damaged) must not take the buttons away.
    if (!stopped && !isNewer) callback(reply.ok ? reply.value : DEFAULTS);
  });
  return () => {
    stopped = true;
    stop();
  };
};

/** Filled in as themselves, the browser gives a message as it is written. */
const MARKS = ['$1', '$2', '$3'];
const AROUND_MARKS = /\$(\d)/;

/**
 * The words of the chosen language where the worker handed them over, else the browser's. A grid asks for the same words 140
 * times; asking the browser costs more than filling them in here.
 */
const createWords = () => {
  const known = new Map<string, readonly string[]>();
  let chosen: PageSettings['words'];
  return {
    use: (words: PageSettings['words']): void => {
      chosen = words;
      known.clear();
    },
    t: (key: MessageKey, ...subs: readonly string[]): string => {
      const pieces =
        known.get(key) ?? (chosen?.[key] || browser.i18n.getMessage(key, MARKS) || key).split(AROUND_MARKS);
      known.set(key, pieces);
      let text = pieces[0] ?? '';
      for (let at = 1; at < pieces.length; at += 2)
        text += `${subs[Number(pieces[at]) - 1] ?? ''}${pieces[at + 1] ?? ''}`;
      return text;
    },
  };
};

/**
 * What the content script sees of the extension, over the browser's own message API. Without the polyfill: a
 * quarter of the script would be that, read and run on every page of the site.
 */
export const createPagePort = (): PagePort => {
  const { t, use } = createWords();
  // Asked late: the first word makes the browser fetch them all, which would hold up a page that has not begun to load.
  const language = (): string => t('locale_tag');
  return {
    call,
    onPush: (callback) => hear(isPostPush, callback),
    onLive: (callback) => hear(isLivePush, ({ news }) => callback(news)),
    onSettings: (callback) =>
      hearSettings((settings) => {
        use(settings.words);
        callback(settings);
      }),
    t,
    get language() {
      return language();
    },
    get direction() {
      return RIGHT_TO_LEFT.test(language()) ? 'rtl' : 'ltr';
    },
    isGone,
  };
};
