import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { picture } from '../../site/media/bytes.ts';
import { avatarMark } from '../../site/media/serve.ts';
import { startSite } from '../../site/startSite.ts';
import { friend } from '../../site/world/users.ts';
import { extensionDir } from '../browsers/extensionDir.ts';
import { launchChromium } from '../browsers/launchChromium.ts';
import { command, withoutPauses } from '../support/command.ts';
import { table } from '../support/records.ts';
import { waitFor } from '../support/waitFor.ts';

it('saves the picture of a person once, and the next one beside it', { timeout: 120_000 }, async () => {
  const site = await startSite();
  const run = await launchChromium({ extensionDir: extensionDir('chrome'), site });
  const own = await run.extensionPage('options.html');
  await withoutPauses(run, own);

  const save = async (): Promise<void> => {
    const before = new Set((await table(own, 'jobs')).map(({ id }) => id));
    const source = { kind: 'posts', secUid: friend.secUid, uniqueId: friend.uniqueId };
    await command(run, own, 'startJob', { source, options: { files: ['desc', 'avatar'], maxCount: 5 } });
    await waitFor('the end of the job', async () => {
      const job = (await table(own, 'jobs')).find(({ id }) => !before.has(id));
      return job?.state === 'done';
    });
  };
  const avatars = async () => (await table(own, 'records')).filter(({ kind }) => kind === 'avatar');
  const asked = (): number => site.log.filter(({ path }) => path.includes(`${friend.uid}-avatar-`)).length;
  const due = (index: string): Buffer => picture(friend.design, avatarMark(friend.uid, index)).bytes;

  await save();
  await save();
  const [first, ...others] = await avatars();
  expect(others).toEqual([]);
  expect(first?.key).toBe(`${friend.secUid}:avatar:${friend.uid}-avatar-0`);
  expect(String(first?.path)).toMatch(/-avatar\.jpe?g$/);
  expect(readFileSync(String(first?.path)).equals(due('0'))).toBe(true);
  expect(asked()).toBe(1);

  site.world.change(friend, { picture: 1 });
  await save();
  await save();
  const all = await avatars();
  expect(all.map(({ key }) => key)).toContain(`${friend.secUid}:avatar:${friend.uid}-avatar-1`);
  expect(new Set(all.map(({ path }) => path)).size).toBe(2);
  const second = all.find(({ key }) => key !== first?.key);
  expect(readFileSync(String(second?.path)).equals(due('1'))).toBe(true);
  expect(asked()).toBe(2);
  const saved = run.tree().filter(({ path }) => path.includes('-avatar'));
  expect(saved.map(({ path }) => join(run.downloadsDir, path)).toSorted()).toEqual(
    all.map(({ path }) => String(path)).toSorted(),
  );
  await run.close();
  await site.close();
});
