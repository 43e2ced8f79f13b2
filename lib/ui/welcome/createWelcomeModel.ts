import { type ReadonlySignal, signal } from '@preact/signals';
import type { Failure } from '@/lib/base/failure';
import { type FolderModel, followFolder } from '@/lib/ui/forms/followFolder';
import type { WelcomePorts } from './WelcomePorts';

/** Whether the browser asks where to save each file, as far as that was found out. */
export type SavingState = 'unknown' | 'trying' | 'asks' | 'saves' | 'failed';

/** What stands on the page of the first minutes, and what a person can press. */
export interface WelcomeModel
  extends Pick<WelcomePorts, 'browserName' | 'openDownloadSettings' | 'openSite' | 'openSettings'> {
  /** Absent until the browser tells, which some never do. */
  readonly pinned: ReadonlySignal<boolean | undefined>;
  /** Absent until it is known. */
  readonly allowed: ReadonlySignal<boolean | undefined>;
  /** Access was missing when the page opened: the step stays when it is done. */
  readonly hadToAllow: ReadonlySignal<boolean>;
  readonly saving: ReadonlySignal<SavingState>;
  readonly failure: ReadonlySignal<Failure | undefined>;
  /** The folder of the person's own; absent where the browser grants none. */
  readonly folder?: FolderModel;
  allow(): Promise<void>;
  trySaving(): Promise<void>;
  /** Starts watching; returns the function that stops it. */
  start(): () => void;
}

/** Builds the model on its ports. */
export const createWelcomeModel = (ports: WelcomePorts): WelcomeModel => {
  const pinned = signal<boolean | undefined>(undefined);
  const allowed = signal<boolean | undefined>(undefined);
  const hadToAllow = signal(false);
  const saving = signal<SavingState>('unknown');
  const failure = signal<Failure | undefined>(undefined);
  const folder =
    ports.folder &&
    followFolder(ports.folder, async () => {
      const written = await ports.saveToFolder();
      failure.value = written.ok ? undefined : written.error;
    });
  return {
    browserName: ports.browserName,
    ...(ports.openDownloadSettings ? { openDownloadSettings: ports.openDownloadSettings } : {}),
    openSite: ports.openSite,
    openSettings: ports.openSettings,
    ...(folder ? { folder } : {}),
    pinned,
    allowed,
    hadToAllow,
    saving,
    failure,
    allow: async () => {
      allowed.value = await ports.requestAccess();
    },
    trySaving: async () => {
      if (saving.peek() === 'trying') return;
      saving.value = 'trying';
      const found = await ports.trySaving();
      saving.value = found.ok ? found.value : 'failed';
      failure.value = found.ok ? undefined : found.error;
    },
    start: () => {
      const stopPinned = ports.watchPinned((is) => {
        pinned.value = is;
      });
      const stopAccess = ports.watchAccess((may) => {
        allowed.value = may;
        if (!may) hadToAllow.value = true;
      });
      const stopFolder = folder?.start();
      return () => {
        stopFolder?.();
        stopPinned();
        stopAccess();
      };
    },
  };
};
