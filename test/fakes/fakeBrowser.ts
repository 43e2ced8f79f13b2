import { type Failure, failure } from '@/lib/base/failure';
import { err, ok, type Result } from '@/lib/base/result';
import { isExpired } from '@/lib/media/expiresAt';
import type { MediaKind } from '@/lib/model/media';
import type { Blobs, Staged } from '@/lib/ports/Blobs';
import type { DownloadState, Downloads } from '@/lib/ports/Downloads';
import type { Wake } from '@/lib/ports/Wake';
import type { VirtualClock } from './virtualClock';

/** A request for a file's bytes. */
export interface MediaRequest {
  readonly url: string;
  /** Address without its query: names the file. */
  readonly file: string;
  readonly kind: MediaKind;
  readonly expectBytes?: number;
}

/** The parts of a browser that outlive the worker: disk, downloads, the document that holds blobs, alarms. */
export interface FakeBrowser {
  readonly blobs: Blobs;
  readonly downloads: Downloads;
  readonly wake: Wake;
  /** Contents by path below the downloads folder. */
  readonly disk: Map<string, string>;
  readonly media: MediaRequest[];
  /** Videos whose head alone was asked for. */
  readonly probes: MediaRequest[];
  /** Most fetches at one time. */
  readonly peak: { fetches: number };
  fetchMs: number;
  saveMs: number;
  fault: (request: MediaRequest) => Failure | undefined;
  /** Files without sound track. */
  isMute: (request: MediaRequest) => boolean;
  saveFault: (path: string) => Failure | undefined;
  /** The granted folder that files go to, its name and id in one: {@link disk} holds what lies in it below that name. */
  folder: string | undefined;
  /** What lies in the granted folder in place of a file. */
  kept: NonNullable<Downloads['kept']>;
  /** Why nothing can be saved now. */
  closed: Failure | undefined;
  /** What the browser makes of a path, as another extension or a dialog would. */
  rename: (path: string) => string;
  onAlarm: () => void;
  /** The document with the blobs dies: all that is staged or being fetched is gone. */
  loseBlobs(): void;
  /** The whole browser is killed and started: besides, it knows none of its downloads, and gives their ids away again. */
  loseDownloads(): void;
  stagedCount(): number;
  alarmAt(): number | undefined;
}

const exts: Record<MediaKind, string> = {
  video: 'mp4',
  image: 'jpeg',
  music: 'mp3',
  cover: 'jpeg',
  'cover-animated': 'webp',
  avatar: 'jpeg',
  desc: 'txt',
  metadata: 'json',
  subtitle: 'vtt',
  comments: 'json',
  live: 'flv',
  chat: 'jsonl',
};

const numbered = (disk: ReadonlyMap<string, string>, path: string): string => {
  const dot = path.lastIndexOf('.');
  for (let n = 0; ; n += 1) {
    const candidate = n === 0 ? path : `${path.slice(0, dot)} (${n})${path.slice(dot)}`;
    if (!disk.has(candidate)) return candidate;
  }
};

interface Held {
  readonly staged: Staged;
  readonly text: string;
}

const createBlobs = (clock: VirtualClock, browser: () => FakeBrowser) => {
  const held = new Map<string, Held>();
  const aborted = new Set<string>();
  let urls = 0;
  let document = 0;
  let running = 0;

  const stage = (id: string, text: string, ext: string, mime: string, hasSound?: boolean): Staged => {
    urls += 1;
    const staged: Staged = {
      id,
      url: `blob:${urls}`,
      bytes: text.length,
      sha256: `sha:${text}`,
      mime,
      ext,
      ...(hasSound === undefined ? {} : { hasSound }),
    };
    held.set(id, { staged, text });
    return staged;
  };

  const request = async (
    url: string,
    kind: MediaKind,
    expectBytes?: number,
    log: MediaRequest[] = browser().media,
  ): Promise<Result<MediaRequest>> => {
    const size = expectBytes === undefined ? {} : { expectBytes };
    const asked = { url, kind, file: url.split('?')[0] ?? url, ...size };
    log.push(asked);
    running += 1;
    browser().peak.fetches = Math.max(browser().peak.fetches, running);
    await clock.sleep(browser().fetchMs);
    running -= 1;
    const fault = browser().fault(asked);
    if (fault) return err(fault);
    return isExpired([url], clock.now()) ? err(failure('expired', undefined, { status: 403 })) : ok(asked);
  };

  const blobs: Blobs = {
    fetch: async ({ id, kind, urls: mirrors, expectBytes }, onProgress) => {
      const home = document;
      const got = await request(mirrors[0] ?? '', kind, expectBytes);
      if (home !== document) return err(failure('file', 'the document died'));
      if (aborted.delete(id)) return err(failure('network', 'aborted'));
      if (!got.ok) return got;
      onProgress(got.value.file.length, got.value.file.length);
      const hasSound = kind === 'video' ? !browser().isMute(got.value) : undefined;
      return ok(stage(id, got.value.file, exts[kind], 'application/octet-stream', hasSound));
    },
    probeSound: async ({ id, urls: mirrors }) => {
      const got = await request(mirrors[0] ?? '', 'video', undefined, browser().probes);
      if (aborted.delete(id)) return err(failure('network', 'aborted'));
      if (!got.ok) return got;
      return ok(browser().isMute(got.value) ? 'absent' : 'present');
    },
    make: async ({ id, text, ext, mime }) => ok(stage(id, text, ext, mime)),
    fetchText: async (mirrors, kind) => {
      const got = await request(mirrors[0] ?? '', kind);
      return got.ok ? ok('WEBVTT\n\n00:00:00.000 --> 00:00:01.000\nhello\n') : got;
    },
    abort: async (id) => {
      aborted.add(id);
    },
    release: async (id) => {
      held.delete(id);
    },
    staged: async () => [...held.keys()],
  };
  return {
    blobs,
    read: (url: string): string | undefined => [...held.values()].find(({ staged }) => staged.url === url)?.text,
    lose: (): void => {
      document += 1;
      held.clear();
      aborted.clear();
    },
    count: (): number => held.size,
  };
};

