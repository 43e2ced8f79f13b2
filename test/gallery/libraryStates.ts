import { ok } from '@/lib/base/result';
import type { DatabaseHealth } from '@/lib/model/databaseHealth';
import { type FileTask, fileTaskSchema } from '@/lib/model/fileTask';
import type { LibraryRow } from '@/lib/model/libraryRow';
import type { GonePost, ListSummary } from '@/lib/model/listSummary';
import { createLibraryModel, type LibraryModel } from '@/lib/ui/library/createLibraryModel';
import { mockPeople } from './mockPeople';
import { mockShelf } from './mockShelf';
import { mockJobs, mockRecordings, NOW } from './mocks';
import { mockViewer, type ViewedKind } from './mockViewer';
import { mockWatched } from './mockWatched';
import { pressQuestionMark } from './popupStates';
import { mockGallery } from './ports/mockGallery';
import { mockTaken } from './ports/mockTakeOver';

const captions = [
  'Sourdough without a scale: the jar, the spoon and the patience you already have at home #bread',
  'Six ways to cut an onion',
  'وصفة الحمص بالطريقة القديمة',
  '屋台のラーメン 🍜 #street',
  '',
  '=HYPERLINK("https://example.invalid") is only a caption',
];
const handles = [
  'slowkitchen',
  'onion.school',
  'matbakh',
  'yatai_walk',
  'mira.reads',
  'a.very.long.handle.of.somebody',
];
const kinds = ['video', 'image', 'video', 'video', 'image', 'video'] as const;

/** Invented rows, two of each post, the newest first. */
export const mockRows = (count: number): LibraryRow[] =>
  Array.from({ length: count }, (_, index) => {
    const post = Math.floor(index / 2);
    const turn = post % captions.length;
    const kind = index % 2 === 0 ? (kinds[turn] ?? 'video') : 'music';
    return {
      key: `key-${index}`,
      postId: String(7_300_000_000_000_000_000n + BigInt(post)),
      kind,
      path: `/home/mira/Downloads/tiktok/post/${handles[turn]}/2026-10-12_18-04-11_number ${index}-${kind}.mp4`,
      bytes: 40_000 * ((index % 90) + 1) ** 1.4,
      savedAt: NOW - index * 60_000,
      postedAt: NOW - post * 3_600_000 * 7,
      missing: index % 17 === 3,
      notes: index % 11 === 2 ? ['no-sound'] : [],
      desc: captions[turn] ?? '',
      nickname: handles[turn] ?? '',
      uniqueId: handles[turn] ?? '',
      photos: kinds[turn] === 'image',
    };
  });

/** Drawings of our own; every fifth post has none. */
const drawing = (number: number): string => {
  const hue = (number * 47) % 360;
  const sun = `<circle cx="${30 + ((number * 13) % 100)}" cy="${50 + ((number * 29) % 90)}" r="26" fill="hsl(${hue} 80% 82%)"/>`;
  const hill = `<path d="M0 ${190 - (number % 40)} Q 80 ${120 + (number % 60)} 160 200 V284 H0Z" fill="hsl(${hue} 35% 34%)"/>`;
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 160 284"><rect width="160" height="284" fill="hsl(${hue} 45% 62%)"/>${sun}${hill}</svg>`;
};

/** The address of a drawn picture. */
export const mockPicture = (number: number): string => `data:image/svg+xml,${encodeURIComponent(drawing(number))}`;

const mockThumbs = async (postIds: readonly string[]): Promise<ReadonlyMap<string, Blob>> =>
  new Map(
    postIds.flatMap((postId) => {
      const number = Number(BigInt(postId) % 1000n);
      if (number % 5 === 4) return [];
      return [[postId, new Blob([drawing(number)], { type: 'image/svg+xml' })]];
    }),
  );

const task = (position: number, change: object): FileTask =>
  fileTaskSchema.parse({
    id: `job-8:${position}`,
    jobId: 'job-8',
    postId: '7300000000000000001',
    kind: 'video',
    index: '0',
    recordKey: `7300000000000000001:video:${position}`,
    priority: 1,
    position,
    basePath: `tiktok/post/The Slow Kitchen/2026-10-0${position}_18-04-11_A video that did not make it-video`,
    basePathKey: `${position}`,
    attempts: 3,
    notBefore: 0,
    updatedAt: NOW,
    ...change,
  });

const failedTasks = [
  task(1, { state: 'failed', error: { code: 'removed' }, final: true }),
  task(2, { state: 'failed', error: { code: 'region' }, final: true, kind: 'image' }),
  task(3, { state: 'failed', error: { code: 'file' }, final: false }),
];

const mockLists: readonly ListSummary[] = [
  {
    listKey: 'posts:a',
    kind: 'posts',
    job: mockJobs.doneWithFailures,
    total: 12_000,
    listed: 11_963,
    readAt: NOW - 86_400_000,
    posts: 11_951,
    saved: 11_890,
    gone: 12,
    refused: [
      { code: 'removed', count: 30 },
      { code: 'private', count: 9 },
      { code: 'region', count: 2 },
    ],
  },
  { listKey: 'likes:b', kind: 'likes', owner: 'Mira', total: 1204, posts: 480, saved: 480, gone: 0, refused: [] },
];

