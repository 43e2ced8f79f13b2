import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { readSettingsValue, readStoredSettings } from '@/lib/model/migrateSettings';
import { SETTINGS_VERSION, settingsSchema } from '@/lib/model/settings';

const folder = new URL('../../fixtures/settings/', import.meta.url);
const versions = readdirSync(folder);

describe('settings', () => {
  it('are whole from nothing', () => {
    expect(readSettingsValue({})).toEqual({ ok: true, value: settingsSchema.parse({}) });
  });
  it('have one fixture per version', () => {
    expect(versions.sort()).toEqual(Array.from({ length: SETTINGS_VERSION }, (_, index) => `v${index + 1}.json`));
  });
  it.each(versions)('%s still reads, and keeps what the person chose', (file) => {
    const stored = JSON.parse(readFileSync(new URL(file, folder), 'utf8'));
    const read = readSettingsValue(stored);
    expect(read).toMatchObject({
      ok: true,
      value: { version: SETTINGS_VERSION, quality: 'compatible', pacing: { parallel: 2 } },
    });
  });
  it.each([
    ['a list', []],
    ['text', 'x'],
    ['nothing', null],
    ['a newer version', { version: SETTINGS_VERSION + 1 }],
    ['a wrong type', { version: SETTINGS_VERSION, pacing: { parallel: 'many' } }],
    ['an empty template', { template: '' }],
  ])('refuse %s', (_what, value) => {
    expect(readSettingsValue(value)).toMatchObject({ ok: false, error: { code: 'input' } });
  });
});

describe('stored settings', () => {
  it('lose the values that cannot be used, and no others', () => {
    const stored = {
      version: SETTINGS_VERSION,
      quality: 'compatible',
      conflict: 'ask-me',
      files: ['video', 'hologram', 'desc', 7],
      pacing: { parallel: 'many', dailyCap: 12 },
    };
    const read = readStoredSettings(stored);
    expect(read).toMatchObject({
      ok: true,
      value: {
        settings: {
          quality: 'compatible',
          conflict: 'keep-both',
          files: ['video', 'desc'],
          pacing: { parallel: 6, dailyCap: 12 },
        },
      },
    });
    expect(read.ok && [...read.value.dropped].sort()).toEqual(['conflict', 'files.1', 'files.2', 'pacing.parallel']);
  });

  it('of which nothing can be read are a failure', () => {
    for (const value of [[], 'x', null, { version: SETTINGS_VERSION + 1 }]) {
      expect(readStoredSettings(value)).toMatchObject({ ok: false, error: { code: 'input' } });
    }
  });
});
