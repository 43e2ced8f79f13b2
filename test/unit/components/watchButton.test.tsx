// @vitest-environment happy-dom
import { expect, it } from 'vitest';
import { WatchButton } from '@/components/watch/WatchButton';
import { t } from '@/lib/ui/format/i18n';
import { mockJobs } from '../../gallery/mocks';
import { draw } from './draw';

it('watches the list of a job as it was narrowed, whole or only what comes from now on', async () => {
  const asked: unknown[] = [];
  const model = {
    watchList: async (...all: unknown[]) => {
      asked.push(all);
      return true;
    },
  };
  const job = mockJobs.doneWithFailures;
  const { root, one, button, press } = await draw(<WatchButton job={job} model={model} />);
  await press(button(t('popup_watch_list')));
  expect(location.hash).toBe('#watched');
  expect(root.textContent).not.toContain(t('popup_watch_new_help'));
  await press(one('input[type=checkbox]'));
  expect(root.textContent).toContain(t('popup_watch_new_help'));
  await press(button(t('popup_watch_list')));
  expect(asked).toEqual([
    [job.source, job.options, false],
    [job.source, job.options, true],
  ]);
});
