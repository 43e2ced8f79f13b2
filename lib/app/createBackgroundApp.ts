import { connectWatches, type WatchesApi, type WatchPorts } from '@/lib/app/connectWatches';
import { createDatabaseGuard, type MarkStore } from '@/lib/app/createDatabaseGuard';
import { createHandlers, createSaver, liveNewsOf } from '@/lib/app/createHandlers';
import { createLookupCache } from '@/lib/app/createLookupCache';
import { createNotifier } from '@/lib/app/createNotifier';
import { createTabOffers } from '@/lib/app/createTabOffers';
import { createWatchers } from '@/lib/app/createWatchers';
import { throttle } from '@/lib/app/throttle';
import type { WaitReason } from '@/lib/base/errorPolicy';
import type { Result } from '@/lib/base/result';
import type { Badge } from '@/lib/browser/events/badge';
import type { ChatSite } from '@/lib/browser/live/companionOn';
import type { Chats } from '@/lib/browser/live/createChats';
import type { Recorder, RecorderHooks } from '@/lib/browser/live/createRecorder';
import { createChatSaver } from '@/lib/live/chat/createChatSaver';
import { createRecordings, type RecordingsApi } from '@/lib/live/record/createRecordings';
import { readRoomBy } from '@/lib/live/record/readRoomBy';
import { type Job, waitOf, waitsForPerson } from '@/lib/model/job';
import type { Account } from '@/lib/model/offer';
import type { PostState } from '@/lib/model/postState';
import type { SaveRecord } from '@/lib/model/saveRecord';
import type { Settings } from '@/lib/model/settings';
import type { Blobs } from '@/lib/ports/Blobs';
import type { Clock } from '@/lib/ports/Clock';
import type { Cookies } from '@/lib/ports/Cookies';
import type { Downloads } from '@/lib/ports/Downloads';
import type { Http } from '@/lib/ports/Http';
import type { Lists } from '@/lib/ports/Lists';
import type { Random } from '@/lib/ports/Random';
import type { Recordings } from '@/lib/ports/Recordings';
import type { RouteName } from '@/lib/ports/routes';
import type { Store } from '@/lib/ports/Store';
import type { Wake } from '@/lib/ports/Wake';
import { streamPath } from '@/lib/queue/api/draftFiles';
import type { QueuePorts } from '@/lib/queue/core/QueuePorts';
import type { Tuning } from '@/lib/queue/core/tuning';
import { createQueue, type Queue } from '@/lib/queue/createQueue';
import type { LiveNews, PageSettings } from '@/lib/rpc/protocol';
import { type CommandMessage, type MessageSource, serve } from '@/lib/rpc/serve';
import { createLists } from '@/lib/sources/createLists';
import { ttwid } from '@/lib/tiktok/api/tokens';
import { type Client, createClient } from '@/lib/tiktok/client/createSiteClient';
import type { KnownContext } from '@/lib/tiktok/request/requestContext';

/** From the unfinished jobs: `!` when one waits for the person, else how many files are still to come. */
export const badgeOf = (jobs: readonly Job[]): Badge => {
  if (jobs.some(waitsForPerson)) return { kind: 'attention' };
  const count = jobs.reduce((sum, { counts }) => sum + Math.max(0, counts.planned - counts.saved - counts.failed), 0);
  return count === 0 && jobs.length === 0 ? { kind: 'none' } : { kind: 'count', count: Math.max(1, count) };
};

const AFTER_MS = 1_000;

/** Keeps the badge up to date: called at every change, reads the jobs at most once a second. */
const createBadger = (store: Store, show: (badge: Badge) => Promise<void>): (() => void) =>
  throttle(async () => show(badgeOf(await store.jobs.active())), AFTER_MS);