const mockGone: readonly GonePost[] = captions.slice(0, 4).map((desc, index) => ({
  postId: String(7_300_000_000_000_000_000n + BigInt(index)),
  desc,
  uniqueId: handles[index] ?? '',
  photos: false,
  goneAt: NOW - index * 86_400_000 * 9,
  saved: index !== 1,
}));

interface LibraryState {
  readonly rows?: number;
  readonly hash?: 'saved' | 'jobs' | 'lists' | 'watched' | 'figures';
  /** `people` = only those that are over many people, `lost` = one that waits for the library. */
  readonly jobs?: boolean | 'people' | 'lost';
  /** How the database fares, where not well. */
  readonly health?: DatabaseHealth;
  readonly recordings?: boolean;
  /** Lists are watched; `paused` = all of them are. */
  readonly watched?: 'running' | 'paused';
  readonly layout?: 'table' | 'covers';
  /** What the viewer shows, where it is not pictures; `elsewhere` = files that only the browser can open. */
  readonly viewed?: ViewedKind;
  /** Posts that were taken over. */
  readonly taken?: number;
  /** How writing a gallery goes. */
  readonly writing?: Parameters<typeof mockGallery>[0];
  /** Somebody has another name than their folder. */
  readonly newName?: boolean;
  readonly after?: (model: LibraryModel) => void;
}

/** Presses what the selector finds at a place, as soon as it is there: the code of some parts comes when they are opened. */
const pressLater = (selector: string, place = 0): void => {
  const target = document.querySelectorAll<HTMLElement>(selector)[place];
  if (target) target.click();
  else setTimeout(() => pressLater(selector, place), 20);
};

/** Chooses some files and presses one of the buttons that do something with them. */
const chooseAndPress = (model: LibraryModel, button: number): void => {
  model.choice.start();
  for (const place of [0, 1, 4]) model.choice.press(place, false);
  pressLater('.choice__line:nth-child(2) button', button);
};

const openGallery = (part?: string, begin = false): void => {
  pressLater('.summary > .button:last-of-type');
  if (part) pressLater(`.gallery-dialog input[value=${part}]`);
  if (begin) pressLater('.gallery-dialog p .button--primary');
};

const chooseGroup = (kind: string): void => {
  const select = document.querySelectorAll('select')[1];
  if (!select) throw new Error('no choice of views');
  select.value = kind;
  select.dispatchEvent(new Event('change', { bubbles: true }));
};

/** Every state of the library that a person can meet. */
export const libraryStates: Readonly<Record<string, LibraryState>> = {
  saved: { rows: 20_000 },
  covers: { rows: 20_000, layout: 'covers' },
  filtered: {
    rows: 400,
    after: (model) => {
      model.query.value = { ...model.query.value, words: 'onion', author: 'onion.school' };
    },
  },
  nothing: {
    rows: 400,
    after: (model) => {
      model.query.value = { ...model.query.value, words: 'zebra' };
    },
  },
  keys: { rows: 400, after: () => setTimeout(pressQuestionMark, 100) },
  choosing: {
    rows: 400,
    after: (model) => {
      model.choice.start();
      for (const place of [0, 2, 3]) model.choice.press(place, false);
    },
  },
  'choosing-tags': { rows: 400, layout: 'covers', after: (model) => chooseAndPress(model, 0) },
  'choosing-delete': { rows: 400, after: (model) => chooseAndPress(model, 6) },
  'choosing-delete-disk': {
    rows: 400,
    after: (model) => {
      chooseAndPress(model, 6);
      pressLater('.choice__question input');
    },
  },
  'choosing-gallery': { rows: 400, after: (model) => chooseAndPress(model, 5) },
  'new-name': { rows: 400, newName: true },
  groups: { rows: 400, after: () => chooseGroup('author') },
  narrowed: {
    rows: 400,
    after: async (model) => {
      const [group] = await model.readGroups('month', () => {});
      if (group) model.shelf.narrow(group);
      model.query.value = { ...model.query.value, words: 'onion' };
    },
  },
  viewer: { rows: 400, after: (model) => model.view('7300000000000000001') },
  'viewer-video': { rows: 400, viewed: 'video', after: (model) => model.view('7300000000000000001') },
  'viewer-elsewhere': { rows: 400, viewed: 'elsewhere', after: (model) => model.view('7300000000000000000') },
  empty: { rows: 0 },
  lost: { rows: 0, health: 'lost' },
  'lost-jobs': { jobs: 'lost', health: 'held', hash: 'jobs' },
  'database-closed': { health: 'closed' },
  'empty-taken': { rows: 0, taken: 18_231 },
  taken: { rows: 400, taken: 18_231, after: () => pressLater('.taken button') },
  'taken-forget': {
    rows: 400,
    taken: 12,
    after: () => {
      pressLater('.taken button');
      setTimeout(() => pressLater('.taken__line button:last-of-type'), 100);
    },
  },
  people: { jobs: 'people', hash: 'jobs', after: () => pressLater('.job__more') },
  recordings: {
    jobs: true,
    recordings: true,
    hash: 'jobs',
    after: () => pressLater('.recording .job__more'),
  },
  jobs: { jobs: true, hash: 'jobs', after: () => pressLater('.job__more', 3) },
  lists: { jobs: true, hash: 'lists', after: () => pressLater('.list .job__more') },
  'lists-empty': { hash: 'lists' },
  'jobs-empty': { hash: 'jobs' },
  watched: { jobs: true, watched: 'running', hash: 'watched' },
  'watched-paused': { jobs: true, watched: 'paused', hash: 'watched' },
  'watched-empty': { hash: 'watched' },
  figures: { rows: 20_000, hash: 'figures' },
  'figures-tables': { rows: 400, hash: 'figures', after: () => setTimeout(openDetails, 300) },
  'figures-empty': { hash: 'figures' },
  gallery: { rows: 400, after: () => openGallery() },
  'gallery-list': { rows: 400, jobs: true, after: () => openGallery('list') },
  'gallery-author': { rows: 400, after: () => openGallery('author') },
  'gallery-busy': { rows: 400, writing: 'held', after: () => openGallery('all', true) },
  'gallery-done': { rows: 400, writing: 'done', after: () => openGallery('all', true) },
  'gallery-problem': { rows: 400, writing: 'problem', after: () => openGallery('all', true) },
  'gallery-nothing': { rows: 400, writing: 'nothing', after: () => openGallery('all', true) },
};

