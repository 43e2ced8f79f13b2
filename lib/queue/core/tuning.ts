/** Times in ms and limits of the queue. The person's own settings (pauses, parallel files, daily cap) are not here. */
export const defaultTuning = {
  /** Shared pause after 429, and after 403 and 5xx of several in a row, doubling up to the second figure. */
  backoffFirst: 20_000,
  backoffMax: 600_000,
  /** Pause before a file is tried again after a broken connection, doubling. */
  retryFirst: 5_000,
  /** The same after bytes that are not what they should be. */
  refetchFirst: 2_000,
  /** Tries of a file in a bulk job, and of a single post, whose person waits for an answer. */
  fileTries: 6,
  clickTries: 3,
  /** Tries of a list request that may pass later. */
  listTries: 8,
  /** Captcha pages in place of a file that are put down to chance. */
  captchaTries: 3,
  offlinePause: 15_000,
  /** A job that waits for the person looks by itself whether the way is free. */
  probePause: 120_000,
  /** The same where looking costs files, or seldom helps: room on the disk, permission, login. */
  spacePause: 600_000,
  /** Known posts in a row that end a second run. */
  knownStop: 60,
  /** A list is not read further while this many files of it wait: addresses expire. */
  highWater: 300,
  /** Pages in a row without a new post before a list counts as going round in circles. */
  stalePages: 4,
  progressEvery: 500,
  /** Downloads are looked at this often beside their events. */
  pollEvery: 2_000,
  /** A download without a path after this time means that the browser asks where to save it. */
  askAfter: 20_000,
  /** An alarm exists at most this far ahead while work is pending (Chrome 120: at least 30 s). */
  heartbeat: 30_000,
  /** Finished jobs that are kept with their tasks. */
  keepJobs: 200,
};
export type Tuning = typeof defaultTuning;
