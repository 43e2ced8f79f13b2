import { errorCodes, waitReasons } from '@/lib/base/errorPolicy';
import { jobNotices } from '@/lib/model/job';

/** What else a notice can say that is no failure's code, no wait and no job's notice. */
const remarks = [
  'file_lost',
  'nothing_to_retry',
  'database_lost',
  'settings_wrong',
  'move_foreign',
  'move_newer',
  'move_broken',
  'move_refused',
  'move_large',
  'take_foreign',
  'take_broken',
  'take_sqlite',
  'take_large',
  'take_many',
  'unmoved',
  'files_gone',
] as const;

/** Everything that docs/trouble.md has an entry for; a failure and a wait of one name share one. */
export const troubleTopics = [...new Set([...errorCodes, ...waitReasons, ...jobNotices, ...remarks])] as const;

export type TroubleTopic = (typeof troubleTopics)[number];

/** The page of the extension that explains a topic, at its entry. */
export const troubleAddress = (topic: TroubleTopic): string => `/trouble.html#${topic}`;
