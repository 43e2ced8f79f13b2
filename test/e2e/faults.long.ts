import { setTimeout as wait } from 'node:timers/promises';
import type { Page } from 'playwright-core';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Fault } from '../site/faults.ts';
import type { Rules } from '../site/rules.ts';
import { type Site, startSite } from '../site/startSite.ts';
import type { DemoPost, DemoUser } from '../site/world/types.ts';
import { extensionDir } from './browsers/extensionDir.ts';
import { type ChromiumRun, launchChromium } from './browsers/launchChromium.ts';
import { expectEveryPostOnce } from './support/everyPostOnce.ts';
import { dueFiles, wrongFiles } from './support/profileFiles.ts';
import { records, table } from './support/records.ts';
import { saveAllPosts } from './support/saveAllPosts.ts';
import { waitFor } from './support/waitFor.ts';

const timeout = 1_500_000;

let site: Site;
let run: ChromiumRun;
let user: DemoUser;

beforeEach(async () => {
  site = await startSite();
  run = await launchChromium({ extensionDir: extensionDir('chrome'), site });
  const found = site.world.userByName('demo.100');
  if (!found) throw new Error('no such user');
  user = found;
});
afterEach(async () => {
  await run.close();
  await site.close();
});

const untilDone = async (own: Page): Promise<void> => {
  const started = Date.now();
  await waitFor(
    'the end of the job',
    async () => {
      const [job] = await table(own, 'jobs');
      if (job?.state === 'done') return true;
      throw new Error(JSON.stringify(job));
    },
    { timeout: timeout - 60_000, every: 1_000 },
  );
  const struck = site.log.filter(({ fault }) => fault !== undefined).length;
  const refused = site.log.filter(({ status, fault }) => status >= 400 && fault === undefined).length;
  console.info(`${struck} faults, ${refused} refusals, ${Math.round((Date.now() - started) / 1000)} s`);
};

describe('100 posts are all saved in the end', () => {
  const anything = (fault: Fault): Fault[] => [
    { ...fault, group: 'api' },
    { ...fault, group: 'media' },
  ];
  const media = (fault: Fault): Fault[] => [{ ...fault, group: 'media' }];
  const cases: ReadonlyArray<readonly [string, Fault[], Partial<Rules>]> = [
    ['10 % answered with 403', anything({ kind: 'status', status: 403, chance: 0.1 }), {}],
    ['10 % answered with 429', anything({ kind: 'status', status: 429, chance: 0.1 }), {}],
    ['10 % of the bodies cut', anything({ kind: 'cut', chance: 0.1 }), {}],
    ['5 % HTML in place of media', media({ kind: 'captcha-html', chance: 0.05 }), {}],
    ['addresses that expire after 3 s', [], { expiresIn: 3 }],
  ];

  it.each(cases)('with %s', { timeout }, async (_, faults, rules) => {
    Object.assign(site.rules, rules);
    const popup = await saveAllPosts(run, user);
    // Politeness asks 35 posts at a time: the page that shows the profile has come before the faults begin.
    site.faults.push(...faults);
    await untilDone(popup);
    await expectEveryPostOnce(run, site, [], site.world.postsOf(user));
    expect(site.log.some(({ fault, status }) => fault !== undefined || status === 403)).toBe(true);
  });

  it('with 60 s of no network', { timeout }, async () => {
    const popup = await saveAllPosts(run, user);
    await waitFor('a third of the files', () => run.tree().length > 75, { timeout: 100_000 });
    site.setOnline(false);
    await wait(60_000);
    site.setOnline(true);
    await untilDone(popup);
    await expectEveryPostOnce(run, site, [], site.world.postsOf(user));
  });
});

describe('posts that go while the job runs', () => {
  const reasons = [
    { code: 10204, message: "item doesn't exist", said: 'removed' },
    { code: 10204, message: 'item_privacy_authorization&status_deleted', said: 'removed' },
    { code: 10204, message: 'cross_border_violation_ur', said: 'region' },
    { code: 10204, message: 'content_classification', said: 'age' },
    { code: 10204, message: 'status_self_see', said: 'private' },
    { code: 10222, message: '', said: 'private' },
    { code: 10204, message: "item doesn't exist", said: 'removed' },
  ];

  it('are listed, each with its reason, and the other 93 are saved', { timeout }, async () => {
    const posts = site.world.postsOf(user);
    // Videos from the end of the list, so that the list was read before their turn comes.
    const gone: DemoPost[] = posts.filter(({ kind }) => kind === 'video').slice(-reasons.length);
    site.faults.push({ kind: 'stall', delay: 150, group: 'media' });
    const popup = await saveAllPosts(run, user);
    const isListed = async () => {
      const [job] = await table(popup, 'jobs');
      return (job as { readonly listing?: { readonly listed: number } } | undefined)?.listing?.listed === 100;
    };
    await waitFor('the whole list', isListed, { every: 20 });
    for (const [at, post] of gone.entries()) {
      const { code, message } = reasons[at] ?? { code: 0, message: '' };
      site.world.put({ ...post, withheld: { code, message } });
    }
    await untilDone(popup);
    const { tasks, records: kept, jobs } = await records(popup);
    const failed = tasks.filter(({ state }) => state === 'failed');
    const codes = new Map(failed.map(({ postId, error }) => [postId, (error as { code: string }).code]));
    expect(codes).toEqual(new Map(gone.map(({ id }, at) => [id, reasons[at]?.said])));
    const left = posts.filter(({ id }) => !codes.has(id));
    expect(left).toHaveLength(93);
    const due = left.flatMap((post) => dueFiles(site, post));
    expect(wrongFiles(due, kept)).toEqual([]);
    expect(run.tree()).toHaveLength(due.length);
    expect(jobs[0]).toMatchObject({ state: 'done', counts: { seen: 100, saved: due.length, failed: reasons.length } });
  });
});
