import type { Result } from '@/lib/base/result';
import type { Offer } from '@/lib/model/offer';
import type { PageRef } from '@/lib/model/pageRef';
import type { SaveRecord } from '@/lib/model/saveRecord';
import type { Settings } from '@/lib/model/settings';
import type { ListWatch } from '@/lib/model/watch/listWatch';
import type { Watch } from '@/lib/model/watch/liveWatch';
import type { Call } from '@/lib/rpc/createRpcClient';
import type { JobFeed } from '@/lib/ui/jobs/followJobs';
import type { RecordingFeed } from '@/lib/ui/jobs/followRecordings';

/** The tab that the popup is about; an address that the browser hides from us is empty text. */
export interface PopupTab {
  readonly id: number;
  readonly url: string;
}

/** All that the popup needs from the world; tests and the gallery bring their own. */
export interface PopupPorts extends JobFeed, RecordingFeed {
  tab(): Promise<PopupTab | undefined>;
  /** `more` asks the site for counts, playlists and folders, too. */
  offer(tab: PopupTab, more?: boolean): Promise<Result<Offer>>;
  readonly call: Call;
  watchRecords(onRecords: (records: readonly SaveRecord[]) => void): () => void;
  watchWatches(onWatches: (watches: readonly (Watch | ListWatch)[]) => void): () => void;
  readSettings(): Promise<Settings>;
  openSite(page: 'home' | 'login'): Promise<void>;
  openPage(page: 'options' | 'library'): Promise<void>;
  /** The keys of "save this post" as the browser has them set; empty text where none are. */
  saveShortcut(): Promise<string>;
  /** Must be called straight from a click: browsers refuse to ask otherwise. */
  requestAccess(): Promise<boolean>;
  /** Whether a hint was waved off before. */
  hintSeen(name: string): Promise<boolean>;
  dismissHint(name: string): Promise<void>;
  /** Takes links and handles of people out of pasted text. */
  readPaste(text: string): { readonly links: readonly string[]; readonly handles: readonly string[] };
  /** What an address points at, as far as it tells. */
  readAddress(link: string): Result<PageRef>;
}
