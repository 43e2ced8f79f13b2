import type { CommandInput } from '@/lib/rpc/protocol';
import type { Remedy } from '@/lib/ui/words/errorWords';

export type JobAction = CommandInput<'controlJob'>['action'];

/** What a page can do to get on from a trouble. */
export interface RemedyActions {
  openPage(page: 'options' | 'library'): Promise<void>;
  openSite(page: 'home' | 'login'): Promise<void>;
  allow(): Promise<void>;
  control(jobId: string, action: JobAction): Promise<void>;
  reload(): Promise<void>;
}

const once = (actions: RemedyActions, remedy: Remedy, jobId: string | undefined): Promise<void> => {
  switch (remedy) {
    case 'settings':
      return actions.openPage('options');
    case 'allow':
      return actions.allow();
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
