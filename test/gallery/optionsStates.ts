import type { OptionsPage } from '@/components/options/OptionsPage';
import { ok } from '@/lib/base/result';
import type { DatabaseHealth } from '@/lib/model/databaseHealth';
import { type Settings, settingsSchema } from '@/lib/model/settings';
import type { Watch } from '@/lib/model/watch/liveWatch';
import type { ChosenFolder, RenamedPerson, RenamingStatus } from '@/lib/ports/FolderAccess';
import type { MessageKey } from '@/lib/ports/Messages';
import { t } from '@/lib/ui/format/i18n';
import { createMoveModel, type MoveModel } from '@/lib/ui/options/createMoveModel';
import { createOptionsModel, type OptionsModel } from '@/lib/ui/options/createOptionsModel';
import type { Elsewhere } from '@/lib/ui/options/createRelocateModel';
import { createStorageModel } from '@/lib/ui/options/createStorageModel';
import { mockDiagnostics } from './mockDiagnostics';
import { mockMovePorts, mockUse } from './mockMove';
import { mockCheck, mockFolder, mockRebuild, mockRelocate, mockRenaming, mockWatches, NOW } from './mocks';
import { mockTakeOver } from './ports/mockTakeOver';

interface OptionsState {
  readonly settings?: Partial<Settings>;
  readonly watched?: readonly Watch[];
  /** How the database fares, where not well. */
  readonly health?: DatabaseHealth;
  /** The folder of the person's own; absent = none was chosen. */
  readonly folder?: ChosenFolder;
  /** Files of earlier that lie elsewhere. */
  readonly elsewhere?: Elsewhere;
  /** Files that the folder lists and the library does not know. */
  readonly forgotten?: number;
  /** The renaming that was begun last, and people who have other names now. */
  readonly renaming?: RenamingStatus;
  readonly people?: readonly RenamedPerson[];
  /** How a look at the saved files goes, where it does not end with some that are missing. */
  readonly check?: Parameters<typeof mockCheck>;
  /** Done to the page after it was drawn. */
  readonly after?: (model: OptionsModel, move: MoveModel) => void | Promise<void>;
}

const openDetails = (): void => {
  for (const one of document.querySelectorAll('details')) one.open = true;
};

const openFields = (): void => document.querySelector('.fold')?.setAttribute('open', '');

const search = (text: string): void => {
  const field = document.querySelector<HTMLInputElement>('input[type=search]');
  if (!field) return;
  field.value = text;
  field.dispatchEvent(new Event('input', { bubbles: true }));
};

/** Searches for what bears these words, and again with those of each language that the page is given. */
const searchFor = (key: MessageKey): void => {
  const again = (): void => search(t(key));
  again();
  addEventListener('languagechange', again);
};

/** Gives files to the first field that takes some. */
const give = (name: string): void => {
  searchFor('options_section_take');
  setTimeout(() => {
    const field = document.querySelector<HTMLInputElement>(
      '#take-files ~ * input[type=file], .setting input[type=file]',
    );
    if (!field) throw new Error('no field for files');
    const files = new DataTransfer();
    files.items.add(new File(['x'], name));
    field.files = files.files;
    field.dispatchEvent(new Event('change', { bubbles: true }));
  }, 50);
};

/** Files over the place that they can be dropped on. */
const dragOver = (): void => {
  const dataTransfer = new DataTransfer();
  dataTransfer.items.add(new File(['x'], 'export.zip'));
  const zone = document.querySelector('#take .drop');
  if (!zone) throw new Error('no place to drop on');
  zone.dispatchEvent(new DragEvent('dragover', { bubbles: true, cancelable: true, dataTransfer }));
};

const pressTake = (at: number): void => {
  const button = document.querySelectorAll<HTMLElement>('.sure button')[at];
  if (button) button.click();
  else setTimeout(() => pressTake(at), 20);
};

const checked = {
  folder: { name: 'TikTok archive', state: 'granted', lasting: true },
  settings: { place: 'folder' },
} as const;

const byTemplate = { reason: { kind: 'template' }, direction: 'there' } as const;

const renaming = {
  settings: { place: 'folder' },
  folder: { name: 'TikTok archive', state: 'granted', lasting: true },
  after: () => searchFor('options_renaming'),
} as const;

