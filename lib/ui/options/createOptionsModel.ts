import { computed, type ReadonlySignal, signal } from '@preact/signals';
import type { Failure } from '@/lib/base/failure';
import type { Language } from '@/lib/base/languages';
import { readSettingsValue } from '@/lib/model/migrateSettings';
import type { Post } from '@/lib/model/post';
import { type Settings, settingsSchema } from '@/lib/model/settings';
import type { Watch } from '@/lib/model/watch/liveWatch';
import { parseTemplate } from '@/lib/naming/template/parseTemplate';
import type { TemplateError } from '@/lib/naming/template/Template';
import type { Diagnostics } from '@/lib/ports/Diagnostics';
import { type FolderModel, followFolder } from '@/lib/ui/forms/followFolder';
import { type CheckModel, createCheckModel } from './createCheckModel';
import { createRebuildModel, type RebuildModel } from './createRebuildModel';
import { createRelocateModel, type RelocateModel } from './createRelocateModel';
import { createRenamingModel, type RenamingModel } from './createRenamingModel';
import { diagnosticsReport } from './diagnosticsReport';
import type { OptionsPorts } from './OptionsPorts';

export type SaveStatus = 'idle' | 'saving' | 'saved' | 'failed';

/** What the last action on the settings file came to. */
export type FileOutcome = 'read' | 'same' | 'reset' | 'wrong';

/** The options page's state as signals, and what a person can do in it. */
export interface OptionsModel {
  /** Absent until they are read. */
  readonly settings: ReadonlySignal<Settings | undefined>;
  readonly status: ReadonlySignal<SaveStatus>;
  readonly failure: ReadonlySignal<Failure | undefined>;
  /** The template as typed; saved only while it has no mistakes. */
  readonly template: ReadonlySignal<string>;
  readonly templateErrors: ReadonlySignal<readonly TemplateError[]>;
  readonly fileOutcome: ReadonlySignal<FileOutcome | undefined>;
  readonly lastPost: ReadonlySignal<Post | undefined>;
  readonly version: string;
  /** What is spoken while the person leaves the choice to the browser. */
  readonly browserLanguage: Language;
  /** Absent until they are read. */
  readonly diagnostics: ReadonlySignal<Diagnostics | undefined>;
  /** Puts the scrubbed report on the clipboard; the report when the browser refused, for the person to copy by hand. */
  copyReport(): Promise<string | undefined>;
  /** Milliseconds since 1970. */
  now(): number;
  change(patch: Partial<Settings>): void;
  typeTemplate(text: string): void;
  /** Takes one of the person's own fields out; false when the template needs it. */
  removeField(name: string): boolean;
  setNotify(on: boolean): Promise<void>;
  /** The same for what watched lists bring. */
  setWatchNotify(on: boolean): Promise<void>;
  /** The browser was asked for notifications and said no. */
  readonly notifyRefused: ReadonlySignal<boolean>;
  /** Who is recorded when they go live. */
  readonly watched: ReadonlySignal<readonly Watch[]>;
  unwatch(watchId: string): Promise<void>;
  /** The folder of the person's own; absent where the browser grants none. */
  readonly folder?: FolderModel;
  /** Files saved before, moved into that folder; absent with it. */
  readonly relocate?: RelocateModel;
  /** The library brought back from that folder; absent with it. */
  readonly rebuild?: RebuildModel;
  readonly check?: CheckModel;
  /** Names of saved files; absent with it. */
  readonly renaming?: RenamingModel;
  /** Files go to the downloads, or to a folder: where none was chosen yet, it is asked for. Must be called straight from a click. */
  setPlace(place: Settings['place']): Promise<void>;
  exportFile(): void;
  /** Reads a settings file; what it holds counts only once it was taken. */
  importFile(text: string): void;
  /** What a file holds that was read and not taken yet. */
  readonly importing: ReadonlySignal<Settings | undefined>;
  takeImport(): void;
  dropImport(): void;
  reset(): void;
  /** Reads diagnostics and last post anew. */
  refresh(): void;
  /** Writes what is not written yet, at once. */
  flush(): Promise<void>;
  /** Starts watching; returns the function that stops it. */
  start(): () => void;
}

/** Typing pauses for this long before it is written. */
const WRITE_AFTER_MS = 350;

const ignore = (): void => undefined;

const parseJson = (text: string): unknown => {
  try {
    return JSON.parse(text);
  } catch {
    // Not JSON: readSettingsValue refuses undefined with code input.
    return undefined;
  }
};

