import { expect, it } from 'vitest';
import { startSite } from '../../site/startSite.ts';
import { demo, friend } from '../../site/world/users.ts';
import { extensionDir } from '../browsers/extensionDir.ts';
import { launchChromium } from '../browsers/launchChromium.ts';
import { command, withoutPauses } from '../support/command.ts';
import { records, table } from '../support/records.ts';
import { waitFor } from '../support/waitFor.ts';

it('posts, files and links that the site refuses cost themselves alone, and slow no click', async () => {
  const site = await startSite();
  const run = await launchChromium({ extensionDir: extensionDir('chrome'), site });
  const own = await run.extensionPage('options.html');
  await withoutPauses(run, own);
  const videos = site.world.postsOf(demo).filter(({ kind }) => kind === 'video');
  const [broken, gone, bytes, ...good] = videos.slice(0, 9);
  const clicked = site.world.postsOf(friend).find(({ kind }) => kind === 'video');
  if (!broken || !gone || !bytes || !clicked) throw new Error('too few posts');
  site.faults.push(
    { kind: 'status', status: 500, group: 'api', postId: broken.id },
    { kind: 'status', status: 500, group: 'page', postId: broken.id },
    { kind: 'status', status: 404, group: 'api', postId: gone.id },
    { kind: 'status', status: 404, group: 'page', postId: gone.id },
    { kind: 'status', status: 500, group: 'media', postId: bytes.id },
    { kind: 'redirect', location: 'https://elsewhere.invalid/', group: 'page', index: 'ZMleadsoff' },
  );
  const address = ({ id }: { readonly id: string }): string => `https://www.tiktok.com/@${demo.uniqueId}/video/${id}`;
  const links = [broken, gone, bytes, ...good].map(address).toSpliced(3, 0, 'https://vm.tiktok.com/ZMleadsoff/');
  await command(run, own, 'startJob', { source: { kind: 'links', links }, options: { files: ['video'] } });
  await waitFor('the first failure', () => site.log.some(({ status }) => status === 500));

  const begun = Date.now();
  await command(run, own, 'save', { postId: clicked.id });
  await waitFor('the clicked post', async () =>
    (await table(own, 'records')).some(({ postId }) => postId === clicked.id),
  );
  expect(Date.now() - begun).toBeLessThan(10_000);

  const ids = good.map(({ id }) => id).toSorted();
  await waitFor(
    'all posts that nobody refuses',
    async () => {
      const saved = new Set((await table(own, 'records')).map(({ postId }) => String(postId)));
      if (ids.every((id) => saved.has(id))) return true;
      throw new Error(JSON.stringify((await table(own, 'jobs'))[0]));
    },
    { timeout: 90_000, every: 250 },
  );
  const { jobs, records: saved } = await records(own);
  expect(saved.filter(({ postId }) => [broken.id, gone.id, bytes.id].includes(String(postId)))).toEqual([]);
  // Nobody is told that the line is lost.
  expect(jobs.map(({ waiting }) => waiting)).not.toContainEqual(expect.objectContaining({ reason: 'offline' }));
  await run.close();
  await site.close();
});
