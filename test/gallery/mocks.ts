import { ok } from '@/lib/base/result';
import { type Job, OTHER_ACCOUNT } from '@/lib/model/job';
import type { Recording } from '@/lib/model/live/recording';
import type { Offer } from '@/lib/model/offer';
import type { SaveRecord } from '@/lib/model/saveRecord';
import { liveWatchId, type Watch } from '@/lib/model/watch/liveWatch';
import type {
  CheckStatus,
  CheckTally,
  ChosenFolder,
  FindingKind,
  RenamedPerson,
  Renamer,
  RenamingStatus,
} from '@/lib/ports/FolderAccess';
import type { FolderPorts } from '@/lib/ui/forms/followFolder';
import type { CheckPorts } from '@/lib/ui/options/createCheckModel';
import type { RebuildPorts } from '@/lib/ui/options/createRebuildModel';
import type { Elsewhere, RelocatePorts } from '@/lib/ui/options/createRelocateModel';
import { type JobFields, jobOf } from '@/test/fakes/rows';

/** The gallery's clock stands still. */
export const NOW = Date.UTC(2026, 9, 14, 16, 20);

const secUid = 'MS4wLjABAAAAmockmockmockmock';

/** A picture of our own as a person's avatar. */
const avatar = `data:image/svg+xml,${encodeURIComponent('<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 44 44"><rect width="44" height="44" fill="#c98a4b"/><circle cx="22" cy="17" r="8" fill="#fff3e0"/><path d="M6 44c2-14 30-14 32 0" fill="#fff3e0"/></svg>')}`;

export const you = { uid: '1', secUid, uniqueId: 'mira.reads', nickname: 'Mira' };

/** Somebody whose page it is. */
export const mockProfile = {
  uid: '2',
  secUid,
  uniqueId: 'slowkitchen',
  nickname: 'The Slow Kitchen',
  avatar,
  videos: 214,
  followers: 1_240_000,
  private: false,
  likesPublic: true,
};

const yours: Offer['yours'] = [
  { source: { kind: 'likes', secUid, uniqueId: 'mira.reads' }, count: 1204 },
  { source: { kind: 'favourites', secUid, uniqueId: 'mira.reads' }, count: 87 },
  { source: { kind: 'posts', secUid, uniqueId: 'mira.reads' }, count: 12 },
];

