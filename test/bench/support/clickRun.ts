import type { Page } from 'playwright-core';
import { extensionDir } from '../../e2e/browsers/extensionDir.ts';
import { launchChromium } from '../../e2e/browsers/launchChromium.ts';
import { command } from '../../e2e/support/command.ts';
import { startSite } from '../../site/startSite.ts';
import type { DemoPost } from '../../site/world/types.ts';

/** Milliseconds from a click's message until the browser says that the file is complete. */
export interface ClickLine {
  readonly data: 'seen' | 'unseen';
  readonly clicks: number;
  readonly p50: number;
  readonly p95: number;
}

interface Api {
  readonly runtime: { sendMessage(message: unknown): Promise<unknown> };
  readonly downloads: {
    readonly onChanged: {
      addListener(hear: (delta: { state?: { current?: string } }) => void): void;
      removeListener(hear: (delta: { state?: { current?: string } }) => void): void;
    };
  };
}

/** A post's JSON, as the page holds it. */
const itemOf = (tab: Page, { id, owner }: DemoPost): Promise<unknown> =>
  tab.evaluate(async (path) => {
    const html = await (await fetch(path)).text();
    const page = new DOMParser().parseFromString(html, 'text/html');
    const text = page.querySelector('#__UNIVERSAL_DATA_FOR_REHYDRATION__')?.textContent ?? '{}';
    const scope = JSON.parse(text).__DEFAULT_SCOPE__;
    return scope['webapp.video-detail']?.itemInfo?.itemStruct;
  }, `/@${owner.uniqueId}/video/${id}`);

const click = (own: Page, input: unknown): Promise<number> =>
  own.evaluate(async (input) => {
    const { runtime, downloads } = (globalThis as unknown as { chrome: Api }).chrome;
    const start = performance.now();
    const complete = new Promise<number>((resolve) => {
      const hear = ({ state }: { state?: { current?: string } }): void => {
        if (state?.current !== 'complete') return;
        downloads.onChanged.removeListener(hear);
        resolve(performance.now() - start);
      };
      downloads.onChanged.addListener(hear);
    });
    await runtime.sendMessage({ type: 'command', name: 'save', input });
    return complete;
  }, input);

/** Saves single videos one after the other. The first click, which opens the document that holds bytes, is not counted. */
export const clickRun = async (data: ClickLine['data'], clicks: number): Promise<ClickLine> => {
  const site = await startSite();
  const run = await launchChromium({ extensionDir: extensionDir('chrome'), site });
  try {
    const user = site.world.userByName('demo.200');
    if (!user) throw new Error('no such account');
    const tab = await run.context.newPage();
    await tab.goto(`https://www.tiktok.com/@${user.uniqueId}`);
    const own = await run.extensionPage('options.html');
    await command(run, own, 'setSettings', { settings: {} });
    const videos = site.world.postsOf(user).filter(({ kind }) => kind === 'video');
    const times: number[] = [];
    for (const post of videos.slice(0, clicks + 1)) {
      const known = data === 'seen' ? { item: await itemOf(tab, post) } : {};
      times.push(await click(own, { postId: post.id, uniqueId: user.uniqueId, ...known }));
    }
    const sorted = times.slice(1).toSorted((a, b) => a - b);
    const at = (share: number): number => sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0;
    return { data, clicks: sorted.length, p50: at(0.5), p95: at(0.95) };
  } finally {
    await run.close();
    await site.close();
  }
};
