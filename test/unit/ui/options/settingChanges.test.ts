import { beforeAll, expect, test } from 'vitest';
import { settingsSchema } from '@/lib/model/settings';
import { useMessages } from '@/lib/ui/format/i18n';
import { settingChanges } from '@/lib/ui/options/settingChanges';
import english from '@/public/_locales/en/messages.json';
import { catalogMessages } from '../../../fakes/catalogMessages';

beforeAll(() => useMessages(catalogMessages(english, 'en-US')));

const usual = settingsSchema.parse({});
const other: Readonly<Record<string, unknown>> = {
  template: '{shelf}/{id}',
  customFields: { shelf: 'kitchen' },
  files: [],
  musicOf: 'none',
  quality: 'compatible',
  place: 'folder',
  conflict: 'overwrite',
  deleted: 'fetch',
  onRename: 'new',
  askRename: false,
  subtitleLanguages: ['eng-US'],
  subtitleFormat: 'vtt',
  live: { ...usual.live, chat: false },
  watch: { ...usual.watch, paused: true },
  capture: false,
  buttons: false,
  notifyAtEnd: true,
  language: 'ar',
};

test('nothing differs from itself', () => {
  expect(settingChanges(usual, usual)).toEqual([]);
});

test('no setting can change unseen', () => {
  const shown = Object.entries(other).map(([name, value]) => [
    name,
    settingChanges(usual, { ...usual, [name]: value }).length,
  ]);
  expect(shown).toEqual(
    Object.keys(usual)
      .filter((name) => name !== 'version' && name !== 'pacing')
      .map((name) => [name, 1]),
  );
  for (const [name, value] of Object.entries(usual.live)) {
    const changed = typeof value === 'number' ? value + 60_000 : ({ chat: false, container: 'flv' }[name] ?? 'sound');
    const live = { ...usual.live, [name]: changed } as typeof usual.live;
    expect(settingChanges(usual, { ...usual, live }), name).toHaveLength(1);
  }
  for (const [name, value] of Object.entries(usual.watch)) {
    const watch = { ...usual.watch, [name]: !value };
    expect(settingChanges(usual, { ...usual, watch }), name).toHaveLength(1);
  }
  for (const [name, value] of Object.entries(usual.pacing)) {
    const pacing = { ...usual.pacing, [name]: value + 1 };
    expect(settingChanges(usual, { ...usual, pacing }), name).toHaveLength(1);
  }
});

test('what may go wrong is said, and comes first', () => {
  const next = { ...usual, quality: 'compatible', conflict: 'overwrite', template: 'mine/{id}' } as const;
  expect(settingChanges(usual, next)).toEqual([
    expect.objectContaining({ name: 'Template', after: 'mine/{id}', risk: expect.stringContaining('other names') }),
    {
      name: 'A file of this name exists',
      before: 'Keep both',
      after: 'Replace it',
      risk: expect.stringContaining('may replace files'),
    },
    { name: 'Quality', before: 'Best', after: 'Most compatible' },
  ]);
});

test('faster is a risk, slower is none', () => {
  const paced = (pacing: object) => settingsSchema.parse({ pacing });
  const slow = paced({ pageGapMin: 5000, pageGapMax: 9000, parallel: 1, dailyCap: 10 });
  const fast = paced({ pageGapMin: 0, pageGapMax: 100, parallel: 8, dailyCap: 0 });
  expect(settingChanges(slow, fast).map(({ risk }) => risk !== undefined)).toEqual([true, true, true]);
  expect(settingChanges(fast, slow).map(({ risk }) => risk !== undefined)).toEqual([false, false, false]);
});
