import { type ReadonlySignal, signal } from '@preact/signals';
import type { Failure } from '@/lib/base/failure';
import type { Result } from '@/lib/base/result';
import {
  type CheckStatus,
  type CheckTally,
  type FindingKind,
  NOTHING_LOOKED_AT,
  type WorkSignals,
} from '@/lib/ports/FolderAccess';
import { followWork, type WorkState } from '@/lib/ui/forms/followWork';

/** What can be done about what was found: save missing and cut files once more, forget them, take strangers in. */
export type CheckRemedy = 'again' | 'forget' | 'adopt';

/** All that a look at the saved files needs from the world. */
export interface CheckPorts {
  check(signals: WorkSignals<CheckTally>): Promise<Result<CheckTally>>;
  /** The look that was begun last, and the first of what it found; undefined when there is none to tell of. */
  status(): Promise<CheckStatus | undefined>;
  /** Each gives how many files it was done for; what was done is found no more. */
  remedy(what: CheckRemedy, kind: FindingKind): Promise<Result<number>>;
  /** Forgets the look and what it found; records stay as it marked them. */
  letGo(): Promise<void>;
  /** Tells whoever shows the library that records changed. */
  tellChecked(): Promise<void>;
}

/** "Check my library": records compared with what lies on the disk. */
export interface CheckModel {
  readonly state: ReadonlySignal<WorkState<CheckTally>>;
  readonly status: ReadonlySignal<CheckStatus | undefined>;
  /** What was done last, and for how many files. */
  readonly done: ReadonlySignal<{ readonly what: CheckRemedy; readonly files: number } | undefined>;
  readonly problem: ReadonlySignal<Failure | undefined>;
  readonly isMending: ReadonlySignal<boolean>;
  refresh(): Promise<void>;
  /** Begins a look, or goes on with the one that was stopped. */
  begin(): Promise<void>;
  stop(): void;
  remedy(what: CheckRemedy, kind: FindingKind): Promise<void>;
  letGo(): Promise<void>;
}

/** Builds the model on its ports. */
export const createCheckModel = (ports: CheckPorts): CheckModel => {
  const status = signal<CheckStatus | undefined>(undefined);
  const done = signal<{ what: CheckRemedy; files: number } | undefined>(undefined);
  const problem = signal<Failure | undefined>(undefined);
  const isMending = signal(false);
  const refresh = async (): Promise<void> => {
    status.value = await ports.status();
  };
  const work = followWork(ports.check, async () => {
    await refresh();
    await ports.tellChecked();
  });
  return {
    ...{ state: work.state, status, done, problem, isMending, refresh, stop: work.stop },
    begin: () => {
      done.value = undefined;
      problem.value = undefined;
      const last = status.peek();
      return work.run(last && !last.isDone ? last.tally : NOTHING_LOOKED_AT);
    },
    remedy: async (what, kind) => {
      if (isMending.peek()) return;
      isMending.value = true;
      problem.value = undefined;
      try {
        const ended = await ports.remedy(what, kind);
        if (ended.ok) done.value = { what, files: ended.value };
        else problem.value = ended.error;
        await refresh();
        await ports.tellChecked();
      } finally {
        isMending.value = false;
      }
    },
    letGo: async () => {
      await ports.letGo();
      done.value = undefined;
      await refresh();
    },
  };
};
