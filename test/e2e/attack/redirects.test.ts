import type { AddressInfo } from 'node:net';
import { createServer, type Server } from 'node:net';
import { afterEach, beforeEach, expect, it } from 'vitest';
import type { FaultKind } from '../../site/faults.ts';
import { isHousekeeping } from '../../site/hosts.ts';
import { type Site, startSite } from '../../site/startSite.ts';
import { specialPosts } from '../../site/world/posts.ts';
import { demo } from '../../site/world/users.ts';
import { extensionDir } from '../browsers/extensionDir.ts';
import { launchChromium } from '../browsers/launchChromium.ts';
import { launchFirefox } from '../browsers/launchFirefox.ts';
import { command, withoutPauses } from '../support/command.ts';
import type { OwnPage } from '../support/OwnPage.ts';
import { records } from '../support/records.ts';
import { waitFor } from '../support/waitFor.ts';

const { recordedVideo } = specialPosts;

/** A browser with the extension, whichever it is. */
interface Run {
  readonly own: OwnPage;
  command(name: string, input: unknown): Promise<unknown>;
  /** Lets a page of the site ask an address. */
  askFromPage(address: string): Promise<unknown>;
  close(): Promise<void>;
}

const inChromium = async (site: Site): Promise<Run> => {
  const run = await launchChromium({ extensionDir: extensionDir('chrome'), site });
  const own = await run.extensionPage('options.html');
  await withoutPauses(run, own);
  return {
    own,
    command: (name, input) => command(run, own, name, input),
    askFromPage: async (address) => {
      const page = await run.context.newPage();
      await page.goto('https://www.tiktok.com/explore');
      return page.evaluate((url) => fetch(url).catch(String), address);
    },
    close: run.close,
  };
};

const inFirefox = async (site: Site): Promise<Run> => {
  const run = await launchFirefox({ extensionDir: extensionDir('firefox'), site });
  const own = await run.extensionPage('options.html');
  await withoutPauses(run, own);
  return {
    own,
    command: (name, input) => command(run, own, name, input),
    askFromPage: async (address) => {
      const page = await run.newPage();
      await page.goto('https://www.tiktok.com/explore');
      return page.evaluate((url) => fetch(url).catch(String), address);
    },
    close: run.close,
  };
};

let site: Site;
let trap: Server;
let trapped: number;
let run: Run | undefined;
beforeEach(async () => {
  site = await startSite();
  trapped = 0;
  // No browser goes to its own machine through the proxy.
  trap = createServer((socket) => {
    trapped += 1;
    socket.destroy();
  });
  await new Promise<void>((resolve) => trap.listen(0, '127.0.0.1', resolve));
});
afterEach(async () => {
  await run?.close();
  trap.close();
  await site.close();
});

/** Both read the same table of hosts; Firefox takes three times as long and stands in the long tests. */
const browsers = [
  ['Chromium', inChromium],
  ...(process.env.TOKSHELF_LONG === '1' ? [['Firefox', inFirefox] as const] : []),
] as const;

it.each(browsers)('in %s no reply, page, file or short link leads us off the table', async (_, launch) => {
  const { port } = trap.address() as AddressInfo;
  // Before anything is led astray: pages of the site may be shown on the way.
  run = await launch(site);
  const { own } = run;
  const targets = [
    'https://elsewhere.example/x',
    `https://localhost:${port}/x`,
    `http://127.0.0.1:${port}/x`,
    'https://192.168.7.7/x',
    `https://[::1]:${port}/x`,
    `https://2130706433:${port}/x`,
    'https://www.tiktok.com./x',
    'https://www.tiktok.com:8443/x',
    'http://www.tiktok.com/x',
  ];
  const posts = site.world.postsOf(demo).filter(({ kind }) => kind === 'video');
  const redirect = { kind: 'redirect' as FaultKind };
  const links: string[] = [];
  const saves: { readonly postId: string; readonly uniqueId: string }[] = [];
  for (const [at, location] of targets.entries()) {
    links.push(`https://vm.tiktok.com/ZMlost${at}/`);
    site.faults.push({ ...redirect, location, name: 'short', index: `ZMlost${at}` });
    for (const [nth, group] of (['api', 'page', 'media'] as const).entries()) {
      const postId = posts[at * 3 + nth]?.id ?? '';
      saves.push({ postId, uniqueId: demo.uniqueId });
      site.faults.push({ ...redirect, location, group, postId, ...(group === 'media' ? { name: 'video' } : {}) });
      // Without its data from the API a post is read from its page.
      if (group === 'page') site.faults.push({ kind: 'garbage', group: 'api', postId });
    }
  }
  await run.command('startJob', {
    source: { kind: 'links', links: [...links, `https://vm.tiktok.com/ZM${recordedVideo.id}/`] },
    options: {},
  });
  for (const save of saves) await run.command('save', save);

  await waitFor(
    'every redirect to have been tried',
    () => {
      const struck = new Set(
        site.log.flatMap(({ fault, postId, path }) => (fault === 'redirect' ? [postId ?? path] : [])),
      );
      if (struck.size < targets.length * 4) throw new Error(`${struck.size} of ${targets.length * 4}`);
      return true;
    },
    { timeout: 60_000 },
  );
  // The good one among the links is saved, and no other.
  const job = await waitFor('the end of the links', async () =>
    (await records(own)).jobs.find(
      ({ state, source }) => state === 'done' && (source as { kind: string }).kind === 'links',
    ),
  );
  expect(job.counts).toMatchObject({ saved: 1 });
  expect((await records(own)).records.map(({ postId }) => postId)).toEqual([recordedVideo.id]);

  expect(site.foreignHosts().filter((host) => !isHousekeeping(host))).toEqual([]);
  expect(trapped).toBe(0);
  // What is reached would have been seen.
  await run.askFromPage('https://elsewhere.example/seen');
  expect(site.foreignHosts()).toContain('elsewhere.example');
});