export const offers = {
  profile: {
    page: 'profile',
    allowed: true,
    you,
    profile: mockProfile,
    here: [{ source: { kind: 'posts', secUid, uniqueId: 'slowkitchen' }, count: 214 }],
    yours,
  },
  profileMany: {
    page: 'profile',
    allowed: true,
    you,
    profile: mockProfile,
    here: [
      { source: { kind: 'posts', secUid, uniqueId: 'slowkitchen' }, count: 214 },
      { source: { kind: 'likes', secUid, uniqueId: 'slowkitchen' }, blocked: 'private' },
      { source: { kind: 'mix', mixId: '7000000000000000001', name: 'Bread for beginners' }, count: 18 },
      { source: { kind: 'mix', mixId: '7000000000000000002', name: 'Soups' }, count: 9 },
    ],
    yours,
  },
  yoursAll: {
    page: 'feed',
    allowed: true,
    you,
    here: [],
    yours: [
      ...yours,
      { source: { kind: 'collection', collectionId: '7000000000000000011', name: 'Recipes for later' }, count: 42 },
      { source: { kind: 'collection', collectionId: '7000000000000000012', name: 'Places to see once' }, count: 7 },
      { source: { kind: 'mix', mixId: '7000000000000000013', name: 'Days out' }, count: 5 },
    ],
  },
  post: {
    page: 'post',
    allowed: true,
    you,
    profile: mockProfile,
    post: {
      id: '7300000000000000001',
      desc: 'Sourdough without a scale: the jar, the spoon and the patience you already have at home #bread #slowfood',
      saved: false,
    },
    here: [
      { source: { kind: 'one', postId: '7300000000000000001', uniqueId: 'slowkitchen' } },
      { source: { kind: 'mix', mixId: '7000000000000000001', name: 'Bread for beginners' }, count: 18 },
      { source: { kind: 'posts', secUid, uniqueId: 'slowkitchen' }, count: 214 },
    ],
    yours,
  },
  feed: { page: 'feed', allowed: true, you, here: [], yours },
  loggedOut: {
    page: 'profile',
    allowed: true,
    profile: mockProfile,
    here: [{ source: { kind: 'posts', secUid, uniqueId: 'slowkitchen' }, count: 214 }],
    yours: [],
  },
  privateProfile: {
    page: 'profile',
    allowed: true,
    you,
    profile: {
      ...mockProfile,
      avatar: undefined,
      nickname: 'Étienne',
      uniqueId: 'etienne_prive',
      private: true,
      videos: 31,
    },
    here: [{ source: { kind: 'posts', secUid, uniqueId: 'etienne_prive' }, count: 31, blocked: 'private' }],
    yours,
  },
  unreadProfile: { page: 'profile', allowed: true, you, problem: { code: 'captcha' }, here: [], yours },
  search: {
    page: 'search',
    allowed: true,
    you,
    here: [{ source: { kind: 'search', keyword: 'wild garlic pesto' } }],
    yours,
  },
  live: {
    page: 'live',
    allowed: true,
    you,
    profile: { ...mockProfile, videos: undefined },
    here: [{ source: { kind: 'live', uniqueId: 'slowkitchen' } }],
    yours,
  },
  noAccess: { page: 'other', allowed: false, here: [], yours: [] },
  elsewhere: { page: 'elsewhere', allowed: true, here: [], yours: [] },
} satisfies Record<string, unknown> as unknown as Record<string, Offer>;

/** A job in the middle of a profile, changed as wanted. */
export const mockJob = (change: JobFields = {}): Job =>
  jobOf({
    id: 'job-1',
    source: { kind: 'posts', secUid, uniqueId: 'slowkitchen' },
    options: {},
    priority: 1,
    cursor: '',
    counts: { seen: 120, planned: 151, saved: 88, skipped: 14, failed: 2 },
    total: 214,
    listed: 120,
    owner: { key: 'k', name: 'The Slow Kitchen' },
    knownInARow: 0,
    createdAt: NOW - 90_000,
    updatedAt: NOW,
    ...change,
  });

const withPause = (job: Job): Job => ({ ...job, listing: { ...job.listing, nextPageAt: Date.now() + 19_500 } });

