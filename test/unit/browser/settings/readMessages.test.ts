import { beforeEach, expect, it, vi } from 'vitest';
import { settingsSchema } from '@/lib/model/settings';
import type { Messages } from '@/lib/ports/Messages';

const fake = vi.hoisted(() => {
  const state = {
    stored: {} as Record<string, unknown>,
    unreadable: false,
    tell: [] as ((changes: object, area: string) => void)[],
    fetched: [] as string[],
    files: {} as Record<string, object>,
  };
  const browser = {
    runtime: { getURL: (path: string) => `ext://ours/${path}` },
    i18n: {
      getUILanguage: () => 'en-GB',
      getMessage: (_key: string, _subs: readonly string[] = []): string => '',
    },
    storage: {
      local: {
        get: async () => (state.unreadable ? Promise.reject(new Error('damaged')) : { ...state.stored }),
        set: async () => undefined,
      },
      onChanged: {
        addListener: (listener: (changes: object, area: string) => void) => state.tell.push(listener),
        removeListener: (listener: unknown) => {
          state.tell = state.tell.filter((one) => one !== listener);
        },
      },
    },
  };
  return { state, browser };
});
vi.mock('webextension-polyfill', () => ({ default: fake.browser }));

const load = () => import('@/lib/browser/settings/readMessages');
const { state } = fake;
const settings = settingsSchema.parse({});

let kept: Map<string, string>;

beforeEach(() => {
  vi.resetModules();
  fake.browser.i18n.getMessage = (key: string, subs: readonly string[] = []) => ['browser', key, ...subs].join(' ');
  kept = new Map();
  vi.stubGlobal('localStorage', {
    getItem: (key: string) => kept.get(key) ?? null,
    setItem: (key: string, value: string) => void kept.set(key, value),
  });
  Object.assign(state, { stored: {}, unreadable: false, tell: [], fetched: [] });
  state.files = {
    'ext://ours/_locales/es/messages.json': {
      locale_tag: { message: 'es' },
      button_save: { message: 'Guardar' },
      button_save_by: { message: 'Guardar de @$1' },
      popup_save_post: { message: 'Guardar esta publicación' },
    },
    'ext://ours/_locales/ar/messages.json': { locale_tag: { message: 'ar' } },
  };
  vi.stubGlobal('fetch', async (address: string) => {
    state.fetched.push(address);
    const file = state.files[address];
    if (!file) throw new TypeError('no such file');
    return new Response(JSON.stringify(file));
  });
});

const choose = (language: string): void => {
  state.stored = { settings: { language } };
  for (const tell of state.tell) tell({ settings: {} }, 'local');
};

it('reads no file for our own pages while the choice is the browser’s', async () => {
  const { readMessages } = await load();
  expect((await readMessages('auto')).get('button_save_by', ['mira'])).toBe('browser button_save_by mira');
  expect(state.fetched).toEqual([]);
});

it('hands a page the words of the browser’s language, so that it asks for none itself', async () => {
  fake.browser.i18n.getMessage = () => 'es';
  const { readPageSettings } = await load();
  const { language, words } = await readPageSettings(settings);
  expect([language, words?.button_save]).toEqual(['auto', 'Guardar']);
});

it('reads the packed file of a chosen language once, and fills in', async () => {
  const { readMessages } = await load();
  const words = await readMessages('es');
  expect([words.get('button_save'), words.get('button_save_by', ['mira'])]).toEqual(['Guardar', 'Guardar de @mira']);
  expect(words.uiLanguage()).toBe('en-GB');
  // A key that this file lacks is the browser's to say.
  expect(words.get('page_saved')).toBe('browser page_saved');
  await readMessages('es');
  expect(state.fetched).toEqual(['ext://ours/_locales/es/messages.json']);
});

it('hands a page the words of its buttons as they are written, and no others', async () => {
  const { readPageSettings } = await load();
  expect(await readPageSettings({ ...settings, language: 'es', buttons: false })).toEqual({
    buttons: false,
    capture: true,
    language: 'es',
    words: { locale_tag: 'es', button_save: 'Guardar', button_save_by: 'Guardar de @$1' },
  });
});

it('falls back to the browser where the file cannot be read, and tries again the next time', async () => {
  const said = vi.spyOn(console, 'error').mockReturnValue();
  const { readMessages, readPageSettings } = await load();
  const { 'ext://ours/_locales/es/messages.json': file } = state.files;
  state.files = {};
  expect((await readMessages('es')).get('button_save')).toBe('browser button_save');
  expect(await readPageSettings({ ...settings, language: 'es' })).not.toHaveProperty('words');
  expect(said).toHaveBeenCalledTimes(2);
  state.files = { 'ext://ours/_locales/es/messages.json': file ?? {} };
  expect((await readMessages('es')).get('button_save')).toBe('Guardar');
});

it('tells whoever watches of another language, and of nothing else', async () => {
  const { watchMessages } = await load();
  const seen: string[] = [];
  state.stored = { settings: { language: 'es' } };
  const stop = watchMessages((messages: Messages) => seen.push(messages.get('locale_tag')));
  await vi.waitFor(() => expect(seen).toEqual(['es']));
  choose('es');
  choose('ar');
  await vi.waitFor(() => expect(seen).toEqual(['es', 'ar']));
  choose('auto');
  await vi.waitFor(() => expect(seen).toEqual(['es', 'ar', 'browser locale_tag']));
  stop();
  expect(state.tell).toEqual([]);
});

it('gives a page words though its settings cannot be read', async () => {
  const { watchMessages } = await load();
  state.unreadable = true;
  const seen: string[] = [];
  watchMessages((messages) => seen.push(messages.get('app_name')));
  await vi.waitFor(() => expect(seen).toEqual(['browser app_name']));
});

it('begins in the language of the last page, though the settings are still being read', async () => {
  kept.set('language', 'ar');
  const { watchMessages } = await load();
  const seen: string[] = [];
  const { get } = fake.browser.storage.local;
  fake.browser.storage.local.get = () => new Promise<never>(() => {});
  watchMessages((messages: Messages) => seen.push(messages.get('locale_tag')));
  await vi.waitFor(() => expect(seen).toEqual(['ar']));
  fake.browser.storage.local.get = get;
});

it('obeys the settings where the last page spoke otherwise, and remembers them', async () => {
  kept.set('language', 'ar');
  state.stored = { settings: { language: 'es' } };
  const { watchMessages } = await load();
  const seen: string[] = [];
  watchMessages((messages: Messages) => seen.push(messages.get('locale_tag')));
  await vi.waitFor(() => expect(seen.at(-1)).toBe('es'));
  expect(kept.get('language')).toBe('es');
});

it('takes nothing for a language that is none', async () => {
  kept.set('language', 'tlh');
  const { watchMessages } = await load();
  const seen: string[] = [];
  watchMessages((messages: Messages) => seen.push(messages.get('locale_tag')));
  await vi.waitFor(() => expect(seen).toEqual(['browser locale_tag']));
});
