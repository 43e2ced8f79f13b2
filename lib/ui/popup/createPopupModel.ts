import { batch, computed, effect, type ReadonlySignal, signal } from '@preact/signals';
import type { Failure } from '@/lib/base/failure';
import type { MediaKind } from '@/lib/model/media';
import type { Offer } from '@/lib/model/offer';
import type { PostState } from '@/lib/model/postState';
import type { SaveRecord } from '@/lib/model/saveRecord';
import { clickedPost, traitsOf } from '@/lib/model/source';
import { isSameList, isWatchable, type ListWatch, type WatchEvery } from '@/lib/model/watch/listWatch';
import { liveWatchId, type Watch } from '@/lib/model/watch/liveWatch';
import type { Call } from '@/lib/rpc/createRpcClient';
import type { CommandInput } from '@/lib/rpc/protocol';
import { choicesOf, firstChoice, isPaste, linksChoice, offerOfPost, pastedChoices } from '@/lib/ui/forms/choices';
import { emptyJobForm, type JobForm, toJobOptions, toManyOptions } from '@/lib/ui/forms/jobForm';
import { followJobs } from '@/lib/ui/jobs/followJobs';
import { followRecordings, pressRecordingButton } from '@/lib/ui/jobs/followRecordings';
import { type JobAction, type Problem, pressJobButton } from '@/lib/ui/jobs/pressRemedy';
import { createPicker } from '@/lib/ui/popup/createPicker';
import type { PopupPorts, PopupTab } from '@/lib/ui/popup/PopupPorts';
import type { PopupModel, PopupPage } from '@/lib/ui/popup/popupModel';

/** How things stand with one post. */
interface PostFollower {
  readonly state: ReadonlySignal<PostState | undefined>;
  /** Follows another post, or none. */
  follow(postId: string | undefined): Promise<void>;
  /** Asks again; calls during a question are answered by one more question after it. */
  refresh(): Promise<void>;
}

/** Builds a follower; a failed question leaves the last known state, since the job's own row tells the trouble. */
const followPost = (call: Call): PostFollower => {
  const state = signal<PostState | undefined>(undefined);
  let id: string | undefined;
  let asking = false;
  let stale = false;

  const ask = async (): Promise<void> => {
    const asked = id;
    if (asked === undefined) return;
    const reply = await call('postStates', { postIds: [asked] });
    if (reply.ok && asked === id) state.value = reply.value.states[0];
  };

  const refresh = async (): Promise<void> => {
    if (asking) {
      stale = true;
      return;
    }
    asking = true;
    do {
      stale = false;
      await ask();
    } while (stale);
    asking = false;
  };

  return {
    state,
    follow: async (postId) => {
      if (postId !== id) state.value = undefined;
      id = postId;
      await refresh();
    },
    refresh,
  };
};

const HINT = 'work-tab';

/** A storage that cannot be read: the popup goes without what it would tell. */
const ignore = (): void => undefined;