/** Builds the model on its ports. */
export const createOptionsModel = (ports: OptionsPorts): OptionsModel => {
  const settings = signal<Settings | undefined>(undefined);
  const status = signal<SaveStatus>('idle');
  const failure = signal<Failure | undefined>(undefined);
  const draft = signal<string | undefined>(undefined);
  const fileOutcome = signal<FileOutcome | undefined>(undefined);
  const importing = signal<Settings | undefined>(undefined);
  const lastPost = signal<Post | undefined>(undefined);
  const diagnostics = signal<Diagnostics | undefined>(undefined);
  const notifyRefused = signal(false);
  const watched = signal<readonly Watch[]>([]);
  let timer: ReturnType<typeof setTimeout> | undefined;
  let writing = 0;

  const template = computed(() => draft.value ?? settings.value?.template ?? '');
  const templateErrors = computed(() => {
    const parsed = parseTemplate(template.value, settings.value?.customFields ?? {});
    return settings.value && !parsed.ok ? parsed.error : [];
  });

  const write = async (): Promise<void> => {
    timer = undefined;
    const wanted = settings.peek();
    if (!wanted) return;
    writing += 1;
    const reply = await ports.save(wanted);
    writing -= 1;
    failure.value = reply.ok ? undefined : reply.error;
    if (timer === undefined && writing === 0) status.value = reply.ok ? 'saved' : 'failed';
  };

  const schedule = (): void => {
    clearTimeout(timer);
    status.value = 'saving';
    timer = setTimeout(() => void write(), WRITE_AFTER_MS);
  };

  /** A template that waited for a field of the person's own counts as soon as there is one. */
  const withDraft = (next: Settings): Settings => {
    const text = draft.peek();
    if (text === undefined || !parseTemplate(text, next.customFields).ok) return next;
    draft.value = undefined;
    return { ...next, template: text };
  };

  const change = (patch: Partial<Settings>): void => {
    const current = settings.peek();
    if (!current) return;
    settings.value = withDraft({ ...current, ...patch });
    fileOutcome.value = undefined;
    schedule();
  };

  /** Asks for notifications where they are wanted. */
  const mayNotify = async (on: boolean): Promise<boolean> => {
    // A browser that cannot even ask (managed by a policy) throws: that is a no.
    const allowed = !on || (await ports.requestNotifications().catch(() => false));
    notifyRefused.value = !allowed;
    return allowed;
  };

  const folder = ports.folder && followFolder(ports.folder, () => change({ place: 'folder' }));

  const refresh = (): void => {
    // Without them the page does what it is for; that the database cannot be read is for the library to say.
    ports.lastPost().then((post) => {
      lastPost.value = post;
    }, ignore);
    ports.readDiagnostics().then((facts) => {
      diagnostics.value = facts;
    }, ignore);
  };

  const replace = (next: Settings, outcome: FileOutcome): void => {
    draft.value = undefined;
    settings.value = next;
    schedule();
    fileOutcome.value = outcome;
  };

  const rebuild = ports.rebuild && createRebuildModel(ports.rebuild);
  const { check: checking } = ports;
  const check =
    checking &&
    createCheckModel({
      ...checking,
      tellChecked: async () => {
        await checking.tellChecked();
        // What a look took out may be brought back from the folder's lists.
        await rebuild?.refresh();
      },
    });

  return {
    settings,
    status,
    failure,
    template,
    templateErrors,
    fileOutcome,
    lastPost,
    version: ports.version,
    browserLanguage: ports.browserLanguage,
    diagnostics,
    copyReport: async () => {
      const facts = diagnostics.peek();
      if (!facts) return undefined;
      const report = diagnosticsReport(facts, ports.now());
      return (await ports.copyText(report)) ? undefined : report;
    },
    now: ports.now,
    change,
    typeTemplate: (text) => {
      draft.value = text;
      if (parseTemplate(text, settings.peek()?.customFields ?? {}).ok) change({});
    },
    removeField: (name) => {
      const current = settings.peek();
      const { [name]: _, ...customFields } = current?.customFields ?? {};
      if (!current || !parseTemplate(current.template, customFields).ok) return false;
      change({ customFields });
      return true;
    },
    setNotify: async (on) => {
      if (await mayNotify(on)) change({ notifyAtEnd: on });
    },
    setWatchNotify: async (on) => {
      const allowed = await mayNotify(on);
      const { watch } = settings.peek() ?? {};
      if (allowed && watch) change({ watch: { ...watch, notify: on } });
    },
    notifyRefused,
    watched,
    unwatch: async (watchId) => {
      const reply = await ports.unwatch(watchId);
      failure.value = reply.ok ? undefined : reply.error;
    },
    ...(folder ? { folder } : {}),
    ...(ports.relocate ? { relocate: createRelocateModel(ports.relocate) } : {}),
    ...(ports.renaming ? { renaming: createRenamingModel(ports.renaming) } : {}),
    ...(check ? { check } : {}),
    ...(rebuild ? { rebuild } : {}),
    setPlace: async (place) => {
      if (place === 'folder' && folder && !folder.chosen.peek()) await folder.choose();
      else change({ place });
    },
    exportFile: () => {
      const current = settings.peek();
      if (current) ports.offerFile('tokshelf-settings.json', `${JSON.stringify(current, null, 2)}\n`);
    },
    importFile: (text) => {
      const read = readSettingsValue(parseJson(text));
      const isUsable = read.ok && parseTemplate(read.value.template, read.value.customFields).ok;
      const isSame = read.ok && JSON.stringify(read.value) === JSON.stringify(settings.peek());
      importing.value = isUsable && !isSame ? read.value : undefined;
      fileOutcome.value = isUsable ? (isSame ? 'same' : undefined) : 'wrong';
    },
    importing,
    takeImport: () => {
      const next = importing.peek();
      importing.value = undefined;
      if (next) replace(next, 'read');
    },
    dropImport: () => {
      importing.value = undefined;
    },
    reset: () => replace(settingsSchema.parse({}), 'reset'),
    flush: async () => {
      if (timer === undefined && status.peek() !== 'failed') return;
      status.value = 'saving';
      clearTimeout(timer);
      await write();
    },
    refresh,
    start: () => {
      refresh();
      const stopWatches = ports.watchWatches((rows) => {
        watched.value = rows;
      });
      const stopSettings = ports.watchSettings((next) => {
        // What is being typed here goes over what another page of ours wrote a moment ago.
        if (timer === undefined && writing === 0) settings.value = next;
      });
      const stopFolder = folder?.start();
      return () => {
        stopFolder?.();
        stopWatches();
        stopSettings();
      };
    },
  };
};
