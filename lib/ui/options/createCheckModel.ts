import type { ReadonlySignal } from '@preact/signals';
import type { Result } from '@/lib/base/result';
import type { CheckTally, WorkSignals } from '@/lib/ports/FolderAccess';
import { followWork, type WorkState } from '@/lib/ui/forms/followWork';

/** All that a look at the saved files needs from the world. */
export interface CheckPorts {
  check(signals: WorkSignals<CheckTally>): Promise<Result<CheckTally>>;
  /** Tells whoever shows the library that records changed. */
  tellChecked(): Promise<void>;
}

/** "Check my library": records compared with what lies in the folders. */
export interface CheckModel {
  readonly state: ReadonlySignal<WorkState<CheckTally>>;
  begin(): Promise<void>;
  stop(): void;
}

/** Builds the model on its ports. */
export const createCheckModel = ({ check, tellChecked }: CheckPorts): CheckModel => {
  const work = followWork(check, tellChecked);
  return {
    state: work.state,
    begin: () => work.run({ total: 0, there: 0, missing: 0, changed: 0 }),
    stop: work.stop,
  };
};
