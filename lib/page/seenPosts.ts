import { fitsIn, HINT_BOUNDS } from '@/lib/base/fitsIn';
import { ID_PATTERN } from '@/lib/base/patterns';
import { captureList, itemIdPath, itemPicturePaths, pageDataItems } from '@/lib/tiktok/page/captureList';
import { PAGE_DATA_SCRIPTS, PICTURE_KEY } from '@/lib/tiktok/page/selectors';

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/**
 * The values that stand at a place in JSON; `*` stands for every element of a list.
 *
 * @returns what is there, in order; nothing where the JSON has another shape
 */
const valuesAt = (json: unknown, path: readonly string[]): unknown[] => {
  let values: unknown[] = [json];
  for (const step of path) {
    values = values.flatMap((value) => {
      if (step === '*') return Array.isArray(value) ? value : [];
      return isObject(value) && step in value ? [value[step]] : [];
    });
  }
  return values;
};

/** The part of a picture's address that all its sizes and mirrors share; absent when the address has none. */
const readPictureKey = (address: string): string | undefined => PICTURE_KEY.exec(address)?.[1];

/** Takes the JSON that the page was delivered with into the memory, when it speaks of the post at all. */
export const readPageData = (doc: Document, postId: string, seen: SeenPosts): void => {
  for (const selector of PAGE_DATA_SCRIPTS) {
    const text = doc.querySelector(selector)?.textContent;
    if (text?.includes(postId)) seen.addPageData(text);
  }
};

const MAX_POSTS = 500;
const MAX_AGE_MS = 30 * 60_000;
/** Replies are read when something asks for a post; so many may wait for that. */
const MAX_UNREAD = 12;

interface SeenPost {
  readonly item: unknown;
  readonly pictures: readonly string[];
  readonly seenAt: number;
}

interface Unread {
  readonly text: string;
  readonly items: readonly (readonly string[])[];
  readonly seenAt: number;
}

/** What this tab has seen of posts, in memory only: 500 posts, 30 minutes. Hints, checked by the worker. */
export interface SeenPosts {
  /** Takes a reply that the page received; `path` as in the request. */
  addReply(path: string, text: string): void;
  /** Takes a script of JSON that the page was delivered with. */
  addPageData(text: string): void;
  /** The post's JSON as the site sent it. */
  find(postId: string): unknown;
  /** The one post that shows this picture. */
  findByPicture(address: string): string | undefined;
  clear(): void;
}

const parse = (text: string): unknown => {
  try {
    return JSON.parse(text);
  } catch {
    // Not JSON after all (a captcha page, a cut reply): there is nothing to learn from it.
    return undefined;
  }
};

const readId = (item: unknown): string | undefined => {
  const [id] = valuesAt(item, itemIdPath);
  return typeof id === 'string' && ID_PATTERN.test(id) ? id : undefined;
};

const readPictures = (item: unknown): string[] => {
  const addresses = itemPicturePaths.flatMap((path) => valuesAt(item, path));
  const keys = addresses.map((address) => (typeof address === 'string' ? readPictureKey(address) : undefined));
  return [...new Set(keys.filter((key) => key !== undefined))];
};

/** Makes an empty memory; `now` gives ms. */
export const createSeenPosts = (now: () => number): SeenPosts => {
  const posts = new Map<string, SeenPost>();
  const byPicture = new Map<string, string>();
  let unread: Unread[] = [];

  const forget = (id: string, post: SeenPost): void => {
    posts.delete(id);
    for (const key of post.pictures) if (byPicture.get(key) === id) byPicture.delete(key);
  };

  const remember = (item: unknown, seenAt: number): void => {
    const id = readId(item);
    // What could not be sent would cost the click.
    if (id === undefined || !fitsIn(item, HINT_BOUNDS)) return;
    const known = posts.get(id);
    if (known) forget(id, known);
    const post = { item, pictures: readPictures(item), seenAt };
    posts.set(id, post);
    for (const key of post.pictures) byPicture.set(key, id);
  };

  const dropOld = (): void => {
    // A Map keeps the order of insertion, so the oldest come first.
    for (const [id, post] of posts) {
      if (posts.size <= MAX_POSTS && now() - post.seenAt <= MAX_AGE_MS) return;
      forget(id, post);
    }
  };

  const readAll = (): void => {
    const batch = unread;
    unread = [];
    for (const { text, items, seenAt } of batch) {
      const json = parse(text);
      for (const item of items.flatMap((path) => valuesAt(json, path))) remember(item, seenAt);
    }
    dropOld();
  };

  const add = (text: string, items: readonly (readonly string[])[]): void => {
    unread.push({ text, items, seenAt: now() });
    if (unread.length >= MAX_UNREAD) readAll();
  };

  return {
    addReply(path, text) {
      const rule = captureList.find((one) => path.startsWith(one.path));
      if (rule) add(text, rule.items);
    },
    addPageData: (text) => add(text, pageDataItems),
    find(postId) {
      readAll();
      return posts.get(postId)?.item;
    },
    findByPicture(address) {
      const key = readPictureKey(address);
      if (key === undefined) return undefined;
      readAll();
      return byPicture.get(key);
    },
    clear() {
      posts.clear();
      byPicture.clear();
      unread = [];
    },
  };
};