/** Every state of the options page that a person can meet. */
export const optionsStates: Readonly<Record<string, OptionsState>> = {
  usual: { after: (model) => model.change({ quality: 'compatible' }) },
  mistakes: { after: (model) => model.typeTemplate('tiktok/{mode}/{nikname}/{create:QQ}_{desc|shout}?/{kind') },
  fields: { settings: { customFields: { shelf: 'kitchen' } }, after: openFields },
  watched: { watched: mockWatches, after: () => searchFor('options_watched') },
  lost: { health: 'lost' },
  'database-closed': { health: 'closed' },
  search: { after: () => searchFor('options_music') },
  diagnostics: { after: () => searchFor('options_section_diagnostics') },
  nothing: { after: () => search('zebra') },
  import: {
    after: (model) => model.importFile('{"conflict": "overwrite", "quality": "compatible", "template": "mine/{id}"}'),
  },
  move: { after: (_, { choose, setSettings }) => choose(new Blob(['good'])).then(() => setSettings(true)) },
  'move-written': { after: (_, { write }) => write() },
  'move-merging': { after: (_, { choose, take }) => choose(new Blob(['slow'])).then(take) },
  'move-merged': { after: (_, { choose, take }) => choose(new Blob(['good'])).then(take) },
  'move-refused': { after: (_, { choose }) => choose(new Blob(['refused'])) },
  'folder-none': { settings: { place: 'folder' }, after: () => searchFor('options_place') },
  'folder-for-now': {
    ...{ settings: { place: 'folder' }, after: () => searchFor('options_place') },
    folder: { name: 'TikTok archive', state: 'granted', lasting: false },
  },
  'folder-offer': {
    ...{ settings: { place: 'folder' }, after: () => searchFor('options_place') },
    ...{
      folder: { name: 'TikTok archive', state: 'granted', lasting: true },
      elsewhere: { folders: 312, downloads: 1204 },
    },
  },
  'folder-forgotten': {
    ...{ settings: { place: 'folder' }, after: () => searchFor('options_place') },
    ...{ folder: { name: 'TikTok archive', state: 'granted', lasting: true }, forgotten: 11_180 },
  },
  'folder-moving': {
    settings: { place: 'folder' },
    after: (model) => {
      searchFor('options_place');
      void model.relocate?.begin();
    },
    ...{
      folder: { name: 'TikTok archive', state: 'granted', lasting: true },
      elsewhere: { folders: 312, downloads: 0 },
    },
  },
  'folder-asks': {
    ...{ settings: { place: 'folder' }, after: () => searchFor('options_place') },
    folder: { name: 'TikTok archive', state: 'prompt', lasting: true },
  },
  'folder-gone': {
    ...{ settings: { place: 'folder' }, after: () => searchFor('options_place') },
    folder: { name: 'TikTok archive', state: 'gone', lasting: true },
  },
  'renaming-people': {
    ...renaming,
    people: [
      { secUid: 'a', before: 'The Slow Kitchen', now: 'Slow Kitchen & Garden', files: 1204 },
      { secUid: 'b', before: 'دار الخط', now: 'بيت الخط', files: 31 },
    ],
  },
  'renaming-preview': {
    ...renaming,
    after: (model) => {
      searchFor('options_renaming');
      void model.renaming?.look(settingsSchema.parse({}));
    },
  },
  'renaming-going': {
    ...renaming,
    after: (model) => {
      searchFor('options_renaming');
      void model.renaming?.goOn();
    },
  },
  'renaming-stopped': {
    ...renaming,
    renaming: { ...byTemplate, isDone: false, tally: { total: 1204, moved: 412, missing: 0, left: 0 } },
  },
  'renaming-done': {
    ...renaming,
    renaming: { ...byTemplate, isDone: true, tally: { total: 1204, moved: 1201, missing: 2, left: 1 } },
  },
  'folder-checked': {
    ...checked,
    check: [{ missing: 12, changed: 1, foreign: 40, adoptable: 7, unseen: 3 }],
    after: async (model) => {
      searchFor('check_begin');
      await model.check?.begin();
      setTimeout(openDetails, 50);
    },
  },
  'folder-checked-well': {
    ...{ ...checked, check: [] },
    after: (model) => {
      searchFor('check_begin');
      void model.check?.begin();
    },
  },
  'folder-checking': {
    ...checked,
    check: [{}, 'slow'],
    after: (model) => {
      searchFor('check_begin');
      void model.check?.begin();
    },
  },
  'folder-check-stopped': {
    ...checked,
    check: [{ missing: 12 }, 'stopped'],
    after: () => searchFor('check_begin'),
  },
  'folder-check-mended': {
    ...checked,
    check: [{ missing: 12, changed: 1 }],
    after: async (model) => {
      searchFor('check_begin');
      await model.check?.begin();
      await model.check?.remedy('again', 'missing');
    },
  },
  'lists-watched': { after: () => searchFor('options_section_watch') },
  take: { after: () => searchFor('options_section_take') },
  'take-over': {
    after: () => {
      searchFor('options_section_take');
      setTimeout(dragOver, 50);
    },
  },
  'take-ready': {
    after: () => {
      give('export.zip');
      setTimeout(openDetails, 150);
    },
  },
  'take-busy': { after: () => give('slow.zip') },
  'take-broken': { after: () => give('broken.json') },
  'take-counted': {
    after: () => {
      give('export.zip');
      pressTake(0);
    },
  },
  'take-started': {
    after: () => {
      give('export.zip');
      pressTake(1);
    },
  },
  'wrong-file': { after: (model) => model.importFile('{"version": 99}') },
};

/** Started models in the named state. */
export const optionsInState = (name: string): Parameters<typeof OptionsPage>[0] => {
  const state = optionsStates[name];
  if (!state) throw new Error(`no options state ${name}`);
  const model = createOptionsModel({
    watchSettings: (onSettings) => {
      onSettings(settingsSchema.parse({ ...state.settings }));
      return () => {};
    },
    save: async (settings) => ok(settings),
    watchWatches: (onWatches) => {
      onWatches(state.watched ?? []);
      return () => {};
    },
    unwatch: async () => ok({}),
    lastPost: async () => undefined,
    folder: mockFolder(state.folder),
    relocate: mockRelocate(state.elsewhere),
    rebuild: mockRebuild(state.forgotten),
    check: mockCheck(...(state.check ?? [{ missing: 3 }])),
    renaming: mockRenaming(state.renaming, state.people),
    requestNotifications: async () => true,
    offerFile: () => {},
    readDiagnostics: async () => mockDiagnostics,
    copyText: async () => true,
    now: () => NOW,
    version: '0.1.0',
    browserLanguage: 'en',
  });
  model.start();
  const move = createMoveModel(mockMovePorts);
  const storage = createStorageModel({ readUse: async () => mockUse, clearThumbs: async () => undefined });
  void storage.refresh();
  setTimeout(() => {
    if (name.startsWith('move')) searchFor('options_section_move');
    void state.after?.(model, move);
  }, 50);
  return { model, move, storage, loadTakeOver: async () => mockTakeOver };
};