const openDetails = (): void => {
  for (const one of document.querySelectorAll('details')) one.open = true;
};

/** A started model in the named state. */
export const libraryInState = (name: string): LibraryModel => {
  const state = libraryStates[name];
  if (!state) throw new Error(`no library state ${name}`);
  location.hash = state.hash ?? 'saved';
  const rows = mockRows(state.rows ?? 0);
  const { pausing, captcha, lost, paused, doneWithFailures, failed, people, peopleDone, turn } = mockJobs;
  const model = createLibraryModel({
    call: async () => ok({}) as never,
    async *rowChunks() {
      yield rows;
    },
    readThumbs: mockThumbs,
    allowFolder: async () => 'granted',
    openSaved: async () => ok(false),
    openPlaced: async () => ok(true as const),
    createUrl: (blob) => URL.createObjectURL(blob),
    revokeUrl: (url) => URL.revokeObjectURL(url),
    readLayout: () => state.layout ?? 'table',
    writeLayout: () => {},
    rowsOfPost: async (postId) => rows.filter((row) => row.postId === postId),
    watchNewest: (onRows) => {
      onRows(rows.slice(0, 200));
      return () => {};
    },
    watchJobs: (onRows) => {
      onRows(
        state.jobs === 'people'
          ? [
              { job: people, child: turn, bytes: 0 },
              { job: peopleDone, bytes: 0 },
            ]
          : state.jobs === 'lost'
            ? [{ job: lost, bytes: 0 }]
            : state.jobs
              ? [
                  pausing,
                  captcha,
                  paused,
                  { ...doneWithFailures, listing: { ...doneWithFailures.listing, ended: 'end' as const } },
                  failed,
                  { ...pausing, id: 'look', watch: { id: 'list:posts:a', dueAt: NOW } },
                ].map((job) => ({
                  job,
                  bytes: 0,
                }))
              : [],
      );
      return () => {};
    },
    watchRecordings: (onRecordings) => {
      onRecordings(state.recordings ? Object.values(mockRecordings) : []);
      return () => {};
    },
    watchTasks: (_, states, __, onTasks) => {
      onTasks(states.includes('failed') ? failedTasks : []);
      return () => {};
    },
    watchFailures: (_, onFailures) => {
      onFailures([
        { code: 'removed', count: 2 },
        { code: 'file', count: 1 },
      ]);
      return () => {};
    },
    listSummaries: async () => (state.jobs ? mockLists : []),
    goneTimes: async () => (state.rows ? mockGone : []).map(({ postId, goneAt }) => ({ postId, goneAt })),
    gonePosts: async () => mockGone,
    watchMissing: () => () => {},
    watchRemoved: () => () => {},
    openPost: async () => {},
    openSite: async () => {},
    openPage: async () => {},
    saveShortcut: async () => 'Alt+Shift+S',
    requestAccess: async () => true,
    loadViewerPorts: async () => mockViewer(state.viewed),
    renamedPeople: async () =>
      state.newName ? [{ secUid: 's', before: 'The Slow Kitchen', now: 'Bread & Sons', files: 1204 }] : [],
    openNames: async () => {},
    loadGalleryPorts: async () => mockGallery(state.writing, state.jobs ? mockLists : []),
    loadShelfPorts: async () => mockShelf(rows),
    loadPeoplePorts: async () => mockPeople,
    loadTakenPorts: async () => mockTaken(state.taken ?? 0),
    loadWatchPorts: async () => mockWatched(state.watched ?? false),
    offerFile: () => {},
    now: () => NOW,
  });
  model.start();
  setTimeout(() => state.after?.(model), 50);
  return model;
};