/** Builds the popup's model on its ports. */
export const createPopupModel = (ports: PopupPorts): PopupModel => {
  const page = signal<PopupPage>({ status: 'loading' });
  const chosen = signal<string | undefined>(undefined);
  const which = signal(0);
  const form = signal<JobForm>(emptyJobForm);
  const linkText = signal('');
  const records = signal<readonly SaveRecord[] | undefined>(undefined);
  const usualFiles = signal<readonly MediaKind[]>([]);
  const busy = signal(false);
  const problem = signal<Problem | undefined>(undefined);
  const started = signal(0);
  const hintSeen = signal(true);
  const watches = signal<readonly (Watch | ListWatch)[]>([]);
  const jobs = followJobs(ports);
  const recordings = followRecordings(ports);
  const post = followPost(ports.call);

  const picker = createPicker(ports.call, () => {
    started.value += 1;
  });

  const pasted = signal<Offer | undefined>(undefined);
  const asking = signal(false);
  const choices = computed(() => [
    ...(page.value.status === 'ready' ? choicesOf(page.value.offer) : [linksChoice]),
    ...(pasted.value ? pastedChoices(pasted.value) : []),
  ]);
  const choice = computed(() => {
    const wanted = choices.value.find((one) => one.id === chosen.value);
    // What an address leads to stands in for the links, and they for it once it is gone from the field.
    if (wanted === linksChoice) return choices.value.find(({ group }) => group === 'pasted') ?? wanted;
    if (chosen.value?.startsWith('pasted-')) return wanted ?? linksChoice;
    return wanted ?? (chosen.value ? undefined : firstChoice(choices.value));
  });
  const wrong = computed(() => {
    const read = isOverMany() ? toManyOptions : toJobOptions;
    const options = read(form.value, ports.now());
    return options.ok ? undefined : options.error;
  });
  const paste = computed(() => ports.readPaste(linkText.value));
  const links = computed(() => paste.value.links);
  const handles = computed(() => paste.value.handles);
  /** Whether what is picked are people: their list, or their handles among what was pasted. */
  const isOverMany = (): boolean => {
    const kind = choice.value?.kind;
    if (kind === undefined) return false;
    const { shape } = traitsOf(kind);
    return shape === 'people' || (shape === 'pasted' && handles.value.length > 0);
  };
  /** The one address that was pasted, if it is one alone, and what it points at. */
  const lone = computed(() => {
    // One person alone is whoever's lists can be chosen from; several are a job over many.
    const [link, ...others] = [...links.value, ...handles.value.map((handle) => `@${handle}`)];
    if (link === undefined || others.length > 0) return undefined;
    const ref = ports.readAddress(link);
    return ref.ok && ref.value.kind !== 'other' ? { link, ref: ref.value } : undefined;
  });
  const loneLink = computed(() => lone.value?.link);

  /** Asks what the page of a pasted address offers, as if the person were on it; an address of a post tells it by itself. */
  const readPasted = async (link: string | undefined): Promise<void> => {
    const ref = lone.peek()?.ref;
    pasted.value = ref?.kind === 'post' ? offerOfPost(ref.postId) : undefined;
    const asks = link !== undefined && ref?.kind !== 'post';
    asking.value = asks;
    if (!asks) return;
    const tab = await ports.tab().catch(() => undefined);
    const reply = await ports.offer({ id: tab?.id ?? 0, url: link }, true);
    if (loneLink.peek() !== link) return;
    batch(() => {
      asking.value = false;
      if (!reply.ok) problem.value = reply.error;
      else if (reply.value.problem && reply.value.here.length === 0) problem.value = reply.value.problem;
      else pasted.value = reply.value;
    });
  };

  const workTabHint = computed(
    () => !hintSeen.value && jobs.rows.value.some((row) => row.job.state === 'listing' && !clickedPost(row.job.source)),
  );

  const recordingHere = computed(() => {
    const source = choice.value?.sources[which.value]?.source;
    if (!source || traitsOf(source.kind).shape !== 'stream' || !('uniqueId' in source)) return false;
    return recordings.views.value.some(
      ({ recording }) => recording.state === 'recording' && recording.uniqueId === source.uniqueId,
    );
  });

  const watchable = computed(() => {
    const uniqueId = page.value.status === 'ready' ? page.value.offer.profile?.uniqueId : undefined;
    if (uniqueId === undefined) return undefined;
    return { uniqueId, on: watches.value.some(({ id }) => id === liveWatchId(uniqueId)) };
  });

  const listToWatch = computed(() => {
    const offered = choice.value?.sources[which.value];
    return offered && !offered.blocked && isWatchable(offered.source.kind) ? offered.source : undefined;
  });
  const watchRow = computed(() => {
    const source = listToWatch.value;
    return (
      source && watches.value.find((row): row is ListWatch => row.kind === 'list' && isSameList(row.source, source))
    );
  });
  const listWatch = computed(
    () => listToWatch.value && { every: watchRow.value?.every, options: watchRow.value?.options ?? {} },
  );

  const pickable = computed(() => {
    const offered = choice.value?.sources[which.value];
    return offered !== undefined && !offered.blocked && traitsOf(offered.source.kind).shape === 'list';
  });

  const watchList = async (every: WatchEvery | undefined, onlyNew: boolean): Promise<Failure | undefined> => {
    const [source, row] = [listToWatch.peek(), watchRow.peek()];
    const options = toJobOptions(form.peek(), ports.now());
    if (!source || (every && !row && !options.ok)) return undefined;
    const reply = !every
      ? await (row ? ports.call('unwatch', { watchId: row.id }) : undefined)
      : row
        ? await ports.call('setWatchEvery', { watchId: row.id, every })
        : await ports.call('watchList', {
            source,
            options: options.ok ? options.value : {},
            every,
            ...(onlyNew ? { onlyNew } : {}),
          });
    return reply && !reply.ok ? reply.error : undefined;
  };

  /** Counts, playlists and folders cost requests, so they come after what the page itself tells. */
  const enrich = async (tab: PopupTab): Promise<void> => {
    const more = await ports.offer(tab, true);
    if (more.ok && page.peek().status === 'ready') page.value = { status: 'ready', offer: more.value };
  };

  const reload = async (): Promise<void> => {
    // A tab that was closed since (`?tab=`) is no tab.
    const tab = await ports.tab().catch(() => undefined);
    if (!tab) {
      page.value = { status: 'ready', offer: { page: 'elsewhere', allowed: true, here: [], yours: [] } };
      return;
    }
    const reply = await ports.offer(tab);
    page.value = reply.ok ? { status: 'ready', offer: reply.value } : { status: 'failed', error: reply.error };
    await post.follow(reply.ok ? reply.value.post?.id : undefined);
    if (reply.ok && reply.value.allowed && reply.value.page !== 'elsewhere') await enrich(tab);
  };

  /** Runs what a press stands for: one at a time, and its failure is shown. */
  const press = async (work: () => Promise<Failure | undefined>): Promise<void> => {
    if (busy.peek()) return;
    busy.value = true;
    problem.value = undefined;
    const failed = await work();
    batch(() => {
      busy.value = false;
      problem.value = failed;
    });
  };

  const sourceToStart = (): CommandInput<'startJob'>['source'] | undefined => {
    const picked = choice.peek();
    const offered = picked?.sources[which.peek()];
    return offered && !offered.blocked ? offered.source : undefined;
  };

  const savePost = async (source: { postId: string; uniqueId?: string | undefined }): Promise<Failure | undefined> => {
    const again = post.state.peek()?.state === 'saved';
    const reply = again
      ? await ports.call('saveAgain', { postId: source.postId })
      : await ports.call('save', { postId: source.postId, ...(source.uniqueId ? { uniqueId: source.uniqueId } : {}) });
    if (!reply.ok) return reply.error;
    await post.refresh();
    return undefined;
  };

  type Start = CommandInput<'startJob'>;

  /** Pasted people and pasted links are a job each. */
  const pastedToStart = (): Start[] | undefined => {
    const [urls, names] = [links.peek(), handles.peek()];
    const each = names.length > 0 ? toManyOptions(form.peek(), ports.now()) : undefined;
    if (each && !each.ok) return undefined;
    return [
      ...(each ? [{ source: { kind: 'people' as const, handles: [...names] }, options: each.value }] : []),
      ...(urls.length > 0 ? [{ source: { kind: 'links' as const, links: [...urls] }, options: {} }] : []),
    ];
  };

  const toStart = (): Start[] | undefined => {
    const picked = choice.peek();
    if (picked && isPaste(picked)) return pastedToStart();
    const source = sourceToStart();
    if (!source) return undefined;
    const { shape, endless } = traitsOf(source.kind);
    const options =
      shape === 'people'
        ? toManyOptions(form.peek(), ports.now())
        : toJobOptions(shape === 'list' ? form.peek() : emptyJobForm, ports.now(), endless);
    return options.ok ? [{ source, options: options.value }] : undefined;
  };

  const begin = (): Promise<void> =>
    press(async () => {
      const source = sourceToStart();
      const click = source && clickedPost(source);
      if (click) return savePost(click);
      const starts = toStart();
      if (!starts) return undefined;
      for (const start of starts) {
        const reply = await ports.call('startJob', start);
        if (!reply.ok) return reply.error;
        started.value += 1;
      }
      const group = choice.peek()?.group;
      if (group === 'links' || group === 'pasted') linkText.value = '';
      return undefined;
    });

  const control = async (jobId: string, action: JobAction): Promise<void> => {
    problem.value = await pressJobButton(ports.call, jobId, action);
  };

  return {
    page,
    choices,
    choice,
    which,
    form,
    wrong,
    linkText,
    links,
    handles,
    pasted,
    asking,
    post: post.state,
    jobs: jobs.views,
    recordings: recordings.views,
    recordingHere,
    records,
    usualFiles,
    busy,
    problem,
    started,
    workTabHint,
    watchable,
    watchLive: (uniqueId, on) =>
      press(async () => {
        const reply = await (on
          ? ports.call('watchLive', { uniqueId })
          : ports.call('unwatch', { watchId: liveWatchId(uniqueId) }));
        return reply.ok ? undefined : reply.error;
      }),
    listWatch,
    watchList: (every, onlyNew = false) => press(() => watchList(every, onlyNew)),
    picker,
    pickable,
    pickPosts: async () => {
      const source = sourceToStart();
      if (source && pickable.peek()) await picker.open(source);
    },
    pick: (id) =>
      batch(() => {
        chosen.value = id;
        which.value = 0;
        problem.value = undefined;
      }),
    pickWhich: (index) => {
      which.value = index;
    },
    begin,
    control,
    controlRecording: async (recording, action) => {
      problem.value = await pressRecordingButton(ports.call, recording, action);
    },
    showFile: async (key) => {
      const reply = await ports.call('showFile', { key });
      problem.value = reply.ok ? undefined : { ...reply.error, about: 'show' };
    },
    openSite: (site) => ports.openSite(site),
    openPage: (name) => ports.openPage(name),
    // The browser's question would close the popup.
    grant: () => ports.openPage('options'),
    allow: async () => {
      // A browser that cannot even ask (managed by a policy) throws: that is a no.
      if (await ports.requestAccess().catch(() => false)) await reload();
    },
    reload,
    dismissWorkTabHint: async () => {
      hintSeen.value = true;
      await ports.dismissHint(HINT);
    },
    saveShortcut: () => ports.saveShortcut(),
    dismissProblem: () => {
      problem.value = undefined;
    },
    start: () => {
      void reload();
      ports.readSettings().then((settings) => {
        usualFiles.value = settings.files;
      }, ignore);
      ports.hintSeen(HINT).then((seen) => {
        hintSeen.value = seen;
      }, ignore);
      const stopPasted = effect(() => void readPasted(loneLink.value));
      const stopJobs = jobs.start(() => void post.refresh());
      const stopRecordings = recordings.start();
      const stopRecords = ports.watchRecords((rows) => {
        records.value = rows;
        void post.refresh();
      });
      const stopWatches = ports.watchWatches((rows) => {
        watches.value = rows;
      });
      return () => {
        stopWatches();
        stopPasted();
        stopJobs();
        stopRecordings();
        stopRecords();
      };
    },
  };
};
