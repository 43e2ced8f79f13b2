import browser from 'webextension-polyfill';
import { openDb } from '@/lib/browser/database/db';
import { createRouteMemory } from '@/lib/browser/routes/routeMemory';
import { readSigner } from '@/lib/browser/routes/signerMemory';
import { readAccount } from '@/lib/browser/settings/accountMemory';
import { readSettings } from '@/lib/browser/settings/settingsStore';
import { type FileTaskState, fileTaskSchema } from '@/lib/model/fileTask';
import { type Job, jobStates, waitOf } from '@/lib/model/job';
import type { Diagnostics, Trouble } from '@/lib/ports/Diagnostics';

const JOBS = 50;
const TROUBLES = 10;

const taskStates: readonly FileTaskState[] = fileTaskSchema.options.map((option) => option.shape.state.value);

const countBy = async <S extends string>(
  states: readonly S[],
  count: (state: S) => PromiseLike<number>,
): Promise<Partial<Record<S, number>>> => {
  const counts: Partial<Record<S, number>> = {};
  for (const state of states) {
    const many = await count(state);
    if (many > 0) counts[state] = many;
  }
  return counts;
};

const troubleOf = (job: Job): Trouble[] => {
  const { error, source, updatedAt } = job;
  const waiting = waitOf(job);
  return error || waiting
    ? [
        {
          at: updatedAt,
          kind: source.kind,
          ...(waiting ? { waiting: waiting.reason } : {}),
          ...(error ? { code: error.code } : {}),
          ...(error?.status === undefined ? {} : { status: error.status }),
          ...(error?.detail === undefined ? {} : { detail: error.detail }),
        },
      ]
    : [];
};

const namesIn = ({ source, owner }: Job): string[] => [
  ...(owner ? [owner.key, owner.name] : []),
  ...('uniqueId' in source && source.uniqueId ? [source.uniqueId] : []),
  ...('keyword' in source ? [source.keyword] : []),
];

/** Reads how things stand. Makes no request. */
export const readDiagnostics = async (): Promise<Diagnostics> => {
  const db = openDb();
  try {
    const [routes, signer, settings, account, recent, files, posts, authors] = await Promise.all([
      createRouteMemory(() => Date.now()).all(),
      readSigner(),
      readSettings(),
      readAccount(),
      db.jobs.orderBy('createdAt').reverse().limit(JOBS).toArray(),
      db.records.count(),
      db.posts.count(),
      db.authors.count(),
    ]);
    const used = ({ lastSuccess = 0, lastRefusal = 0 }: (typeof routes)[number]): number =>
      Math.max(lastSuccess, lastRefusal);
    const you = account ? [account.uid, account.secUid, account.uniqueId, account.nickname] : [];
    return {
      version: browser.runtime.getManifest().version,
      userAgent: navigator.userAgent,
      language: browser.i18n.getUILanguage(),
      routes: [...routes].sort((a, b) => used(b) - used(a)),
      ...(signer ? { signer } : {}),
      jobs: await countBy(jobStates, (state) => db.jobs.where('state').equals(state).count()),
      tasks: await countBy(taskStates, (state) => db.tasks.where('state').equals(state).count()),
      kept: { files, posts, authors },
      troubles: recent.flatMap(troubleOf).slice(0, TROUBLES),
      settings,
      personal: [...new Set([...you, ...recent.flatMap(namesIn)])].filter((word) => word !== ''),
    };
  } finally {
    db.close();
  }
};