export const mockJobs = {
  listing: mockJob(),
  draining: mockJob({
    id: 'job-2',
    state: 'draining',
    phase: 'draining',
    counts: { seen: 214, planned: 260, saved: 188, skipped: 0, failed: 0 },
  }),
  /** By the real clock, which the card counts down by. */
  pausing: withPause(mockJob({ id: 'job-13' })),
  likes: mockJob({
    id: 'job-3',
    source: { kind: 'likes', secUid, uniqueId: 'mira.reads' },
    owner: { key: 'm', name: 'Mira' },
    total: undefined,
    counts: { seen: 40, planned: 52, saved: 11, skipped: 0, failed: 0 },
  }),
  captcha: mockJob({ id: 'job-4', state: 'waiting', waiting: { reason: 'captcha' } }),
  login: mockJob({
    id: 'job-5',
    state: 'waiting',
    waiting: { reason: 'login' },
    source: { kind: 'favourites', secUid },
    owner: { key: 'm', name: 'Mira' },
  }),
  gate: mockJob({ id: 'job-6', state: 'waiting', waiting: { reason: 'gate', until: NOW + 400_000 } }),
  folder: mockJob({
    id: 'job-12',
    state: 'waiting',
    waiting: { reason: 'folder', until: NOW + 400_000 },
    notices: ['asks'],
    counts: { seen: 60, planned: 135, saved: 0, skipped: 0, failed: 3 },
  }),
  lost: mockJob({ id: 'job-18', state: 'waiting', waiting: { reason: 'lost' }, error: { code: 'lost' } }),
  paused: mockJob({
    id: 'job-7',
    state: 'paused',
    phase: 'draining',
    counts: { seen: 214, planned: 260, saved: 188, skipped: 0, failed: 0 },
  }),
  otherAccount: mockJob({
    id: 'job-10',
    state: 'waiting',
    waiting: { reason: 'session' },
    error: { code: 'login', detail: OTHER_ACCOUNT },
  }),
  people: mockJob({
    ...{
      id: 'job-14',
      source: { kind: 'following', secUid, uniqueId: 'mira.reads' },
      owner: { key: 'm', name: 'Mira' },
    },
    ...{ options: { maxCount: 20, people: { posts: true, order: 'longest', pause: 600 } }, listKey: 'following:m' },
    counts: { seen: 318, planned: 0, saved: 1412, skipped: 0, failed: 0 },
    people: { total: 318, done: 41, skipped: 12, failed: 3, listed: true },
  }),
  /** The turn of one of them. */
  turn: mockJob({ id: 'job-15', parent: { jobId: 'job-14', turnId: 't' }, options: { maxCount: 20 } }),
  peopleDone: mockJob({
    ...{ id: 'job-16', source: { kind: 'people', handles: ['a.b', 'mira', 'onion.school'] }, state: 'done' },
    ...{ owner: undefined, options: { people: { posts: true } }, finishedAt: NOW - 9000, listKey: 'people:x' },
    counts: { seen: 3, planned: 0, saved: 214, skipped: 0, failed: 0 },
    people: { total: 3, done: 2, skipped: 0, failed: 1, listed: true },
  }),
  feed: mockJob({
    ...{ id: 'job-17', source: { kind: 'feed' }, owner: undefined, total: undefined, options: { maxCount: 100 } },
    counts: { seen: 60, planned: 71, saved: 48, skipped: 2, failed: 0 },
  }),
  pausedByHand: mockJob({ id: 'job-11', state: 'paused', error: { code: 'login' } }),
  doneWithFailures: mockJob({
    id: 'job-8',
    state: 'done',
    phase: 'draining',
    finishedAt: NOW - 5000,
    options: { maxCount: 500, interval: '2026-01-01|2026-10-12', postKind: 'video' },
    counts: { seen: 214, planned: 260, saved: 243, skipped: 14, failed: 3 },
  }),
  failed: mockJob({
    id: 'job-9',
    state: 'failed',
    error: { code: 'shape' },
    counts: { seen: 0, planned: 0, saved: 0, skipped: 0, failed: 0 },
  }),
};

const record = (index: number, kind: SaveRecord['kind'], name: string, more: Partial<SaveRecord> = {}): SaveRecord => ({
  key: `73000000000000000${index}:${kind}:0`,
  postId: `73000000000000000${index}`,
  kind,
  index: '0',
  authorSecUid: secUid,
  path: `/home/mira/Downloads/tiktok/post/The Slow Kitchen/${name}`,
  relativePath: `tiktok/post/The Slow Kitchen/${name}`,
  bytes: 3_400_000 * index,
  sha256: '',
  savedAt: NOW - index * 47_000,
  jobId: 'job-1',
  listKey: '',
  notes: [],
  ...more,
});

export const mockRecords: readonly SaveRecord[] = [
  record(1, 'video', '2026-10-12_18-04-11_Sourdough without a scale-video.mp4'),
  record(2, 'image', '2026-10-11_09-30-00_Six ways to cut an onion-image-01.jpg', { bytes: 214_000 }),
  record(3, 'music', '2026-10-11_09-30-00_Six ways to cut an onion-music.mp3', { bytes: 812_000 }),
  record(4, 'video', '2026-10-09_20-15-42_وصفة الحمص بالطريقة القديمة-video.mp4', { missing: true }),
];

