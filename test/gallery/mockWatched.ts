import { settingsSchema } from '@/lib/model/settings';
import type { Source } from '@/lib/model/source';
import type { ListWatch } from '@/lib/model/watch/listWatch';
import type { WatchListPorts } from '@/lib/ui/library/WatchListPorts';
import { NOW } from './mocks';

const HOUR = 3_600_000;

const watchOf = (id: string, source: Source, more: Partial<ListWatch>): ListWatch => ({
  ...{ id: `list:${id}`, kind: 'list', source, options: {}, every: { unit: 'hours', count: 6 }, name: '' },
  ...{ createdAt: NOW, dueAt: NOW + 4 * HOUR, lookedAt: NOW - 2 * HOUR, strikes: 0, restUntil: 0, found: 0 },
  ...more,
});

const person = (uniqueId: string): Source => ({ kind: 'posts', secUid: `MS4wLjABAAAA${uniqueId}`, uniqueId });

const rows: readonly ListWatch[] = [
  watchOf('posts:a', person('slowkitchen'), {
    ...{ name: 'The Slow Kitchen', jobId: 'look', found: 214, dueAt: 9e15 },
    last: { at: NOW, posts: 3, files: 6, failed: 0 },
  }),
  watchOf('posts:b', person('onion.school.new'), {
    ...{ name: 'Onion School', found: 1204, every: { unit: 'days', count: 1, at: 480 }, dueAt: NOW + 20 * HOUR },
    last: { at: NOW, posts: 0, files: 0, failed: 2 },
    renamed: { from: 'onion.school', to: 'onion.school.new', at: NOW },
    options: { postKind: 'video', interval: '2026-01-01|' },
  }),
  watchOf('posts:c', person('matbakh'), {
    ...{
      name: 'مطبخ',
      found: 12,
      paused: true,
      error: { code: 'private' },
      last: { at: NOW, posts: 0, files: 0, failed: 0 },
    },
  }),
  watchOf('mix:7', { kind: 'mix', mixId: '7', name: 'Bread, from the beginning' }, { lookedAt: 0, dueAt: NOW - HOUR }),
  watchOf(
    'favourites:d',
    { kind: 'favourites', secUid: 'MS4wLjABAAAAme' },
    {
      ...{ name: 'Mira', found: 80, jobId: 'waits', held: true, error: { code: 'login' } },
      last: { at: NOW, posts: 4, files: 4, failed: 0 },
    },
  ),
];

/** Watched lists as the state says. */
export const mockWatched = (watched: 'running' | 'paused' | false): WatchListPorts => ({
  watchRows: (onRows) => {
    onRows(watched ? rows : []);
    return () => {};
  },
  watchSettings: (onSettings) => {
    onSettings(settingsSchema.parse({ watch: { paused: watched === 'paused' } }));
    return () => {};
  },
});
