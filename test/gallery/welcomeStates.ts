import { ok } from '@/lib/base/result';
import type { ChosenFolder } from '@/lib/ports/FolderAccess';
import { createWelcomeModel, type WelcomeModel } from '@/lib/ui/welcome/createWelcomeModel';
import type { WelcomePorts } from '@/lib/ui/welcome/WelcomePorts';
import { mockFolder } from './mocks';

interface WelcomeState {
  readonly browserName: WelcomePorts['browserName'];
  readonly pinned?: boolean;
  readonly allowed: boolean;
  /** What pressing "try" finds; absent = it is not pressed. */
  readonly saving?: 'asks' | 'saves';
  /** The folder of the person's own; absent = none was chosen. */
  readonly folder?: ChosenFolder;
}

/** Every state of the page of the first minutes that a person can meet. */
export const welcomeStates: Readonly<Record<string, WelcomeState>> = {
  chrome: { browserName: 'chrome', pinned: false, allowed: true },
  'chrome-asks': { browserName: 'chrome', pinned: true, allowed: true, saving: 'asks' },
  'edge-asks': { browserName: 'edge', allowed: true, saving: 'asks' },
  firefox: { browserName: 'firefox', allowed: false },
  done: {
    ...{ browserName: 'chrome', pinned: true, allowed: true, saving: 'saves' },
    folder: { name: 'TikTok archive', state: 'granted', lasting: true },
  },
  'folder-asks': {
    ...{ browserName: 'chrome', pinned: true, allowed: true },
    folder: { name: 'TikTok archive', state: 'prompt', lasting: false },
  },
};

/** A started model in the named state. */
export const welcomeInState = (name: string): WelcomeModel => {
  const state = welcomeStates[name];
  if (!state) throw new Error(`no welcome state ${name}`);
  const { saving } = state;
  const model = createWelcomeModel({
    browserName: state.browserName,
    watchPinned: (onPinned) => {
      if (state.pinned !== undefined) onPinned(state.pinned);
      return () => {};
    },
    watchAccess: (onAccess) => {
      onAccess(state.allowed);
      return () => {};
    },
    requestAccess: async () => false,
    trySaving: async () => ok(saving ?? 'saves'),
    openDownloadSettings: async () => {},
    ...(state.browserName === 'firefox' ? {} : { folder: mockFolder(state.folder) }),
    saveToFolder: async () => ok({}),
    openSite: async () => {},
    openSettings: async () => {},
  });
  model.start();
  if (saving) void model.trySaving();
  return model;
};