const mockPart = (index: number, state: Recording['parts'][number]['state']): Recording['parts'][number] => ({
  index,
  state,
  ...{
    bytes: 182_000_000,
    at: (index - 1) * 600_000,
    durationMs: 600_000,
    width: 576,
    height: 1024,
    codec: 'avc' as const,
  },
  ...(state === 'saved'
    ? { downloadId: index, path: `/home/mira/Downloads/tiktok/live/The Slow Kitchen/2026-10-14-live-0${index}.mp4` }
    : {}),
});

/** A live in its third part, changed as wanted. */
export const mockRecording = (change: Partial<Recording> = {}): Recording => ({
  id: 'recording-1',
  roomId: '7692023419818265357',
  uniqueId: 'slowkitchen',
  nickname: 'The Slow Kitchen',
  title: 'Baking the whole night, ask me anything about sourdough',
  state: 'recording',
  basePath: 'tiktok/live/The Slow Kitchen/2026-10-14-live',
  address: '',
  quality: 'origin',
  soundOnly: false,
  parts: [mockPart(1, 'saved'), mockPart(2, 'saving'), mockPart(3, 'writing')],
  gaps: [{ at: 300_000, ms: 14_000 }],
  durationMs: 1_325_000,
  bytes: 402_000_000,
  viewers: 1_284,
  startedAt: NOW - 1_340_000,
  updatedAt: NOW,
  ...change,
});

const savedParts = [mockPart(1, 'saved'), mockPart(2, 'saved')];

export const mockRecordings = {
  running: mockRecording(),
  done: mockRecording({
    ...{ id: 'recording-2', uniqueId: 'onion.school', nickname: 'Onion School', title: '', state: 'done' },
    ...{ parts: savedParts, gaps: [], durationMs: 4_205_000, ended: 'over', recovered: true },
  }),
  brokeOff: mockRecording({
    ...{ id: 'recording-3', uniqueId: 'matbakh', nickname: 'مطبخ الحمص', state: 'done', title: 'وصفة الليلة' },
    ...{ parts: [...savedParts, mockPart(3, 'lost')], ended: 'failed', error: { code: 'network' } },
  }),
  failed: mockRecording({
    ...{ id: 'recording-4', uniqueId: 'yatai_walk', nickname: 'Yatai Walk', title: '', state: 'failed' },
    ...{ parts: [], gaps: [], durationMs: 0, bytes: 0, ended: 'failed', error: { code: 'network' } },
  }),
  noRoom: mockRecording({
    ...{ id: 'recording-5', uniqueId: 'mira.reads', nickname: 'Mira', title: '', state: 'saving', gaps: [] },
    ...{ parts: [mockPart(1, 'kept')], ended: 'stopped', error: { code: 'space' } },
  }),
} satisfies Record<string, Recording>;

const mockWatch = (uniqueId: string, nickname: string, change: Partial<Watch> = {}): Watch => ({
  ...{ id: liveWatchId(uniqueId), kind: 'live', uniqueId, nickname, roomId: '7692023419818265357', takenRoom: '' },
  ...{ createdAt: NOW, dueAt: NOW, lookedAt: NOW, roomReadAt: NOW, failures: 0 },
  ...change,
});

export const mockWatches: readonly Watch[] = [
  mockWatch('onion.school', 'Onion School'),
  mockWatch('matbakh', 'مطبخ الحمص'),
  mockWatch('yatai_walk', 'Yatai Walk', { error: { code: 'removed' } }),
];

/** A folder of the person's own that stands as given; what is pressed changes nothing. */
export const mockFolder = (chosen?: ChosenFolder): FolderPorts => ({
  watch: (onFolder) => {
    onFolder(chosen);
    return () => {};
  },
  choose: async () => undefined,
  takeDropped: async () => undefined,
  allow: async () => chosen?.state ?? 'none',
  tellAllowed: async () => ok({}),
});

