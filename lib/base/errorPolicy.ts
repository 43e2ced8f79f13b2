/** When another try makes sense: at once, after a pause, after the person acted, or not at all. */
export type RetryRule = 'now' | 'later' | 'login' | 'never';

/**
 * What a failure means for the work:
 * - `gone`: the post can never be had, the job goes on
 * - `never`: trying the same again is pointless
 * - `slow`: the site wants us to slow down, everybody pauses
 * - `again`: this one may pass a little later
 * - `refetch`: the bytes were wrong, another try costs only time
 * - `stale`: the address no longer works, a new one is to be asked for
 * - `hold`: the job cannot go on before something changes
 */
export type Verdict = 'gone' | 'never' | 'slow' | 'again' | 'refetch' | 'stale' | 'hold';

/** The one thing that a person can press to get on; `none` = only words help. */
export type Remedy = 'open' | 'login' | 'allow' | 'grant' | 'solve' | 'retry' | 'resume' | 'settings' | 'none';

/** Why a job stands still without the person having paused it. */
export const waitReasons = [
  'time',
  'login',
  'captcha',
  'space',
  'folder',
  'grant',
  'lost',
  'path',
  'names',
  'offline',
  'gate',
  'permission',
  'cap',
  'tab',
  'browser',
  'surplus',
  'session',
] as const;
export type WaitReason = (typeof waitReasons)[number];

/** How a job waits for one reason. */
export interface WaitPolicy {
  /** It does not pass by itself: the person has to act. */
  readonly needsPerson: boolean;
  /** What stands in the way of one job stands in the way of all; else of those that find out by their own requests. */
  readonly scope: 'job' | 'all';
  /** The pause of the queue's tuning after which a job looks by itself; absent = it is told a time, or does not look. */
  readonly look?: 'offlinePause' | 'spacePause' | 'probePause';
  /** Where it stands in the way of the list, the files that are planned go on: the hosts of the media know nothing of it. */
  readonly filesGoOn?: true;
  readonly remedy: Remedy;
}

/** One row per reason to wait. Its words are `wait_<reason>` in public/_locales. */
export const waitPolicy: Readonly<Record<WaitReason, WaitPolicy>> = {
  time: { needsPerson: false, scope: 'job', filesGoOn: true, remedy: 'none' },
  login: { needsPerson: true, scope: 'job', look: 'spacePause', filesGoOn: true, remedy: 'login' },
  session: { needsPerson: true, scope: 'job', look: 'spacePause', remedy: 'login' },
  captcha: { needsPerson: true, scope: 'job', look: 'probePause', filesGoOn: true, remedy: 'solve' },
  space: { needsPerson: true, scope: 'all', look: 'spacePause', remedy: 'resume' },
  folder: { needsPerson: true, scope: 'all', look: 'spacePause', remedy: 'resume' },
  grant: { needsPerson: true, scope: 'all', look: 'probePause', remedy: 'grant' },
  lost: { needsPerson: true, scope: 'all', remedy: 'settings' },
  path: { needsPerson: true, scope: 'all', look: 'spacePause', remedy: 'resume' },
  names: { needsPerson: true, scope: 'all', remedy: 'resume' },
  offline: { needsPerson: false, scope: 'all', look: 'offlinePause', remedy: 'none' },
  gate: { needsPerson: false, scope: 'job', look: 'probePause', filesGoOn: true, remedy: 'open' },
  permission: { needsPerson: true, scope: 'all', look: 'spacePause', remedy: 'allow' },
  cap: { needsPerson: false, scope: 'all', remedy: 'settings' },
  tab: { needsPerson: true, scope: 'job', filesGoOn: true, remedy: 'resume' },
  browser: { needsPerson: false, scope: 'all', look: 'offlinePause', remedy: 'none' },
  surplus: { needsPerson: true, scope: 'job', remedy: 'resume' },
};

/** What follows from a failure's code. */
export interface ErrorPolicy {
  readonly retry: RetryRule;
  /** Before a look at the HTTP status: see judgeFailure. */
  readonly verdict: Verdict;
  /** What a job waits for that cannot go on because of it; absent = for a time. */
  readonly waitsFor?: WaitReason;
  /** Waiting for it counts as a try of the file, which may itself be what is too much. */
  readonly waitIsTry?: true;
  /** What was given up because of it goes on by itself once the way is free, and its words say so. */
  readonly resumes?: true;
  readonly remedy: Remedy;
  /** One file's own matter; after a few in a row without a success between, everybody's: then the job is held. */
  readonly holdsInARow?: true;
  /** Another route to the site (page, worker, work tab) may answer better. */
  readonly otherRoute?: true;
  /** Another place on the site (a post's own page) may hold the same data. */
  readonly otherPlace?: true;
  /** Every mirror of a file would answer the same: asked on it would be against the site's will, or in vain. */
  readonly mirrorsAlike?: true;
  /** In place of a file it may be chance, and is put down to it a few times. */
  readonly mayBeChance?: true;
  /** Another gear of the video may be had; after two tries a worse one is better than none. */
  readonly otherGear?: true;
  /** It strikes any request alike, so that a walk over many links stops at it. */
  readonly general?: true;
  /** The list itself is worth trying though its owner could not be asked for. */
  readonly bearable?: true;
  /** Another account may be shown what it was said of. */
  readonly byAccount?: true;
  /** One link may meet it although the site answers everything else: worth finding out before all wait for it. */
  readonly maybeOwn?: true;
  /** The site says it of all requests, whichever one it answers. */
  readonly forAll?: true;
  /** So many of them without a success between mean that the way to the hosts is gone. */
  readonly lineMayBeLost?: true;
}

