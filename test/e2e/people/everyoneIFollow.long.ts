import { expect, it } from 'vitest';
import { startSite } from '../../site/startSite.ts';
import type { DemoUser } from '../../site/world/types.ts';
import { friend, secUidOf, viewer } from '../../site/world/users.ts';
import { extensionDir } from '../browsers/extensionDir.ts';
import { launchChromium } from '../browsers/launchChromium.ts';
import { command } from '../support/command.ts';
import { temporaryFiles } from '../support/everyPostOnce.ts';
import { newPlaces } from '../support/places.ts';
import { dueFiles } from '../support/profileFiles.ts';
import { table } from '../support/records.ts';
import { waitFor } from '../support/waitFor.ts';
import { words } from '../support/words.ts';

const PEOPLE = 40;
const POSTS = 3;

const personOf = (n: number): DemoUser => {
  const uniqueId = `person.${String(n).padStart(2, '0')}`;
  return {
    ...friend,
    ...{ uniqueId, secUid: secUidOf(uniqueId), uid: `69200000000000000${String(n).padStart(2, '0')}` },
    nickname: `Person ${n}`,
  };
};

/** As pages write a handle: kept in one piece among words of another direction. */
const shown = (uniqueId: string): string => `\u2068@${uniqueId}\u2069`;

it('saves everyone I follow once, killed in the middle, and tells who is private, gone or renamed', {
  timeout: 230_000,
}, async () => {
  const site = await startSite();
  const places = newPlaces();
  const options = { extensionDir: extensionDir('chrome'), site, ...places };
  const people = Array.from({ length: PEOPLE }, (_, at) => personOf(at + 1));
  for (const person of people) site.world.join(person, POSTS);
  site.world.setFollowing(viewer, people);
  for (const n of [5, 30]) site.world.change(personOf(n), { private: true });

  await launchChromium(options).then((first) => first.close());
  const killed = await launchChromium({ ...options, login: 'keep' });
  await (await killed.context.newPage()).goto(`https://www.tiktok.com/@${viewer.uniqueId}`);
  const page = await killed.extensionPage('privacy.html');
  await command(killed, page, 'setSettings', { settings: { pacing: { pageGapMin: 0, pageGapMax: 0, parallel: 4 } } });
  await command(killed, page, 'startJob', {
    source: { kind: 'following', secUid: viewer.secUid, uniqueId: viewer.uniqueId },
    options: { people: { posts: true } },
  });
  await waitFor('the first files', () => killed.tree().length > 0, { every: 20, timeout: 60_000 });
  // Both since the list was read.
  const renamed = site.world.change(personOf(35), { uniqueId: 'new.name' });
  site.world.leave(personOf(38));
  await waitFor('half of the people', () => killed.tree().length >= (PEOPLE / 2) * POSTS, {
    every: 20,
    timeout: 100_000,
  });
  await killed.kill();
  const left = temporaryFiles(killed);

  // No page of the extension is opened: the start of the browser alone has to wake it.
  const run = await launchChromium({ ...options, login: 'keep' });
  const own = await run.extensionPage('options.html');
  const parentOf = async () => (await table(own, 'jobs')).find(({ people: many }) => many !== undefined);
  await waitFor('the end of the job', async () => (await parentOf())?.state === 'done', {
    timeout: 120_000,
    every: 300,
  });

  const had = people.filter((_, at) => ![5, 30, 38].includes(at + 1));
  const due = had.flatMap(({ uid }) => {
    const user = site.world.userById(uid);
    return user ? site.world.postsOf(user).flatMap((post) => dueFiles(site, post)) : [];
  });
  expect(new Set(due.map(({ key }) => key.split(':')[0])).size).toBe((PEOPLE - 3) * POSTS);
  const records = await table(own, 'records');
  expect(records.map(({ key }) => String(key)).toSorted()).toEqual(due.map(({ key }) => key).toSorted());
  const saved = run.tree().filter(({ path }) => !left.includes(path));
  expect(saved).toHaveLength(due.length);
  expect(await parentOf()).toMatchObject({
    people: { total: PEOPLE, done: PEOPLE - 3, failed: 3, skipped: 0 },
    counts: { saved: due.length, failed: 0 },
  });
  // One turn each, and none for who is gone: nobody was begun with twice.
  const keys = (await table(own, 'jobs')).filter(({ parent }) => parent).map(({ listKey }) => listKey);
  expect([keys.length, new Set(keys).size]).toEqual([PEOPLE - 1, PEOPLE - 1]);

  const library = await run.extensionPage('library.html');
  await library.getByRole('tab', { name: words('library_tab_jobs') }).click();
  await library
    .getByRole('button', { name: words('action_details') })
    .first()
    .click();
  const report = library.getByRole('region', { name: words('people_report') });
  // Who is on the list is told by another query than what came of each turn: either may be there first.
  for (const line of [
    words('person_private', shown('person.05')),
    words('person_private', shown('person.30')),
    words('person_gone', shown('person.38')),
    words('person_renamed', shown('person.35'), shown(renamed.uniqueId)),
  ])
    await waitFor(line, async () => (await report.innerText()).includes(line));
  await run.close();
  await site.close();
  places.remove();
});