/** Files of earlier that lie elsewhere; a move of them stays in its middle. */
export const mockRelocate = (elsewhere: Elsewhere = { folders: 0, downloads: 0 }): RelocatePorts => ({
  count: async () => elsewhere,
  run: ({ onProgress }) => {
    onProgress({ total: 312, moved: 127, missing: 0, left: 0 });
    return new Promise(() => {});
  },
  allowSources: async () => {},
  chooseSource: async () => false,
  takeDroppedSource: async () => false,
});

const previewed = (n: number) => ({
  ...{ key: `${n}:video:0`, isTaken: n === 2 },
  from: `tiktok/post/The Slow Kitchen/2026-0${n}-14_18-20-00_Sourdough without a scale, part ${n}-video.mp4`,
  to: `tiktok/2026-0${n}/The Slow Kitchen/2026-0${n}-14 Sourdough without a scale, part ${n}.mp4`,
});

/** Saved files that would be called otherwise; those that are going stand at 412 of 1,204. */
export const mockRenaming = (status?: RenamingStatus, people: readonly RenamedPerson[] = []): Renamer => {
  const preview = { total: 1204, first: [1, 2, 3, 4].map(previewed), taken: 1, unnamed: 7 };
  return {
    status: async () => status,
    preview: async () => ok({ ...preview, begin: async () => ok(true) }),
    people: async () => people,
    beginPerson: async () => ok(true),
    keepName: async () => undefined,
    run: ({ onProgress }) => {
      onProgress({ total: 1204, moved: 412, missing: 0, left: 0 });
      return new Promise(() => undefined);
    },
    turnBack: async () => undefined,
    letGo: async () => undefined,
  };
};

const found = (kind: FindingKind, count: number): CheckStatus['found'] => {
  const paths = Array.from({ length: Math.min(count, 5) }, (_, at) => `Archive/tiktok/post/Anna/${at + 1}-video.mp4`);
  return count > 0 ? [{ kind, count, paths }] : [];
};

/** A look at saved files that ends with these figures; `slow` = it stays in its middle, `stopped` = one that was. */
export const mockCheck = (
  { unseen = 0, broken = 0, missing = 0, changed = 0, foreign = 0, adoptable = 0 }: Partial<CheckTally> = {},
  how?: 'slow' | 'stopped',
): CheckPorts => {
  const there = 1204 - unseen - broken - missing - changed;
  const tally = { total: 1204, there, missing, changed, unseen, broken, foreign, adoptable };
  const counts = { missing, changed, adoptable, foreign };
  const kinds = ['missing', 'changed', 'adoptable', 'foreign'] as const;
  const done: CheckStatus = { isDone: true, tally, found: kinds.flatMap((kind) => found(kind, counts[kind])) };
  const middle = { ...tally, there: 411 };
  let status: CheckStatus | undefined = how === 'stopped' ? { ...done, isDone: false, tally: middle } : undefined;
  return {
    check: async ({ onProgress }) => {
      if (how === 'slow') {
        onProgress(middle);
        return new Promise(() => {});
      }
      status = done;
      return ok(tally);
    },
    status: async () => status,
    remedy: async (_, kind) => {
      const files = status?.found.find((one) => one.kind === kind)?.count ?? 0;
      status = status && { ...status, found: status.found.filter((one) => one.kind !== kind) };
      return ok(files);
    },
    letGo: async () => {
      status = undefined;
    },
    tellChecked: async () => {},
  };
};

/** A folder that lists files of which the library knows nothing. */
export const mockRebuild = (forgotten = 0): RebuildPorts => ({
  countForgotten: async () => forgotten,
  rebuild: async () => ok({ total: forgotten, back: forgotten, gone: 0 }),
  tellRebuilt: async () => {},
});
