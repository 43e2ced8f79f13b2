import { computed, type ReadonlySignal, signal } from '@preact/signals';
import { foldText } from '@/lib/base/foldText';
import type { PostGroup } from '@/lib/model/library/postGroup';
import type { SearchScope } from './createLibraryIndex';
import { type LibraryQuery, wordsOf } from './libraryQuery';
import type { ShelfPorts } from './ShelfPorts';

/** What narrows and widens a search beside the rows: groups, the person's own tags, words of saved texts. */
export interface ShelfSearch {
  readonly scope: ReadonlySignal<SearchScope>;
  /** The groups that the list is narrowed to, at most one of a kind. */
  readonly groups: ReadonlySignal<readonly PostGroup[]>;
  /** Shows only posts of this group, beside what else narrows the list. */
  narrow(group: PostGroup): void;
  widen(group: PostGroup): void;
  /** The person's own tags by post; empty until {@link readTags} was called. */
  readonly tags: ReadonlySignal<ReadonlyMap<string, readonly string[]>>;
  readTags(): Promise<void>;
  /** Looks for the query's words in saved texts, too, once nobody types for a moment. */
  follow(query: LibraryQuery): void;
  /** Saved texts whose words are not known, since an earlier version saved them; 0 before the first search. */
  readonly unread: ReadonlySignal<number>;
}

const NOTHING: SearchScope = {};
const QUIET_MS = 150;
/** Every second text holds a word that begins with some one letter; of signs that stand for words one is enough. */
const SHORTEST = 3;
const KEPT = 40;

const isLong = (word: string): boolean => word.length >= SHORTEST || /[^\0-\u024f]/.test(word);

/** Builds it; `countSaved` tells how many texts are saved that have words of their own. Nothing is read from the database before the person searches, groups or tags. */
export const createShelfSearch = (
  loadPorts: () => Promise<ShelfPorts>,
  countSaved: () => number,
  onError: (error: unknown) => void,
): ShelfSearch => {
  const groups = signal<readonly PostGroup[]>([]);
  const tags = signal<ReadonlyMap<string, readonly string[]>>(new Map());
  const unread = signal(0);
  /** How many texts are known by their words; absent before the first search. */
  let texts: number | undefined;
  /** Of each word that was looked for, the posts; the latest last. */
  const found = signal<ReadonlyMap<string, ReadonlySet<string>>>(new Map());
  let timer: ReturnType<typeof setTimeout> | undefined;

  const within = computed(() => {
    const [first, ...others] = groups.value.map(({ postIds }) => new Set(postIds));
    return first && new Set([...first].filter((id) => others.every((other) => other.has(id))));
  });
  const tagWords = computed(() => new Map([...tags.value].map(([postId, own]) => [postId, foldText(own.join('\n'))])));
  const knows = computed(() => {
    const [inTags, inTexts] = [tagWords.value, found.value];
    if (inTags.size === 0 && inTexts.size === 0) return undefined;
    return (postId: string, word: string): boolean =>
      inTexts.get(word)?.has(postId) === true || inTags.get(postId)?.includes(word) === true;
  });
  const scope = computed((): SearchScope => {
    if (!within.value && !knows.value) return NOTHING;
    return { ...(within.value ? { within: within.value } : {}), ...(knows.value ? { knows: knows.value } : {}) };
  });

  const readTags = async (): Promise<void> => {
    tags.value = await (await loadPorts()).readTags();
  };

  const look = async (words: readonly string[]): Promise<void> => {
    try {
      const ports = await loadPorts();
      if (texts === undefined) {
        texts = await ports.countTexts();
        unread.value = Math.max(0, countSaved() - texts);
        await readTags();
      }
      if (texts === 0) return;
      const news = new Map<string, ReadonlySet<string>>();
      for (const word of words) if (!found.peek().has(word)) news.set(word, await ports.findInTexts(word));
      // Words that no text holds change nothing of what is shown.
      if (![...news.values()].some(({ size }) => size > 0)) return;
      found.value = new Map([...found.peek(), ...news].slice(-KEPT));
    } catch (error) {
      onError(error);
    }
  };

  return {
    scope,
    groups,
    narrow: (group) => {
      groups.value = [...groups.peek().filter(({ kind }) => kind !== group.kind), group];
    },
    widen: (group) => {
      groups.value = groups.peek().filter((one) => one !== group);
    },
    tags,
    readTags,
    unread,
    follow: (query) => {
      clearTimeout(timer);
      const words = wordsOf(query).filter(isLong);
      if (words.length > 0) timer = setTimeout(() => void look(words), QUIET_MS);
    },
  };
};