/** All that the background needs of the browser. */
export interface BackgroundPorts {
  readonly http: Http;
  readonly cookies: Cookies;
  readonly clock: Clock;
  readonly random: Random;
  readonly store: Store;
  /** Keeps what saved texts are found by. */
  readonly keepWords?: QueuePorts['keepWords'];
  readonly blobs: Blobs;
  readonly downloads: Downloads;
  readonly wake: Wake;
  readonly userAgent: string;
  readonly tuning?: Partial<Tuning>;
  context(): Promise<KnownContext>;
  settings(): Promise<Settings>;
  /** What is kept of the database outside it. */
  readonly databaseMark: MarkStore;
  /** What our script in a page obeys, with the words that it says. */
  pageSettings(): Promise<PageSettings>;
  writeSettings(settings: Settings): Promise<Result<Settings>>;
  pushPostState(tabId: number, state: PostState): void;
  showBadge(badge: Badge): Promise<void>;
  /** Tells our pages which files left the library, by their records' keys. */
  tellRemoved(keys: readonly string[]): void;
  showDownload(saved: Pick<SaveRecord, 'downloadId' | 'path'>): Promise<Result<Record<string, never>>>;
  openOwnPage(page: 'options' | 'library' | 'popup', tabId?: number): Promise<void>;
  tabData(tabId: number): Promise<string>;
  readAccount(): Promise<Account | undefined>;
  rememberAccount(account: Account | undefined): Promise<void>;
  hasSitePermission(): Promise<boolean>;
  /** Brings the tab in which a captcha can be solved to the front. */
  showWorkTab(): Promise<void>;
  /** No list is being read: the work tab is not needed. */
  releaseWorkTab(): Promise<void>;
  /** Tells the person that a job ended; absent where nobody can be told. */
  notifyEnd?(job: Job): Promise<void>;
  /** Calls back when a captcha that stood in the way is gone from its page. */
  onCaptchaGone(callback: () => void): void;
  /** The route that the last good reply came by; absent before the first. */
  lastRoute(): RouteName | undefined;
  /** Called at each change of the queue: what they leave in memory may be tidied up once they stop coming. */
  readonly worked?: () => void;
  /** Recordings of live rooms; absent where nothing can record. */
  readonly live?: {
    readonly rows: Recordings;
    recorder(hooks: RecorderHooks): Recorder;
    /** Wakes the background at this time, though it may sleep until then. */
    wakeAt(time: number): Promise<void>;
    onAlarm(callback: () => void): void;
    /** Hears and keeps the chats of what is recorded. */
    chats(site: ChatSite): Chats;
    /** Tells the live pages that are open how things stand with a recording. */
    tellPages(news: LiveNews): Promise<void>;
  };
  /** Absent where nothing can be watched. */
  readonly watch?: WatchPorts;
}

/** The background as one object; nothing in it need survive the worker. */
export interface BackgroundApp {
  readonly queue: Queue;
  answer(message: CommandMessage, from: MessageSource): Promise<Result<unknown>>;
  /** Saves what an address stands for, for context menu and shortcut; opens the popup for the tab when that cannot be. */
  saveAddress(address: string, tabId?: number): Promise<void>;
  /** Looks what is to be done; call at every start, alarm and other event. */
  wake(): Promise<void>;
  /** What jobs wait for has passed. */
  unblock(reasons: readonly WaitReason[]): Promise<void>;
}

const RELEASE_AFTER_MS = 1_000;
const GUARD_AFTER_MS = 1_000;

// Nobody waits for an answer there; the queue has set its alarm by then, so that the work is taken up again.
const report = (error: unknown): void => console.error('TokShelf', error);

/** Recordings and their chats on the ports of the background. */
const connectRecordings = (
  { clock, downloads, settings, http, cookies }: BackgroundPorts,
  { rows, recorder, wakeAt, chats, tellPages }: NonNullable<BackgroundPorts['live']>,
  client: Client,
): RecordingsApi => {
  const chat = chats({
    address: client.chatAddress,
    guest: async () => {
      const known = await ttwid({ http, cookies, client });
      return known.ok ? known.value : '';
    },
    poll: client.imFetch,
    wanted: async () => (await settings()).live.chat,
  });
  const { runner, store } = recorder({
    locate: (id) => recordings.locate(id),
    onWork: () => void wake().catch(report),
    ...(chat.companion ? { companion: chat.companion } : {}),
  });
  const chatSaver = createChatSaver({
    ...{ clock, downloads, list: chat.list, url: chat.url, drop: chat.drop, running: runner.running },
    basePathOf: async (id) => (await rows.get(id))?.basePath,
  });
  const recordings: RecordingsApi = createRecordings({
    ...{ rows, clock, downloads, settings, runner, store, wakeAt },
    room: readRoomBy(client.liveRoom),
    pathOf: (room, current) => streamPath(room, current, clock.now()),
    onChange: (id) => void tell(id).catch(report),
  });
  const told = new Map<string, boolean>();
  /** Pages are told of the beginning and of the end; a clock runs by itself. */
  const tell = async (id: string): Promise<void> => {
    const row = await rows.get(id);
    const goesOn = row?.state === 'recording';
    if (!row || told.get(id) === goesOn) return;
    told.set(id, goesOn);
    await tellPages(liveNewsOf(row.uniqueId, goesOn ? row : undefined));
  };
  const wake = async (): Promise<void> => {
    await recordings.wake();
    await chatSaver.wake();
  };
  downloads.onEnd((id) => void chatSaver.ended(id).catch(report));
  return { ...recordings, wake };
};

