import { type ReadonlySignal, signal } from '@preact/signals';
import type { Failure } from '@/lib/base/failure';
import type { Result } from '@/lib/base/result';
import type { Settings } from '@/lib/model/settings';
import type { NewNamesPlan, RenamedPerson, Renamer, RenamingStatus, RenamingTally } from '@/lib/ports/FolderAccess';
import { followWork, type WorkState } from '@/lib/ui/forms/followWork';

/** Saved files that get other names. */
export interface RenamingModel {
  readonly state: ReadonlySignal<WorkState<RenamingTally>>;
  /** The renaming that was begun last; absent when there is none. */
  readonly status: ReadonlySignal<RenamingStatus | undefined>;
  readonly people: ReadonlySignal<readonly RenamedPerson[]>;
  /** What was looked at and not begun yet. */
  readonly preview: ReadonlySignal<NewNamesPlan | undefined>;
  /** Names are being looked at. */
  readonly isLooking: ReadonlySignal<boolean>;
  /** Why nothing could be looked at or begun. */
  readonly problem: ReadonlySignal<Failure | undefined>;
  refresh(): Promise<void>;
  look(settings: Settings): Promise<void>;
  dropPreview(): void;
  begin(): Promise<void>;
  renamePerson(person: RenamedPerson): Promise<void>;
  keepName(person: RenamedPerson): Promise<void>;
  /** Goes on with what was stopped, or cut off. */
  goOn(): Promise<void>;
  putBack(): Promise<void>;
  letGo(): Promise<void>;
  stop(): void;
}

const NOTHING: RenamingTally = { total: 0, moved: 0, missing: 0, left: 0 };

/** Builds the model on its ports. */
export const createRenamingModel = (ports: Renamer): RenamingModel => {
  const status = signal<RenamingStatus | undefined>(undefined);
  const people = signal<readonly RenamedPerson[]>([]);
  const preview = signal<NewNamesPlan | undefined>(undefined);
  const isLooking = signal(false);
  const problem = signal<Failure | undefined>(undefined);

  const refresh = async (): Promise<void> => {
    status.value = await ports.status();
    people.value = await ports.people();
  };
  const work = followWork(ports.run, refresh);
  const goOn = (): Promise<void> => work.run(status.peek()?.tally ?? NOTHING);

  const beginWith = async (begun: Promise<Result<true>>, total: number): Promise<void> => {
    const is = await begun;
    problem.value = is.ok ? undefined : is.error;
    if (!is.ok) return;
    preview.value = undefined;
    await work.run({ ...NOTHING, total });
  };

  return {
    state: work.state,
    status,
    people,
    preview,
    isLooking,
    problem,
    refresh,
    look: async (settings) => {
      if (isLooking.peek()) return;
      isLooking.value = true;
      const looked = await ports.preview(settings);
      isLooking.value = false;
      preview.value = looked.ok ? looked.value : undefined;
      problem.value = looked.ok ? undefined : looked.error;
    },
    dropPreview: () => {
      preview.value = undefined;
    },
    begin: async () => {
      const wanted = preview.peek();
      if (wanted) await beginWith(wanted.begin(), wanted.total);
    },
    renamePerson: ({ secUid, files }) => beginWith(ports.beginPerson(secUid), files),
    keepName: async (person) => {
      await ports.keepName(person);
      await refresh();
    },
    goOn,
    putBack: async () => {
      await ports.turnBack();
      status.value = await ports.status();
      await goOn();
    },
    letGo: async () => {
      await ports.letGo();
      await refresh();
    },
    stop: work.stop,
  };
};
