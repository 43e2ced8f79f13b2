import { ok, type Result } from '@/lib/base/result';
import { createDexieStore } from '@/lib/browser/database/createDexieStore';
import { pageDb } from '@/lib/browser/database/db';
import { call } from '@/lib/browser/events/commands';
import { countTaken, newOf, type TakenPost } from '@/lib/takeover/countTaken';
import { readTakeOver } from '@/lib/takeover/readTakeOver';
import { postAddress } from '@/lib/tiktok/address/readAddress';
import type { TakeOverPorts } from './createTakeOverModel';

/** Links that one job takes. */
const LINKS_OF_A_JOB = 5000;

const startJobs = async (posts: ReadonlyMap<string, TakenPost>): Promise<Result<number>> => {
  const links = [...posts].map(([id, { uniqueId }]) => postAddress(id, uniqueId || undefined));
  let jobs = 0;
  for (let at = 0; at < links.length; at += LINKS_OF_A_JOB) {
    const source = { kind: 'links' as const, links: links.slice(at, at + LINKS_OF_A_JOB) };
    const started = await call('startJob', { source, options: {} });
    if (!started.ok) return started;
    jobs += 1;
  }
  return ok(jobs);
};

/** The ports in the browser. The work is done in the page: it ends with it, and may be begun again. */
export const createTakeOverPorts = (): TakeOverPorts => {
  const store = createDexieStore(pageDb());
  return {
    read: (input, hooks) => readTakeOver(input, { ...hooks, now: Date.now() }),
    newOf: (postIds, hooks) => newOf(store, postIds, hooks),
    count: (posts, hooks) => countTaken(store, posts, Date.now(), hooks),
    save: startJobs,
    announce: () => call('rowsCameIn', {}),
  };
};
