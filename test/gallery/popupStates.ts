import { failure } from '@/lib/base/failure';
import { err, ok, type Result } from '@/lib/base/result';
import type { DatabaseHealth } from '@/lib/model/databaseHealth';
import type { Recording } from '@/lib/model/live/recording';
import type { Offer } from '@/lib/model/offer';
import type { PostState } from '@/lib/model/postState';
import { settingsSchema } from '@/lib/model/settings';
import type { ListWatch } from '@/lib/model/watch/listWatch';
import type { CommandName, CommandOutput } from '@/lib/rpc/protocol';
import { readAddress } from '@/lib/tiktok/address/readAddress';
import { readPaste } from '@/lib/tiktok/address/readPaste';
import type { JobRow } from '@/lib/ui/jobs/followJobs';
import { createPopupModel } from '@/lib/ui/popup/createPopupModel';
import type { PopupPorts } from '@/lib/ui/popup/PopupPorts';
import type { PopupModel } from '@/lib/ui/popup/popupModel';
import { listOffers } from './listOffers';
import { mockJobs, mockRecordings, mockRecords, NOW, offers } from './mocks';
import { mockListed } from './ports/mockListed';

interface PopupState {
  readonly offer?: Result<Offer> | 'never';
  readonly jobs?: readonly JobRow[];
  readonly recordings?: readonly Recording[];
  readonly post?: Partial<PostState>;
  readonly records?: boolean;
  readonly hint?: boolean;
  /** How the database fares, where not well. */
  readonly health?: DatabaseHealth;
  /** The list that the page offers first is watched. */
  readonly watched?: boolean;
  /** What a page of a list brings that is opened to be ticked. */
  readonly list?: Result<CommandOutput<'listPage'>> | 'never';
  /** Done to the model after it has started. */
  readonly after?: (model: PopupModel) => void;
}

const row = (job: keyof typeof mockJobs, bytes = 0): JobRow => ({ job: mockJobs[job], bytes });
const list = (name: keyof typeof listOffers): Result<Offer> => ok(listOffers[name]);
const offer = (name: string): Result<Offer> => {
  const found = offers[name];
  if (!found) throw new Error(name);
  return ok(found);
};

const watchedOf = (found: PopupState['offer']): ListWatch | undefined => {
  const source = found && found !== 'never' && found.ok ? found.value.here[0]?.source : undefined;
  return (
    source && {
      ...{ id: 'list:a', kind: 'list', source, options: {}, every: { unit: 'days', count: 1, at: 480 }, name: '' },
      ...{ createdAt: NOW, dueAt: NOW, lookedAt: 0, strikes: 0, restUntil: 0, found: 0 },
    }
  );
};

/** What opens the list of keys. */
export const pressQuestionMark = (): void => {
  document.body.dispatchEvent(new KeyboardEvent('keydown', { key: '?', bubbles: true }));
};

/** Opens the list that the page offers, and ticks the first and the third post. */
const pickSome = (model: PopupModel): void => {
  setTimeout(async () => {
    await model.pickPosts();
    for (const at of [0, 2]) model.picker.toggle(mockListed[at]?.postId ?? '', false);
  }, 50);
};

