import { setTimeout as wait } from 'node:timers/promises';
import type { Page } from 'playwright-core';
import { expect, it } from 'vitest';
import { startSite } from '../../site/startSite.ts';
import { makePost } from '../../site/world/posts.ts';
import { secUidOf } from '../../site/world/users.ts';
import { extensionDir } from '../browsers/extensionDir.ts';
import { type ChromiumRun, launchChromium } from '../browsers/launchChromium.ts';
import { changeWatches } from '../support/changeWatches.ts';
import { command, withoutPauses } from '../support/command.ts';
import { newPlaces } from '../support/places.ts';
import { type Row, table } from '../support/records.ts';
import { waitFor } from '../support/waitFor.ts';

const DAY_MS = 86_400_000;
// A look may come a tenth of its interval later.
const NEXT_DAY_MS = DAY_MS * 1.11;
const people = Array.from({ length: 12 }, (_, at) => `demo.${at + 1}`);

/** Moves the watches' clock: every time in their rows lies `ms` further back, and no pause between lists is left. */
const letPass = (own: Page, ms: number): Promise<void> => changeWatches(own, ms, { restUntil: 0 });

it('a week of twelve watches, killed in a look and closed for two days of it: each list once for each due time', {
  timeout: 240_000,
}, async () => {
  const site = await startSite();
  const places = newPlaces();
  const options = { extensionDir: extensionDir('chrome'), site, ...places };
  await launchChromium(options).then((first) => first.close());
  let run: ChromiumRun = await launchChromium({ ...options, login: 'keep' });
  let own = await run.extensionPage('options.html');
  await withoutPauses(run, own);

  const rows = (): Promise<Row[]> => table(own, 'watches');
  const isOpen = ({ dueAt, jobId }: Row): boolean => jobId !== undefined || Number(dueAt) <= Date.now();
  const wake = (): Promise<unknown> => command(run, own, 'rowsCameIn', {});
  /** Looks at all that is due, one list after the other; the most that were under way at one time. */
  const settle = async (): Promise<number> => {
    let most = 0;
    await waitFor(
      'all looks',
      async () => {
        const now = await rows();
        most = Math.max(most, now.filter(({ jobId }) => jobId !== undefined).length);
        if (!now.some(isOpen)) return true;
        // While a look is under way its job runs by itself; its end is heard of.
        if (!now.some(({ jobId }) => jobId !== undefined)) await letPass(own, 0);
        await wake();
        throw new Error(JSON.stringify(now.filter(isOpen).map(({ id }) => id)));
      },
      { timeout: 100_000 },
    );
    return most;
  };
  const pages = (name: string): number =>
    site.log.filter(({ path, query }) => path.includes('/post/item_list') && query.secUid === secUidOf(name)).length;
  const asked = (): number => site.log.filter(({ group }) => group === 'api').length;
  let number = 500;
  const published: string[] = [];
  const publish = (names: readonly string[]): void => {
    for (const name of names) {
      number += 1;
      const owner = site.world.userByName(name);
      if (!owner) throw new Error(`no ${name}`);
      const post = makePost(owner, number, { kind: 'video', createdMs: Date.now() - (600 - number) * 60_000 });
      site.world.put(post);
      published.push(post.id);
    }
  };

  for (const name of people)
    await command(run, own, 'watchList', {
      source: { kind: 'posts', secUid: secUidOf(name), uniqueId: name },
      options: {},
      every: { unit: 'hours', count: 24 },
    });
  expect(await settle()).toBe(1);
  for (const name of people) expect(pages(name), name).toBe(1);

  const requests: number[] = [];
  const day = async (names: readonly string[]): Promise<void> => {
    const before = people.map(pages);
    const all = asked();
    publish(names);
    await letPass(own, NEXT_DAY_MS);
    expect(await settle()).toBe(1);
    expect(people.map((name, at) => pages(name) - (before[at] ?? 0))).toEqual(people.map(() => 1));
    requests.push(asked() - all);
  };
  await day(people.slice(0, 4));
  await day(people.slice(4, 8));

  // The third day: the browser dies while a list is read, and is opened two days later.
  publish(people);
  const before = people.map(pages);
  await letPass(own, NEXT_DAY_MS);
  await wake();
  await waitFor('a look', async () => (await rows()).some(({ jobId }) => jobId !== undefined));
  await run.kill();
  await wait(500);
  run = await launchChromium({ ...options, login: 'keep' });
  own = await run.extensionPage('options.html');
  await letPass(own, 2 * DAY_MS);
  await settle();
  const madeUp = people.map((name, at) => pages(name) - (before[at] ?? 0));
  // The one that was being read asks for its page again, and was due once more since.
  expect(madeUp.filter((count) => count !== 1).length).toBeLessThanOrEqual(1);
  expect(Math.max(...madeUp)).toBeLessThanOrEqual(3);
  await day(people.slice(8));
  await day(people.slice(2, 5));

  console.log('requests a day', requests, 'after the kill', madeUp);
  for (const count of requests) expect(count).toBeLessThanOrEqual(people.length * 3);
  const saved = new Set((await table(own, 'records')).map(({ postId }) => postId));
  for (const id of published) expect(saved.has(id), id).toBe(true);
  const found = (await rows()).reduce((sum, row) => sum + Number(row.found), 0);
  expect(found).toBe(saved.size);
  // One job of each watch at most is left, and each says what it is.
  const jobs = await table(own, 'jobs');
  expect(jobs.length).toBeLessThanOrEqual(people.length);
  expect(jobs.every(({ watch }) => watch !== undefined)).toBe(true);
  await run.close();
  await site.close();
  places.remove();
});
