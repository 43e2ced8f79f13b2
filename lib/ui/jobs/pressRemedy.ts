import type { Remedy } from '@/lib/base/errorPolicy';
import type { Failure } from '@/lib/base/failure';
import type { Call } from '@/lib/rpc/createRpcClient';
import type { CommandInput } from '@/lib/rpc/protocol';

/** Presses a button of a job; gives the reason when that came to nothing. */
export const pressJobButton = async (call: Call, jobId: string, action: JobAction): Promise<Problem | undefined> => {
  const reply = await call('controlJob', { jobId, action });
  if (reply.ok) return undefined;
  return action === 'retry' ? { ...reply.error, about: 'retry' } : reply.error;
};

/** Why something that was pressed came to nothing. */
export interface Problem extends Failure {
  /**
   * `show` = a file was to be shown in its folder; `file` then means that the browser does not find it. `open` = a file
   * of a granted folder was to be opened; `file` then means that it is gone. `retry` = failed files were to be tried again; `input` then means that none of them can be had.
   */
  readonly about?: 'show' | 'open' | 'retry';
}

export type JobAction = CommandInput<'controlJob'>['action'];

/** What a page can do to get on from a trouble. */
export interface RemedyActions {
  openPage(page: 'options' | 'library'): Promise<void>;
  openSite(page: 'home' | 'login'): Promise<void>;
  allow(): Promise<void>;
  /** Gets the granted folder back. */
  grant(): Promise<void>;
  control(jobId: string, action: JobAction): Promise<void>;
  reload(): Promise<void>;
}

const once = (actions: RemedyActions, remedy: Remedy, jobId: string | undefined): Promise<void> => {
  switch (remedy) {
    case 'settings':
      return actions.openPage('options');
    case 'allow':
      return actions.allow();
    case 'grant':
      return actions.grant();
    case 'login':
      return actions.openSite('login');
    case 'open':
      return actions.openSite('home');
    case 'solve':
      return jobId === undefined ? actions.openSite('home') : actions.control(jobId, 'solve');
    case 'retry':
    case 'resume':
      return jobId === undefined ? actions.reload() : actions.control(jobId, remedy);
    case 'none':
      return Promise.resolve();
  }
};

/** Does what the button of a trouble says, for a job or for the page itself. */
export const pressRemedy = (actions: RemedyActions, remedy: Remedy, jobId?: string): void => {
  void once(actions, remedy, jobId);
};