/** Every state of the popup that a person can meet. */
export const popupStates: Readonly<Record<string, PopupState>> = {
  loading: { offer: 'never' },
  profile: { offer: offer('profile') },
  'profile-many': { offer: offer('profileMany') },
  'profile-options': {
    offer: offer('profile'),
    after: (model) => {
      model.form.value = { ...model.form.value, range: 'custom', from: '2026-10-12', to: '2026-10-01', limit: '50' };
      setTimeout(() => document.querySelector('details')?.setAttribute('open', ''), 50);
    },
  },
  'profile-running': { offer: offer('profile'), jobs: [row('listing', 1)], hint: true },
  'next-page': { offer: offer('profile'), jobs: [row('pausing', 1)] },
  post: { offer: offer('post'), post: { state: 'none' } },
  'post-saving': { offer: offer('post'), post: { state: 'saving', progress: 0.42 } },
  'post-saved': { offer: offer('post'), post: { state: 'saved', progress: 1 } },
  'post-failed': { offer: offer('post'), post: { state: 'failed', error: { code: 'removed' } } },
  'post-waiting': { offer: offer('post'), post: { state: 'queued', error: { code: 'login' } } },
  feed: { offer: offer('feed') },
  search: { offer: offer('search') },
  live: { offer: offer('live') },
  'live-recording': { offer: offer('live'), recordings: [mockRecordings.running] },
  'live-ended': {
    offer: offer('live'),
    recordings: [mockRecordings.noRoom, mockRecordings.done, mockRecordings.brokeOff, mockRecordings.failed],
    after: () => setTimeout(() => document.querySelector('.recording')?.scrollIntoView(), 150),
  },
  yours: { offer: offer('profile'), after: (model) => model.pick('yours-likes') },
  'yours-all': { offer: offer('yoursAll') },
  'yours-folder': { offer: offer('yoursAll'), after: (model) => model.pick('yours-collection') },
  links: {
    offer: offer('profile'),
    after: (model) => {
      model.pick('links');
      model.linkText.value =
        'look: https://vm.tiktok.com/ZMabcdef/ and https://www.tiktok.com/@a.b/video/7300000000000000001';
    },
  },
  'links-people': {
    offer: offer('profile'),
    after: (model) => {
      model.pick('links');
      model.linkText.value = '@slowkitchen\n@onion.school @mira.reads';
    },
  },
  'links-list': {
    offer: list('everyList'),
    after: (model) => {
      model.pick('links');
      model.linkText.value = 'https://www.tiktok.com/@slowkitchen';
    },
  },
  'links-file': { offer: offer('profile'), after: (model) => dropPicture(model) },
  'every-list': { offer: list('everyList') },
  'every-list-orders': {
    offer: list('everyList'),
    after: (model) => {
      model.pickWhich(2);
      setTimeout(() => document.querySelector('.more__tiles')?.scrollIntoView(), 100);
    },
  },
  'list-people': { offer: list('everyList'), after: (model) => model.pick('here-following') },
  'list-people-wrong': {
    offer: list('everyList'),
    after: (model) => {
      model.pick('yours-followers');
      const { people } = model.form.value;
      model.form.value = { ...model.form.value, limit: 'many', people: { ...people, order: 'longest', pause: '2000' } };
    },
  },
  'list-of-people': {
    offer: list('everyList'),
    after: (model) => {
      model.pick('here-followers');
      model.form.value = { ...model.form.value, people: { ...model.form.value.people, save: 'list' } };
    },
  },
  'list-empty': { offer: list('empty') },
  'list-login': { offer: list('login') },
  'list-post': { offer: list('post'), after: (model) => model.pick('here-related') },
  'list-tag': { offer: list('tag') },
  'list-sound': { offer: list('sound') },
  'list-place': { offer: list('place') },
  'list-search': { offer: list('search'), after: (model) => model.pick('here-photo_search') },
  'list-explore': { offer: list('explore') },
  'list-for-you': { offer: list('forYou') },
  'list-history': { offer: list('history') },
  'list-followed-stories': { offer: list('forYou'), after: (model) => model.pick('yours-followed_stories') },
  people: {
    offer: offer('profile'),
    jobs: [{ ...row('people', 91_000_000), child: mockJobs.turn }, row('peopleDone'), row('feed', 1)],
    after: () => setTimeout(() => document.querySelector('.jobs')?.scrollIntoView(), 150),
  },
  picking: {
    offer: offer('profile'),
    list: ok({ posts: [...mockListed], cursor: 'x', hasMore: true }),
    after: pickSome,
  },
  'picking-end': {
    offer: offer('profile'),
    list: ok({ posts: [...mockListed], cursor: '', hasMore: false }),
    after: pickSome,
  },
  'picking-empty': { offer: offer('profile'), list: ok({ posts: [], cursor: '', hasMore: false }), after: pickSome },
  'picking-loading': { offer: offer('profile'), list: 'never', after: pickSome },
  'picking-refused': { offer: offer('profile'), list: err(failure('captcha')), after: pickSome },
  watched: { offer: offer('profile'), watched: true },
  private: { offer: offer('privateProfile') },
  'page-captcha': { offer: offer('unreadProfile') },
  'logged-out': { offer: offer('loggedOut') },
  'no-access': { offer: offer('noAccess') },
  elsewhere: { offer: offer('elsewhere'), records: false },
  'elsewhere-running': { offer: offer('elsewhere'), jobs: [row('draining'), row('likes')] },
  captcha: { offer: offer('profile'), jobs: [row('captcha')] },
  waiting: { offer: offer('profile'), jobs: [row('login'), row('gate'), row('paused')] },
  folder: { offer: offer('profile'), jobs: [row('folder')] },
  lost: { offer: offer('profile'), health: 'held', jobs: [row('lost')], records: false },
  'database-closed': { health: 'closed' },
  'other-account': { offer: offer('profile'), jobs: [row('otherAccount'), row('pausedByHand')] },
  keys: { offer: offer('profile'), after: () => setTimeout(pressQuestionMark, 100) },
  ended: { offer: offer('profile'), jobs: [row('doneWithFailures'), row('failed')] },
  error: { offer: err(failure('captcha')) },
  problem: { offer: offer('profile'), after: (model) => setTimeout(() => void model.begin(), 100) },
};

