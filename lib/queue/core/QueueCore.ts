import type { ErrorCode } from '@/lib/base/errorPolicy';
import type { Job } from '@/lib/model/job';
import { type Settings, settingsSchema } from '@/lib/model/settings';
import type { parseTemplate } from '@/lib/naming/template/parseTemplate';
import type { Template } from '@/lib/naming/template/Template';
import type { CircuitBreaker } from '@/lib/queue/core/createCircuitBreaker';
import type { DownloadWatcher } from '@/lib/queue/core/createDownloadWatcher';
import type { Ledger } from '@/lib/queue/core/createLedger';
import type { Refusals } from '@/lib/queue/core/createRefusals';
import type { RequestLimiter } from '@/lib/queue/core/createRequestLimiter';
import type { QueuePorts } from '@/lib/queue/core/QueuePorts';
import type { Tuning } from '@/lib/queue/core/tuning';

/** Reads the settings anew each time; the template is parsed again only when its text changed. */
export const createRunSettings = (read: () => Promise<Settings>, parse: typeof parseTemplate): Core['runSettings'] => {
  let last: { readonly key: string; readonly template: Template } | undefined;
  return async () => {
    const settings = await read();
    const key = JSON.stringify([settings.template, settings.customFields]);
    if (last?.key !== key) {
      // The options page takes no broken template; one from elsewhere must not stop the work.
      const parsed = parse(settings.template, settings.customFields);
      const safe = parsed.ok ? parsed : parse(settingsSchema.parse({}).template);
      if (!safe.ok) throw new Error(`the default template is broken: ${JSON.stringify(safe.error)}`);
      last = { key, template: safe.value };
    }
    return { settings, template: last.template };
  };
};

/** The site as a job may ask it. */
export const listsOf = ({ lists, quietLists }: Pick<Core, 'lists' | 'quietLists'>, { watch }: Pick<Job, 'watch'>) =>
  watch === undefined ? lists : (quietLists ?? lists);

/** What the parts of the queue share. Nothing in here need survive: after the worker's death it is made anew. */
export interface Core extends Omit<QueuePorts, 'tuning' | 'settings'> {
  readonly tuning: Tuning;
  /** For the steps that every file takes; what happens seldom has a transaction of its own. */
  readonly ledger: Ledger;
  readonly breaker: CircuitBreaker;
  /** Of the site's own replies, and of the hosts that give bytes. */
  readonly refusals: Readonly<Record<'site' | 'media', Refusals>>;
  readonly limiter: RequestLimiter;
  readonly downloadWatcher: DownloadWatcher;
  /** Settings with their parsed template. */
  readonly runSettings: () => Promise<{ readonly settings: Settings; readonly template: Template }>;
  /** Bytes received so far, by task id, of the fetches under way. */
  readonly progress: Map<string, { readonly received: number; readonly total: number }>;
  /** Under which id the bytes of a task are being fetched just now. */
  readonly fetching: Map<string, string>;
  /** Which host the bytes of a task under way were asked of last. */
  readonly hosts: Map<string, string>;
  /** Tasks that a post was seen to have open: while one is left, its addresses are not asked about. A hint only. */
  readonly openTasks: Map<string, Set<string>>;
  /** Blob addresses that nobody wants saved any more, while the browser may be taking the order. */
  readonly unwanted: Set<string>;
  /** How many files failed with a code since one passed. */
  readonly inARow: Map<ErrorCode, number>;
  /** Tells how things stand with a post, to whoever shows it. Neither of these ever throws. */
  readonly tellPost: (postId: string) => Promise<void>;
  readonly tellJob: (jobId: string) => void;
}
