import { bytesToHex } from '@noble/hashes/utils.js';
import type { Job, JobIn, JobOptions } from '@/lib/model/job';
import { clickedPost, isPeopleKind, type Source } from '@/lib/model/source';
import type { Core } from '@/lib/queue/core/QueueCore';

/** What a job may be given besides its source and options. */
interface More extends Pick<Partial<Job>, 'parent' | 'watch'> {
  /** Lower goes first; absent = 0 for a single post, 1 for a list, 2 for one that a watch began. */
  readonly priority?: number;
  /** Replace what was saved before. */
  readonly replace?: boolean;
}

/** A job that begins with its list; nothing is written down. */
export const newJob = (core: Core, source: Source, options: JobOptions, more: More): JobIn<'listing'> => {
  const now = core.clock.now();
  return {
    id: `${now.toString(36)}-${bytesToHex(core.random.bytes(6))}`,
    source,
    options,
    state: 'listing',
    phase: 'listing',
    priority: more.priority ?? (clickedPost(source) ? 0 : more.watch ? 2 : 1),
    counts: { seen: 0, planned: 0, saved: 0, skipped: 0, failed: 0 },
    listing: { cursor: '', listed: 0, knownInARow: 0 },
    ...(clickedPost(source) ? {} : { listKey: core.lists.listKey(source) }),
    ...(more.replace ? { replace: true } : {}),
    ...(isPeopleKind(source.kind) ? { people: { total: 0, done: 0, skipped: 0, failed: 0 } } : {}),
    ...(more.watch ? { watch: more.watch } : {}),
    ...(more.parent ? { parent: more.parent } : {}),
    createdAt: now,
    updatedAt: now,
  };
};
