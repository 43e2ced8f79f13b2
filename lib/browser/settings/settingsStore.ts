import browser from 'webextension-polyfill';
import { failure } from '@/lib/base/failure';
import { err, ok, type Result } from '@/lib/base/result';
import { readSettingsValue, readStoredSettings } from '@/lib/model/migrateSettings';
import { type Settings, settingsSchema } from '@/lib/model/settings';

const KEY = 'settings';

/**
 * The person's settings; defaults where nothing was set, or where a value cannot be used. Stored settings of which
 * something cannot be read are kept aside, not overwritten.
 */
export const readSettings = async (): Promise<Settings> => {
  const stored = (await browser.storage.local.get(KEY))[KEY];
  if (stored === undefined) return settingsSchema.parse({});
  const read = readStoredSettings(stored);
  if (!read.ok || read.value.dropped.length > 0) {
    await browser.storage.local.set({ [`${KEY}-unreadable`]: stored });
  }
  return read.ok ? read.value.settings : settingsSchema.parse({});
};

/** The settings as the background has them in hand. */
export interface SettingsKeeper {
  settings(): Promise<Settings>;
  /** Stores settings after checking them; whoever reads afterwards reads these. Errors: `input`. */
  writeSettings(settings: unknown): Promise<Result<Settings>>;
}

/**
 * {@link readSettings} for the background, which asks before every file: what was read is kept until something changes
 * it. Build it while the background starts.
 */
export const createSettingsKeeper = (): SettingsKeeper => {
  let known: Promise<Settings> | undefined;
  browser.storage.onChanged.addListener((changes, area) => {
    if (area === 'local' && KEY in changes) known = undefined;
  });
  return {
    settings: async () => {
      const reading = known ?? readSettings();
      known = reading;
      try {
        return await reading;
      } catch (error) {
        known = undefined;
        throw error;
      }
    },
    writeSettings: async (settings) => {
      const read = readSettingsValue(settings);
      if (!read.ok) return err(failure('input', read.error.detail));
      await browser.storage.local.set({ [KEY]: read.value });
      // The browser tells of the change when it likes; what follows on this answer must not go by the old ones.
      known = Promise.resolve(read.value);
      return ok(read.value);
    },
  };
};

const reportUnread = (error: unknown): void => console.error('TokShelf settings', error);

/**
 * Calls back with the settings now and after every change; returns the function that stops this. `onUnread` hears where the
 * browser does not give them (its profile is damaged).
 */
export const watchSettings = (
  onChange: (settings: Settings) => void,
  onUnread: (error: unknown) => void = reportUnread,
): (() => void) => {
  const listener = (changes: Record<string, unknown>, area: string): void => {
    if (area === 'local' && KEY in changes) readSettings().then(onChange, onUnread);
  };
  browser.storage.onChanged.addListener(listener);
  readSettings().then(onChange, onUnread);
  return () => browser.storage.onChanged.removeListener(listener);
};