/** Drops a file that is no text on the field for links. */
const dropPicture = (model: PopupModel): void => {
  model.pick('links');
  setTimeout(() => {
    const dataTransfer = new DataTransfer();
    dataTransfer.items.add(new File(['x'], 'picture.png', { type: 'image/png' }));
    document.querySelector('textarea')?.dispatchEvent(new DragEvent('drop', { dataTransfer, bubbles: true }));
  }, 60);
};

const samplesOver = (
  onRows: (rows: readonly JobRow[]) => void,
  rows: readonly JobRow[],
  tick: (ms: number) => void,
): void => {
  onRows(
    rows.map(({ job, bytes, ...rest }) => ({
      bytes,
      ...rest,
      job: { ...job, counts: { ...job.counts, saved: Math.max(0, job.counts.saved - 12) } },
    })),
  );
  tick(10_000);
  onRows(rows.map((one) => ({ ...one, bytes: one.bytes + 38_000_000 })));
};

/** Ports that answer as the state says. */
export const portsFor = (state: PopupState): PopupPorts => {
  let now = NOW;
  const answers: Partial<Record<CommandName, () => unknown>> = {
    postStates: () =>
      ok({
        states: state.post
          ? [{ postId: '7300000000000000001', state: 'none', progress: 0, files: { done: 0, total: 1 }, ...state.post }]
          : [],
      }),
    startJob: () => err(failure('offline')),
    listPage: () => (state.list === 'never' ? new Promise(() => {}) : state.list),
  };
  return {
    tab: async () => ({ id: 1, url: '' }),
    offer: () => (state.offer === 'never' ? new Promise(() => {}) : Promise.resolve(state.offer ?? offer('profile'))),
    call: async (name) => (answers[name]?.() ?? ok({})) as never,
    watchJobs: (onRows) => {
      samplesOver(onRows, state.jobs ?? [], (ms) => {
        now += ms;
      });
      return () => {};
    },
    watchRecordings: (onRecordings) => {
      onRecordings(state.recordings ?? []);
      return () => {};
    },
    watchWatches: (onWatches) => {
      onWatches(state.watched ? [watchedOf(state.offer)].filter((row) => row !== undefined) : []);
      return () => {};
    },
    watchRecords: (onRecords) => {
      onRecords(state.records === false ? [] : mockRecords);
      return () => {};
    },
    readSettings: async () => settingsSchema.parse({}),
    openSite: async () => {},
    openPage: async () => {},
    saveShortcut: async () => 'Alt+Shift+S',
    requestAccess: async () => false,
    hintSeen: async () => !state.hint,
    dismissHint: async () => {},
    readPaste,
    readAddress,
    now: () => now,
  };
};

/** A started model in the named state. */
export const popupInState = (name: string): PopupModel => {
  const state = popupStates[name];
  if (!state) throw new Error(`no popup state ${name}`);
  const model = createPopupModel(portsFor(state));
  model.start();
  state.after?.(model);
  return model;
};