/** Puts the background together. Makes no request before it is asked to. */
export const createBackgroundApp = (ports: BackgroundPorts): BackgroundApp => {
  const { http, cookies, clock, random, userAgent, store } = ports;
  const client = createClient({ http, cookies, clock, random, userAgent, context: ports.context });
  const lists = createLists(client, { route: ports.lastRoute });
  // What a watch asks for may not open a tab in front of nobody, unless the person lets it.
  const quietHttp: Http = {
    send: async (request) =>
      http.send((await ports.settings()).watch.openTab ? request : { ...request, openTab: false }),
  };
  const quietLists = createLists(
    createClient({ http: quietHttp, cookies, clock, random, userAgent, context: ports.context }),
    { route: ports.lastRoute },
  );
  const watchers = createWatchers(ports.pushPostState);
  const guard = createDatabaseGuard(store, ports.databaseMark, random);
  const lookAtDatabase = throttle(guard.check, GUARD_AFTER_MS);
  const updateBadge = createBadger(store, ports.showBadge);

  const releaseWhenListed = throttle(async () => {
    const active = await store.jobs.active();
    // A job that waits for a captcha needs its tab. One that only saves files does not, nor one whose tab the person closed:
    // letting go of it means that resuming the job may open one again.
    const needsTab = active.some((job) => job.phase === 'listing' && waitOf(job)?.reason !== 'tab');
    if (!needsTab) await ports.releaseWorkTab();
  }, RELEASE_AFTER_MS);

  const { notifyEnd } = ports;
  const tellEnd = notifyEnd && createNotifier({ store, clock, settings: ports.settings, notify: notifyEnd });

  // What the popup saw last may be long over; the client asks anew whenever the session's cookies are others.
  const account: Lists['account'] = async (mayAsk) => {
    if (!mayAsk) return ports.readAccount();
    const found = await lists.account();
    if (found) await ports.rememberAccount(found);
    return found;
  };

  const queue = createQueue({
    store,
    lists: { ...lists, account },
    ...(ports.watch ? { quietLists: { ...quietLists, account } } : {}),
    blobs: ports.blobs,
    downloads: {
      ...ports.downloads,
      closed: async () => (await guard.hold(await ports.settings())) ?? ports.downloads.closed?.(),
    },
    wake: ports.wake,
    clock,
    random,
    settings: async () => guard.adapt(await ports.settings()),
    isWatched: watchers.isWatched,
    report,
    ...(ports.keepWords ? { keepWords: ports.keepWords } : {}),
    ...(ports.tuning ? { tuning: ports.tuning } : {}),
    notify: (change) => {
      if (change.type === 'post') watchers.tell(change.state);
      else {
        releaseWhenListed();
        tellEnd?.(change.jobId).catch(report);
        watches?.jobChanged();
      }
      updateBadge();
      lookAtDatabase();
      ports.worked?.();
    },
  });

  ports.onCaptchaGone(() => void queue.solved().catch(report));

  const profile = async (uniqueId: string) => {
    const read = await client.profile({ uniqueId });
    return read.ok ? { ok: true as const, value: read.value.profile } : read;
  };
  const offers = createTabOffers({
    profile,
    tabData: ports.tabData,
    knownAccount: ports.readAccount,
    sessionAccount: () => lists.account(true),
    rememberAccount: async (seen) => {
      await ports.rememberAccount(seen);
      if (seen) await queue.unblock(['login', 'session']);
    },
    allowed: ports.hasSitePermission,
    followShortLink: client.followShortLink,
    lookups: createLookupCache(client, clock),
    isSaved: async (postId) => (await queue.postStates([postId]))[0]?.state === 'saved',
  });

  const recordings = ports.live && connectRecordings(ports, ports.live, client);
  ports.live?.onAlarm(() => void recordings?.wake().catch(report));

  const watches: WatchesApi | undefined =
    ports.watch &&
    connectWatches(ports.watch, {
      ...{ clock, random, client, queue, store, settings: ports.settings, listKey: lists.listKey, report },
      ...(recordings ? { recordings } : {}),
    });

  const save = createSaver({ queue, profile, ...(recordings ? { recordings } : {}) });

  const wake = async (): Promise<void> => {
    await guard.check().catch(report);
    await queue.wake().catch(report);
    await recordings?.wake().catch(report);
    await watches?.wake();
    // A worker that died right after the last job may have left its tab open.
    releaseWhenListed();
    updateBadge();
  };

  return {
    queue,
    answer: serve(
      createHandlers({
        queue,
        store,
        watchers,
        clock,
        ...(recordings ? { recordings } : {}),
        ...(watches ? { watches } : {}),
        offer: offers.offer,
        showDownload: ports.showDownload,
        pageSettings: ports.pageSettings,
        writeSettings: ports.writeSettings,
        openOwnPage: ports.openOwnPage,
        showWorkTab: ports.showWorkTab,
        releaseWorkTab: ports.releaseWorkTab,
        acceptLoss: guard.accept,
        lookAtDatabase: guard.check,
        tellRemoved: ports.tellRemoved,
        wake,
      }),
    ),
    saveAddress: async (address, tabId) => {
      try {
        const started = await save(address);
        // Nothing else shows where the click was: the popup says what the page offers, and what stands in the way.
        if (!started.ok) await ports.openOwnPage('popup', tabId);
      } catch (error) {
        report(error);
      }
    },
    wake,
    unblock: (reasons) => queue.unblock(reasons).catch(report),
  };
};
