import { ok } from '@/lib/base/result';
import { type Settings, settingsSchema } from '@/lib/model/settings';
import { createOptionsModel, type OptionsModel } from '@/lib/ui/options/createOptionsModel';
import { mockDiagnostics } from './mockDiagnostics';
import { NOW } from './mocks';

interface OptionsState {
  readonly settings?: Partial<Settings>;
  /** Done to the page after it was drawn. */
  readonly after?: (model: OptionsModel) => void;
}

const openFields = (): void => document.querySelector('.fold')?.setAttribute('open', '');

const search = (text: string): void => {
  const field = document.querySelector<HTMLInputElement>('input[type=search]');
  if (!field) return;
  field.value = text;
  field.dispatchEvent(new Event('input', { bubbles: true }));
};

/** Every state of the options page that a person can meet. */
export const optionsStates: Readonly<Record<string, OptionsState>> = {
  usual: { after: (model) => model.change({ quality: 'compatible' }) },
  mistakes: { after: (model) => model.typeTemplate('tiktok/{mode}/{nikname}/{create:QQ}_{desc|shout}?/{kind') },
  fields: { settings: { customFields: { shelf: 'kitchen' } }, after: openFields },
  search: { after: () => search('music') },
  diagnostics: { after: () => search('diagnostics') },
  nothing: { after: () => search('zebra') },
  import: {
    after: (model) => model.importFile('{"conflict": "overwrite", "quality": "compatible", "template": "mine/{id}"}'),
  },
  'wrong-file': { after: (model) => model.importFile('{"version": 99}') },
};

/** A started model in the named state. */
export const optionsInState = (name: string): OptionsModel => {
  const state = optionsStates[name];
  if (!state) throw new Error(`no options state ${name}`);
  const model = createOptionsModel({
    watchSettings: (onSettings) => {
      onSettings(settingsSchema.parse({ ...state.settings }));
      return () => {};
    },
    save: async (settings) => ok(settings),
    watchWatches: () => () => {},
    unwatch: async () => ok({}),
    lastPost: async () => undefined,
    requestNotifications: async () => true,
    offerFile: () => {},
    readDiagnostics: async () => mockDiagnostics,
    copyText: async () => true,
    now: () => NOW,
    version: '0.1.0',
    browserLanguage: 'en',
  });
  model.start();
  setTimeout(() => state.after?.(model), 50);
  return model;
};
