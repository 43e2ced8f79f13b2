import { failure } from '@/lib/base/failure';
import { err, type Result } from '@/lib/base/result';
import type { CheckTally, WorkSignals } from '@/lib/ports/FolderAccess';
import type { CheckParts } from './CheckStep';
import { checkLibrary } from './checkLibrary';
import { startDiskWorker } from './startDiskWorker';

const checkInWorker = async (
  parts: Omit<CheckParts, 'disk'>,
  signals: WorkSignals<CheckTally>,
): Promise<Result<CheckTally>> => {
  const disk = startDiskWorker();
  try {
    return await checkLibrary({ ...parts, disk }, signals);
  } finally {
    disk.end();
  }
};

/** {@link checkLibrary} by a worker of the page, one page at a time. Error: `input` while another page is at it. */
export const checkAlone = (
  parts: Omit<CheckParts, 'disk'>,
  signals: WorkSignals<CheckTally>,
): Promise<Result<CheckTally>> =>
  navigator.locks.request('tokshelf-check', { ifAvailable: true }, (lock) =>
    lock ? checkInWorker(parts, signals) : err(failure('input', 'another page is at it')),
  );
