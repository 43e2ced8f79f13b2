import type { ReadonlySignal } from '@preact/signals';
import type { Result } from '@/lib/base/result';
import type { GalleryOrder, GalleryPart, GalleryTally } from '@/lib/gallery/GalleryOrder';
import type { ListSummary } from '@/lib/model/listSummary';
import { safePart } from '@/lib/naming/text/safePart';
import type { WorkSignals } from '@/lib/ports/FolderAccess';
import type { Messages } from '@/lib/ports/Messages';
import { isRightToLeft, localeTag, t } from '@/lib/ui/format/i18n';
import { followWork, type WorkState } from '@/lib/ui/forms/followWork';
import { galleryWords } from '@/lib/ui/words/galleryWords';

/** All that writing a gallery needs from the world. */
export interface GalleryPorts {
  write(order: GalleryOrder, signals: WorkSignals<GalleryTally>): Promise<Result<GalleryTally>>;
  /** The words of the page that asks. */
  messages(): Promise<Messages>;
  /** Opens the system's file manager at the page, where it was a download. */
  show(downloadId: number): Promise<void>;
  listSummaries(): Promise<readonly ListSummary[]>;
}

/** Which posts, and what they are called. */
export interface NamedPart {
  readonly part: GalleryPart;
  /** Empty for the whole library. */
  readonly label: string;
}

/** Writes offline galleries, one at a time. */
export interface GalleryMaker {
  readonly state: ReadonlySignal<WorkState<GalleryTally>>;
  begin(part: NamedPart): Promise<void>;
  stop(): void;
  show(downloadId: number): Promise<void>;
  readonly listSummaries: GalleryPorts['listSummaries'];
}

const first: GalleryTally = {
  total: 0,
  written: 0,
  held: false,
  posts: 0,
  leftOut: { missing: 0, elsewhere: 0, waiting: 0 },
};

const LONGEST = 60;

/** A name for the page's file. The whole library's is what servers and people open first; a part's never is. */
const nameOf = (label: string): string => {
  if (label === '') return 'index';
  // Signs that no path of ours holds, and those that would make folders.
  const said = label.replace(/["*:<>?\\|%/\u2800\p{C}\p{DI}]/gu, ' ').slice(0, LONGEST);
  return `gallery ${safePart(said)}`.trim();
};

/** Builds it on its ports. */
export const createGalleryMaker = (ports: GalleryPorts): GalleryMaker => {
  let order: GalleryOrder | undefined;
  const work = followWork<GalleryTally>(
    (signals) => {
      if (!order) throw new Error('no gallery was asked for');
      return ports.write(order, signals);
    },
    async () => undefined,
  );
  return {
    state: work.state,
    begin: async ({ part, label }) => {
      if (work.state.peek().step === 'busy') return;
      order = {
        part,
        label,
        name: nameOf(label),
        title: [label, t('library_title'), t('app_name')].filter(Boolean).join(' · '),
        words: galleryWords(await ports.messages()),
        tag: localeTag(),
        rightToLeft: isRightToLeft(),
      };
      await work.run(first);
    },
    stop: work.stop,
    show: ports.show,
    listSummaries: ports.listSummaries,
  };
};
