import { setTimeout as wait } from 'node:timers/promises';
import type { QuietBrowser, QuietPage } from '../../e2e/browsers/driveQuietly.ts';
import { command } from '../../e2e/support/command.ts';
import { sendMessage } from '../../e2e/support/sendMessage.ts';
import { waitFor } from '../../e2e/support/waitFor.ts';
import type { Site } from '../../site/startSite.ts';
import { openAndClose } from './openAndClose.ts';

/** Where the acts take place. */
export interface Stage {
  readonly site: Site;
  readonly quiet: QuietBrowser;
  readonly extensionId: string;
  /** A page of the extension that shows nothing of its work. */
  readonly own: QuietPage;
  readonly tab: QuietPage;
}

const LIST = 40;
const CLICKS = 6;
const LINKS = 5;
const KEPT_JOBS = 10;
/** A job is called off while its first files are under way. */
const CALLED_OFF_MS = 1500;
const LOOK_MS = 1500;
const PAGES = ['library.html', 'popup.html', 'options.html', 'popup.html'];
const WALK = ['/explore', '/search?q=demo', '/tag/demo', '/@tokshelf.demo'];
/** Faults make a list wait some minutes at most. */
const END_MS = 600_000;

const send = ({ own }: Stage, name: string, input: unknown): Promise<unknown> =>
  command({ message: sendMessage }, own, name, input);

const ended = ['done', 'failed', 'cancelled'];

/** Jobs by the time they were made, oldest first. */
const jobsOf = ({ own }: Stage): Promise<readonly { readonly id: string; readonly state: string }[]> =>
  own.evaluate(
    () =>
      new Promise<{ id: string; state: string }[]>((resolve, reject) => {
        const open = indexedDB.open('tokshelf');
        open.onerror = () => reject(open.error);
        open.onsuccess = () => {
          const all = open.result.transaction('jobs').objectStore('jobs').index('createdAt').getAll();
          all.onerror = () => reject(all.error);
          all.onsuccess = () => {
            open.result.close();
            resolve(all.result.map(({ id, state }) => ({ id, state })));
          };
        };
      }),
  );

const userOf = ({ site }: Stage, name: string) => {
  const user = site.world.userByName(name);
  if (!user) throw new Error(`no account ${name}`);
  return user;
};

const startList = (stage: Stage, posts: number): Promise<unknown> => {
  const { secUid, uniqueId } = userOf(stage, `demo.${posts}`);
  return send(stage, 'startJob', { source: { kind: 'posts', secUid, uniqueId }, options: {} });
};

/** Waits until every job is at its end. */
export const untilEnded = async (stage: Stage): Promise<void> => {
  await wait(500);
  await waitFor(
    'the end of all jobs',
    async () => {
      const open = (await jobsOf(stage)).filter(({ state }) => !ended.includes(state));
      if (open.length === 0) return true;
      if (process.env.DBG) console.log(JSON.stringify(open));
      throw new Error(JSON.stringify(open));
    },
    { timeout: END_MS, every: 1000 },
  );
};

/** What a person does; each is told how often the round came already. */
export const soakActs = {
  /** A person's posts as a list. */
  bulk: async (stage: Stage, round: number): Promise<void> => void (await startList(stage, LIST + round)),
  clicks: async (stage: Stage, round: number): Promise<void> => {
    const user = userOf(stage, 'demo.900');
    const posts = stage.site.world.postsOf(user).slice(round * CLICKS, (round + 1) * CLICKS);
    for (const { id } of posts) await send(stage, 'save', { postId: id, uniqueId: user.uniqueId });
    const [again] = posts;
    if (!again) throw new Error('no posts left to click at');
    await untilEnded(stage);
    await send(stage, 'saveAgain', { postId: again.id });
  },
  links: async (stage: Stage, round: number): Promise<void> => {
    const user = userOf(stage, 'demo.800');
    const links = stage.site.world
      .postsOf(user)
      .slice(round * LINKS, (round + 1) * LINKS)
      .map(({ id }) => `https://www.tiktok.com/@${user.uniqueId}/video/${id}`);
    await send(stage, 'startJob', { source: { kind: 'links', links }, options: {} });
  },
  /** A list that is called off and taken away. */
  cancel: async (stage: Stage, round: number): Promise<void> => {
    const { jobId } = (await startList(stage, 300 + round)) as { jobId: string };
    await wait(CALLED_OFF_MS);
    await send(stage, 'controlJob', { jobId, action: 'remove' });
  },
  /** Pages of the extension, opened and closed. */
  pages: async ({ quiet, extensionId }: Stage): Promise<void> => {
    for (const name of PAGES) await openAndClose(quiet, `chrome-extension://${extensionId}/${name}`, LOOK_MS);
  },
  /** From page to page of the site within one document. */
  walk: async ({ tab }: Stage): Promise<void> => {
    for (const address of WALK) {
      await tab.evaluate((href) => {
        const link = document.createElement('a');
        link.href = href;
        document.body.append(link);
        link.click();
        link.remove();
      }, address);
      await wait(LOOK_MS);
    }
  },
  /** Takes finished jobs out of the list, as the library does. */
  forget: async (stage: Stage): Promise<void> => {
    const jobs = (await jobsOf(stage)).filter(({ state }) => ended.includes(state));
    for (const { id } of jobs.slice(0, -KEPT_JOBS)) await send(stage, 'controlJob', { jobId: id, action: 'remove' });
  },
} as const;

export type SoakAct = keyof typeof soakActs;
