import type { FileTask, FileTaskState } from '@/lib/model/fileTask';
import { formatBytes, formatClock, formatPercent } from '@/lib/ui/format/format';
import { t } from '@/lib/ui/format/i18n';
import { errorWords } from './errorWords';

/** The groups that a job's files are shown in. */
export const taskGroups = {
  failed: ['failed'],
  open: ['planned', 'fetching', 'saving'],
  saved: ['saved'],
  skipped: ['skipped', 'cancelled'],
} as const satisfies Record<string, readonly FileTaskState[]>;
export type TaskGroup = keyof typeof taskGroups;

/** The last part of the path that was decided for a file. */
export const taskName = (task: FileTask): string => task.basePath.split('/').at(-1) ?? task.basePath;

/** How things stand with one file, and why. `now` in ms. */
export const taskWords = (task: FileTask, now: number): string => {
  switch (task.state) {
    case 'planned': {
      if (!task.lastError) return t('library_task_planned');
      const later =
        task.notBefore > now ? t('library_task_later', formatClock(task.notBefore)) : t('library_task_planned');
      return `${errorWords(task.lastError.code).what} ${later}`;
    }
    case 'fetching':
      return t('library_task_fetching', formatPercent(task.total > 0 ? task.received / task.total : 0));
    case 'saving':
      return t('library_task_saving');
    case 'saved':
      return t('library_task_saved', formatBytes(task.bytes));
    case 'skipped':
      return t(`library_task_${task.reason}`);
    case 'failed':
      return `${errorWords(task.error.code).what} ${task.final ? t('library_task_final') : errorWords(task.error.code).todo}`;
    case 'cancelled':
      return t('library_task_cancelled');
  }
};
