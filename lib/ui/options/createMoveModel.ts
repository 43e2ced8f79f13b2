import { type ReadonlySignal, signal } from '@preact/signals';
import type { BackupSummary } from '@/lib/backup/restoreBackup';
import type { Written } from '@/lib/backup/writeBackup';
import type { Failure } from '@/lib/base/failure';
import type { BackupProblem, Tallies } from '@/lib/ports/Backup';
import type { MovePorts, WorkHooks } from './MovePorts';

/** `merging` alone changes anything. */
export type MoveWork = 'writing' | 'checking' | 'merging';

/** How far moving to another computer is. */
export type MoveState =
  | { readonly step: 'idle' }
  | { readonly step: 'busy'; readonly work: MoveWork /** 0 to 1 */; readonly share: number }
  | { readonly step: 'written'; readonly written: Written }
  | { readonly step: 'ready'; readonly summary: BackupSummary }
  | {
      readonly step: 'merged';
      readonly summary: BackupSummary;
      readonly tallies: Tallies;
      readonly settings: 'left' | 'taken' | Failure;
    }
  | { readonly step: 'problem'; readonly work: MoveWork; readonly problem: BackupProblem };

/** Library and settings as one file, to and fro. */
export interface MoveModel {
  readonly state: ReadonlySignal<MoveState>;
  readonly withThumbs: ReadonlySignal<boolean>;
  setThumbs(on: boolean): void;
  /** Whether the settings of the file that was read are to be taken, too; off for each new file. */
  readonly withSettings: ReadonlySignal<boolean>;
  setSettings(on: boolean): void;
  write(): Promise<void>;
  /** Reads a file to its end; it counts only once it was taken. */
  choose(file: Blob): Promise<void>;
  /** Adds the file that was chosen. Jobs under way are paused meanwhile, and go on afterwards. */
  take(): Promise<void>;
  /** Stops what is under way. */
  stop(): void;
  /** Back to the start; a file that was read is let go of. */
  close(): void;
}

const dayOf = (time: number): string => new Date(time).toISOString().slice(0, 10);

/** Builds the model on its ports. */
export const createMoveModel = (ports: MovePorts): MoveModel => {
  const state = signal<MoveState>({ step: 'idle' });
  const withThumbs = signal(true);
  const withSettings = signal(false);
  let chosen: Blob | undefined;
  let stopper = new AbortController();

  /** Begins work that takes over the panel; undefined while other work is under way. */
  const begin = (work: MoveWork): WorkHooks | undefined => {
    if (state.peek().step === 'busy') return undefined;
    stopper = new AbortController();
    state.value = { step: 'busy', work, share: 0 };
    const onProgress = (share: number): void => {
      const now = state.peek();
      // A hundredth is all that the bar can show.
      if (now.step === 'busy' && share - now.share >= 0.01) state.value = { step: 'busy', work, share };
    };
    return { signal: stopper.signal, onProgress };
  };

  const pauseJobs = async (): Promise<readonly string[]> => {
    const ids = await ports.activeJobs();
    const paused: string[] = [];
    for (const id of ids) if ((await ports.controlJob(id, 'pause')).ok) paused.push(id);
    return paused;
  };

  const merge = async (file: Blob, summary: BackupSummary, hooks: WorkHooks): Promise<MoveState> => {
    const paused = await pauseJobs();
    try {
      const merged = await ports.merge(file, hooks);
      if (!merged.ok) return { step: 'problem', work: 'merging', problem: merged.error };
      const wanted = withSettings.peek() ? summary.settings : undefined;
      const saved = wanted && (await ports.saveSettings(wanted));
      const settings = saved && !saved.ok ? saved.error : saved ? 'taken' : 'left';
      return { step: 'merged', summary, tallies: merged.value, settings };
    } finally {
      for (const id of paused) await ports.controlJob(id, 'resume');
      await ports.announce();
    }
  };

  return {
    state,
    withThumbs,
    setThumbs: (on) => {
      withThumbs.value = on;
    },
    withSettings,
    setSettings: (on) => {
      withSettings.value = on;
    },
    write: async () => {
      const hooks = begin('writing');
      if (!hooks) return;
      const written = await ports.write(withThumbs.peek(), hooks);
      if (written.ok) ports.offerFile(`tokshelf-${dayOf(ports.now())}.jsonl.gz`, written.value.file);
      state.value = written.ok
        ? { step: 'written', written: written.value }
        : { step: 'problem', work: 'writing', problem: written.error };
    },
    choose: async (file) => {
      const hooks = begin('checking');
      if (!hooks) return;
      const checked = await ports.check(file, hooks);
      withSettings.value = false;
      chosen = checked.ok ? file : undefined;
      state.value = checked.ok
        ? { step: 'ready', summary: checked.value }
        : { step: 'problem', work: 'checking', problem: checked.error };
    },
    take: async () => {
      const ready = state.peek();
      if (ready.step !== 'ready' || !chosen) return;
      const file = chosen;
      const hooks = begin('merging');
      if (!hooks) return;
      state.value = await merge(file, ready.summary, hooks);
      chosen = undefined;
    },
    stop: () => stopper.abort(),
    close: () => {
      if (state.peek().step === 'busy') return;
      chosen = undefined;
      state.value = { step: 'idle' };
    },
  };
};
