import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { readSettingsValue } from '@/lib/model/migrateSettings';
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