const createDownloads = (
  clock: VirtualClock,
  browser: () => FakeBrowser,
  read: (url: string) => string | undefined,
) => {
  const states = new Map<number, DownloadState>();
  const callbacks = new Set<Parameters<Downloads['onEnd']>[0]>();
  const landings = new Map<number, () => string>();
  let run = 0;
  let lastId = 0;

  const land = (id: number): string => {
    const real = landings.get(id)?.() ?? '';
    landings.delete(id);
    return real;
  };

  const end = (id: number, change: Partial<DownloadState>): void => {
    const state = states.get(id);
    if (state?.state !== 'running') return;
    const ended = { ...state, ...change };
    states.set(id, ended);
    for (const callback of [...callbacks]) callback(id, ended);
  };

  /** Of a folder that is away nothing can be told. */
  const seen = (state: DownloadState | undefined): DownloadState | undefined => {
    const error = browser().closed;
    return state && error ? { ...state, state: 'interrupted', path: '', unseen: true, error } : state;
  };

  const downloads: Downloads = {
    start: async ({ url, path, conflict }) => {
      const text = read(url);
      if (text === undefined) return err(failure('file', 'the blob is gone'));
      lastId += 1;
      const id = lastId;
      const { folder } = browser();
      const facts = { exists: false, startedAt: clock.now(), ...(folder === undefined ? {} : { folder }) };
      states.set(id, { id, url, state: 'running', path: '', bytes: 0, ...facts });
      const mine = run;
      landings.set(id, () => {
        const { disk } = browser();
        const wanted = browser().rename(folder === undefined ? path : `${folder}/${path}`);
        const real = conflict === 'overwrite' ? wanted : numbered(disk, wanted);
        if (states.get(id)?.state === 'running') disk.set(real, text);
        return real;
      });
      clock.at(clock.now() + browser().saveMs, () => {
        if (run !== mine) return;
        const error = browser().saveFault(path);
        const unanswered = error?.detail === 'USER_CANCELED';
        if (error) return end(id, { state: 'interrupted', error, ...(unanswered ? { unanswered } : {}) });
        const real = land(id);
        const root = folder === undefined ? '/home/me/Downloads/' : '';
        end(id, { state: 'complete', path: `${root}${real}`, bytes: text.length, exists: true });
      });
      return ok(id);
    },
    findById: async (id) => seen(states.get(id)),
    findByUrl: async (url) => seen([...states.values()].find((state) => state.url === url)),
    cancel: async (id) => end(id, { state: 'interrupted', error: failure('file', 'cancelled') }),
    forget: async (id) => {
      states.delete(id);
    },
    folder: async () => browser().folder,
    kept: (wanted) => browser().kept(wanted),
    closed: async () => browser().closed,
    gone: async (records) =>
      records.flatMap(({ key, path }) => (browser().disk.has(path.replace('/home/me/Downloads/', '')) ? [] : [key])),
    removeFile: async (id) => {
      browser().disk.delete((states.get(id)?.path ?? '').replace('/home/me/Downloads/', ''));
    },
    onEnd: (callback) => {
      callbacks.add(callback);
      return () => callbacks.delete(callback);
    },
  };
  const lose = (): void => {
    run += 1;
    // Some files were whole on disk already, only the list of downloads was not.
    for (const id of [...landings.keys()]) if (id % 2 === 1) land(id);
    landings.clear();
    states.clear();
    lastId = 0;
  };
  return { downloads, lose };
};

/** Builds the browser's lasting parts. */
export const createFakeBrowser = (clock: VirtualClock): FakeBrowser => {
  let alarm: { at: number; stop: () => void } | undefined;
  const self = (): FakeBrowser => browser;
  const staging = createBlobs(clock, self);
  const saving = createDownloads(clock, self, staging.read);
  const setAlarm = (time: number): void => {
    if (alarm && alarm.at <= time) return;
    alarm?.stop();
    const stop = clock.at(time, () => {
      alarm = undefined;
      browser.onAlarm();
    });
    alarm = { at: time, stop };
  };
  const browser: FakeBrowser = {
    blobs: staging.blobs,
    downloads: saving.downloads,
    wake: {
      at: async (time) => setAlarm(time),
      clear: async () => {
        alarm?.stop();
        alarm = undefined;
      },
      during: (work) => work,
    },
    disk: new Map(),
    media: [],
    probes: [],
    peak: { fetches: 0 },
    fetchMs: 300,
    saveMs: 20,
    fault: () => undefined,
    isMute: () => false,
    saveFault: () => undefined,
    folder: undefined,
    kept: async () => undefined,
    closed: undefined,
    rename: (path) => path,
    onAlarm: () => undefined,
    loseBlobs: staging.lose,
    loseDownloads: saving.lose,
    stagedCount: staging.count,
    alarmAt: () => alarm?.at,
  };
  return browser;
};
