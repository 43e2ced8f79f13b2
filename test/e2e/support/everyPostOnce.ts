import { join } from 'node:path';
import { expect } from 'vitest';
import type { Site } from '../../site/startSite.ts';
import type { DemoPost } from '../../site/world/types.ts';
import { demo } from '../../site/world/users.ts';
import type { OwnPage } from './OwnPage.ts';
import { dueFiles, wrongFiles } from './profileFiles.ts';
import { records } from './records.ts';
import type { TreeFile } from './tree.ts';

/** A browser with the extension in it. */
interface Run {
  readonly downloadsDir: string;
  extensionPage(path: string): Promise<OwnPage & { close(): Promise<void> }>;
  tree(): TreeFile[];
}

/**
 * Chromium's own temporary files below the downloads folder. When it is killed in the middle of a download it forgets
 * the download, and the file stays: no extension can see or delete it (Chromium 156).
 */
export const temporaryFiles = (run: Pick<Run, 'tree'>): string[] =>
  run.tree().flatMap(({ path }) => (path.endsWith('.crdownload') ? [path] : []));

/**
 * The posts, by default a demo profile's, lie on disk, every file once and whole, and the tables say the same. Nothing
 * else lies there but `leftByKill`, which lay there when a browser died.
 */
export const expectEveryPostOnce = async (
  run: Run,
  site: Site,
  leftByKill: readonly string[] = [],
  posts: readonly DemoPost[] = site.world.postsOf(demo),
): Promise<void> => {
  const due = posts.flatMap((post) => dueFiles(site, post));
  const own = await run.extensionPage('options.html');
  const { jobs, records: kept, posts: rows } = await records(own);
  await own.close();
  expect(wrongFiles(due, kept)).toEqual([]);
  expect(kept.map(({ key }) => key).toSorted()).toEqual(due.map(({ key }) => key).toSorted());
  const ours = run.tree().filter(({ path }) => !leftByKill.includes(path));
  const onDisk = ours.map(({ path }) => join(run.downloadsDir, path));
  expect(onDisk.toSorted()).toEqual(kept.map(({ path }) => String(path)).toSorted());
  expect(rows).toHaveLength(posts.length);
  expect(jobs).toHaveLength(1);
  expect(jobs[0]).toMatchObject({
    state: 'done',
    counts: { seen: posts.length, planned: due.length, saved: due.length, skipped: 0, failed: 0 },
  });
};
