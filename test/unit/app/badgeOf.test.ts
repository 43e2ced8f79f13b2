import { describe, expect, it } from 'vitest';
import { badgeOf } from '@/lib/app/createBackgroundApp';
import type { Job } from '@/lib/model/job';
import { type JobFields, jobOf } from '@/test/fakes/rows';

const job = (over: JobFields): Job =>
  jobOf({
    id: 'j',
    source: { kind: 'search', keyword: 'x' },
    options: {},
    priority: 1,
    cursor: '',
    counts: { seen: 0, planned: 10, saved: 3, skipped: 0, failed: 2 },
    listed: 0,
    knownInARow: 0,
    createdAt: 1,
    updatedAt: 1,
    ...over,
  });

describe('badge', () => {
  it('is empty without jobs', () => expect(badgeOf([])).toEqual({ kind: 'none' }));
  it('counts files to come', () => expect(badgeOf([job({}), job({})])).toEqual({ kind: 'count', count: 10 }));
  it('shows that something runs before the first file is known', () => {
    const fresh = job({ counts: { seen: 0, planned: 0, saved: 0, skipped: 0, failed: 0 } });
    expect(badgeOf([fresh])).toEqual({ kind: 'count', count: 1 });
  });
  it.each(['captcha', 'login', 'space', 'folder', 'permission', 'tab'] as const)(
    'calls the person for %s',
    (reason) => {
      expect(badgeOf([job({}), job({ state: 'waiting', waiting: { reason } })])).toEqual({ kind: 'attention' });
    },
  );
  it.each(['time', 'offline', 'gate', 'cap'] as const)('does not call for %s, which passes by itself', (reason) => {
    expect(badgeOf([job({ state: 'waiting', waiting: { reason } })]).kind).toBe('count');
  });
});