/**
 * One row per way in which TokShelf can fail. Sentences stand in public/_locales under `error_<code>`,
 * `error_<code>_retry` and `error_<code>_do`; the compiler names a missing one (lib/ports/errorKeys.ts).
 */
export const errorPolicy = {
  gate: {
    retry: 'later',
    verdict: 'slow',
    waitsFor: 'gate',
    remedy: 'open',
    otherRoute: true,
    otherPlace: true,
    general: true,
    maybeOwn: true,
    bearable: true,
  },
  captcha: {
    retry: 'later',
    verdict: 'hold',
    waitsFor: 'captcha',
    resumes: true,
    remedy: 'solve',
    otherRoute: true,
    otherPlace: true,
    mirrorsAlike: true,
    mayBeChance: true,
    general: true,
  },
  login: { retry: 'login', verdict: 'hold', waitsFor: 'login', resumes: true, remedy: 'login', byAccount: true },
  rate: { retry: 'later', verdict: 'slow', remedy: 'none', mirrorsAlike: true, general: true, forAll: true },
  account: { retry: 'later', verdict: 'again', remedy: 'open' },
  private: { retry: 'never', verdict: 'gone', remedy: 'none', byAccount: true },
  removed: { retry: 'never', verdict: 'gone', remedy: 'none' },
  region: { retry: 'never', verdict: 'gone', remedy: 'none' },
  age: { retry: 'login', verdict: 'never', remedy: 'login', byAccount: true },
  not_live: { retry: 'never', verdict: 'never', remedy: 'none' },
  live_ended: { retry: 'never', verdict: 'never', remedy: 'none' },
  no_stream: { retry: 'never', verdict: 'never', remedy: 'retry' },
  expired: { retry: 'now', verdict: 'stale', remedy: 'retry' },
  network: {
    retry: 'later',
    verdict: 'again',
    remedy: 'retry',
    otherRoute: true,
    general: true,
    maybeOwn: true,
    lineMayBeLost: true,
  },
  offline: { retry: 'later', verdict: 'hold', waitsFor: 'offline', resumes: true, remedy: 'none', general: true },
  timeout: {
    retry: 'later',
    verdict: 'again',
    remedy: 'retry',
    otherRoute: true,
    otherPlace: true,
    general: true,
    maybeOwn: true,
    bearable: true,
    lineMayBeLost: true,
  },
  http: {
    retry: 'later',
    verdict: 'again',
    remedy: 'retry',
    otherPlace: true,
    otherGear: true,
    general: true,
    maybeOwn: true,
    bearable: true,
  },
  refused: { retry: 'later', verdict: 'again', remedy: 'retry', otherPlace: true, bearable: true },
  shape: { retry: 'never', verdict: 'never', remedy: 'retry', otherPlace: true, bearable: true },
  list: { retry: 'later', verdict: 'again', remedy: 'retry' },
  file: { retry: 'now', verdict: 'refetch', remedy: 'retry', otherGear: true },
  space: { retry: 'later', verdict: 'hold', waitsFor: 'space', waitIsTry: true, resumes: true, remedy: 'none' },
  folder: { retry: 'later', verdict: 'never', waitsFor: 'folder', holdsInARow: true, remedy: 'retry' },
  grant: { retry: 'later', verdict: 'hold', waitsFor: 'grant', resumes: true, remedy: 'grant' },
  path: { retry: 'later', verdict: 'never', waitsFor: 'path', holdsInARow: true, remedy: 'retry' },
  permission: {
    retry: 'later',
    verdict: 'hold',
    waitsFor: 'permission',
    resumes: true,
    remedy: 'allow',
    general: true,
  },
  browser: {
    retry: 'later',
    verdict: 'hold',
    waitsFor: 'browser',
    resumes: true,
    remedy: 'none',
    otherRoute: true,
    general: true,
  },
  names: { retry: 'later', verdict: 'hold', waitsFor: 'names', resumes: true, remedy: 'resume' },
  cap: { retry: 'later', verdict: 'hold', waitsFor: 'cap', resumes: true, remedy: 'settings' },
  database: { retry: 'later', verdict: 'never', remedy: 'retry' },
  lost: { retry: 'later', verdict: 'hold', waitsFor: 'lost', resumes: true, remedy: 'settings' },
  surplus: { retry: 'later', verdict: 'hold', waitsFor: 'surplus', remedy: 'resume' },
  input: { retry: 'never', verdict: 'never', remedy: 'none' },
  bug: { retry: 'never', verdict: 'never', remedy: 'retry' },
} as const satisfies Readonly<Record<string, ErrorPolicy>>;

/** A stable code of a failure. */
export type ErrorCode = keyof typeof errorPolicy;

const isCode = (key: string): key is ErrorCode => Object.hasOwn(errorPolicy, key);

/** All codes, in the order of the table. */
export const errorCodes: readonly ErrorCode[] = Object.keys(errorPolicy).filter(isCode);

/** The row of a code. */
export const policyOf = (code: ErrorCode): ErrorPolicy => errorPolicy[code];
