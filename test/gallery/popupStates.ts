import { failure } from '@/lib/base/failure';
import { err, ok, type Result } from '@/lib/base/result';
import type { Recording } from '@/lib/model/live/recording';
import type { Offer } from '@/lib/model/offer';
import type { PostState } from '@/lib/model/postState';
import { settingsSchema } from '@/lib/model/settings';
import type { ListWatch } from '@/lib/model/watch/listWatch';
import type { CommandName } from '@/lib/rpc/protocol';
import { readPaste } from '@/lib/tiktok/address/readPaste';
import type { JobRow } from '@/lib/ui/jobs/followJobs';
import { createPopupModel } from '@/lib/ui/popup/createPopupModel';
import type { PopupPorts } from '@/lib/ui/popup/PopupPorts';
import type { PopupModel } from '@/lib/ui/popup/popupModel';
import { mockJobs, mockRecordings, mockRecords, NOW, offers } from './mocks';

interface PopupState {
  readonly offer?: Result<Offer> | 'never';
  readonly jobs?: readonly JobRow[];
  readonly recordings?: readonly Recording[];
  readonly post?: Partial<PostState>;
  readonly records?: boolean;
  readonly hint?: boolean;
  /** The list that the page offers first is watched. */
  readonly watched?: boolean;
  /** Done to the model after it has started. */
  readonly after?: (model: PopupModel) => void;
}

const row = (job: keyof typeof mockJobs, bytes = 0): JobRow => ({ job: mockJobs[job], bytes });
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
  'other-account': { offer: offer('profile'), jobs: [row('otherAccount'), row('pausedByHand')] },
  keys: { offer: offer('profile'), after: () => setTimeout(pressQuestionMark, 100) },
  ended: { offer: offer('profile'), jobs: [row('doneWithFailures'), row('failed')] },
  error: { offer: err(failure('captcha')) },
  problem: { offer: offer('profile'), after: (model) => setTimeout(() => void model.begin(), 100) },
};

const samplesOver = (
  onRows: (rows: readonly JobRow[]) => void,
  rows: readonly JobRow[],
  tick: (ms: number) => void,
): void => {
  onRows(
    rows.map(({ job, bytes }) => ({
      bytes,
      job: { ...job, counts: { ...job.counts, saved: Math.max(0, job.counts.saved - 12) } },
    })),
  );
  tick(10_000);
  onRows(rows.map(({ job, bytes }) => ({ job, bytes: bytes + 38_000_000 })));
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
    isListAddress: () => false,
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
