import { expect, it } from 'vitest';
import { failure } from '@/lib/base/failure';
import { err, ok } from '@/lib/base/result';
import { type Settings, settingsSchema } from '@/lib/model/settings';
import type { Call } from '@/lib/rpc/createRpcClient';
import { followWatched } from '@/lib/ui/library/followWatched';

it('pauses all by the settings and leaves the rest of them, and tells what a press came to', async () => {
  const sent: unknown[] = [];
  const problems: unknown[] = [];
  let refuses = false;
  const call = (async (name: string, input: unknown) => {
    sent.push([name, input]);
    return refuses ? err(failure('database')) : ok({});
  }) as Call;
  let tell: (settings: Settings) => void = () => {};
  const watched = followWatched(
    {
      watchRows: (onRows) => {
        onRows([]);
        return () => {};
      },
      watchSettings: (onSettings) => {
        tell = onSettings;
        return () => {};
      },
    },
    call,
    (failed) => problems.push(failed),
  );
  // Nothing is written over settings that were not read.
  await watched.pauseAll(true);
  expect(sent).toEqual([]);
  watched.start();
  const settings = settingsSchema.parse({ quality: 'compatible', watch: { openTab: true } });
  tell(settings);
  expect(watched.rows.value).toEqual([]);
  await watched.pauseAll(true);
  expect(sent.at(-1)).toEqual([
    'setSettings',
    { settings: { ...settings, watch: { ...settings.watch, paused: true } } },
  ]);
  tell({ ...settings, watch: { ...settings.watch, paused: true } });
  expect(watched.paused.value).toBe(true);
  refuses = true;
  await watched.control('list:a', 'look');
  expect(sent.at(-1)).toEqual(['controlWatch', { watchId: 'list:a', action: 'look' }]);
  expect(problems).toEqual([undefined, failure('database')]);
});
