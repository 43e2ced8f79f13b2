import { expect } from 'vitest';
import { waitFor } from '../support/waitFor.ts';
import { words } from '../support/words.ts';
import { hostileWords, type ShelfPost, spoken } from './fillShelf.ts';

/** A page of a gallery, whichever library drives its browser. */
export interface GalleryTab {
  evaluate<R>(run: () => R): Promise<Awaited<R>>;
  evaluate<R>(run: (argument: string) => R, argument: string): Promise<Awaited<R>>;
  press(key: string): Promise<void>;
}

const textOf = (tab: GalleryTab, selector: string): Promise<string> =>
  tab.evaluate((one) => document.querySelector(one)?.textContent ?? '', selector);

const search = async (tab: GalleryTab, text: string): Promise<void> => {
  await tab.evaluate((value) => {
    const field = document.querySelector<HTMLInputElement>('input[type=search]');
    if (!field) throw new Error('no search');
    field.value = value;
    field.dispatchEvent(new Event('input', { bubbles: true }));
  }, text);
};

const choose = (tab: GalleryTab, place: number, label: string): Promise<void> =>
  tab.evaluate(
    (argument) => {
      const [at, name] = JSON.parse(argument) as [number, string];
      const select = document.querySelectorAll('select')[at];
      const option = [...(select?.options ?? [])].find((one) => one.text === name);
      if (!select || !option) throw new Error(`no option ${name}`);
      select.value = option.value;
      select.dispatchEvent(new Event('change', { bubbles: true }));
    },
    JSON.stringify([place, label]),
  );

const tiles = (tab: GalleryTab): Promise<readonly string[]> =>
  tab.evaluate(() => [...document.querySelectorAll('.gallery-tile__words')].map((one) => one.textContent ?? ''));

const untilCount = (tab: GalleryTab, count: number): Promise<unknown> =>
  waitFor(`${count} posts`, async () => {
    const due = words(count === 1 ? 'count_posts_one' : 'count_posts_other', String(count));
    return (await textOf(tab, '[role=status]')).trim() === due;
  });

const open = async (tab: GalleryTab, at: number): Promise<void> => {
  await tab.evaluate(
    (place) => document.querySelectorAll<HTMLElement>('.gallery-tile')[Number(place)]?.click(),
    String(at),
  );
  // Keys reach it from then on.
  await waitFor('the player', () => tab.evaluate(() => document.querySelector('dialog')?.open === true));
};

/** What is said in a video, and of it: led to in any case, taken along where the extension can read it. */
const readTexts = async (tab: GalleryTab, areTakenAlong: boolean): Promise<void> => {
  const ends = await tab.evaluate(() =>
    [...document.querySelectorAll<HTMLAnchorElement>('.player__facts a')].map(({ href }) => href.slice(-5)),
  );
  expect(ends.slice(1)).toEqual([expect.stringMatching(/\.srt$/), '.json']);
  if (!areTakenAlong) {
    expect(await tab.evaluate(() => document.querySelectorAll('.comment').length)).toBe(0);
    return;
  }
  // Each hostile one, and the reply to the first.
  await waitFor('comments', async () => {
    const shown = await tab.evaluate(() => document.querySelectorAll('.comment').length);
    return shown === hostileWords.length + 1;
  });
  const read = await tab.evaluate(() => ({
    first: document.querySelector('.comment > p:nth-child(2)')?.textContent,
    cue: (document.querySelector('video')?.textTracks[0]?.cues?.[0] as VTTCue | undefined)?.text,
    shown: document.querySelector('video')?.textTracks[0]?.mode,
    made: document.querySelectorAll('.comments :is(script, img, iframe, i, b)').length,
  }));
  expect(read).toEqual({ first: hostileWords[0], cue: spoken, shown: 'showing', made: 0 });
};

/** A video among the first posts whose files have names that a granted folder opens. */
const WITH_TEXTS = 6;

/**
 * Walks through a gallery of these posts as a person does: looks, searches, filters, plays to the end, by keys.
 * `hasTexts`: it was written into a granted folder, whose subtitles and comments it takes along.
 */
export const lookAround = async (tab: GalleryTab, posts: readonly ShelfPost[], hasTexts = false): Promise<void> => {
  await untilCount(tab, posts.length);
  await waitFor('pictures', () =>
    tab.evaluate(
      () =>
        [...document.querySelectorAll<HTMLImageElement>('.gallery-tile img')].filter((one) => one.naturalWidth > 0)
          .length > 3,
    ),
  );
  // Hostile captions stand there letter by letter, and made nothing of themselves.
  const shown = await tiles(tab);
  const due = posts.slice(0, shown.length).map(({ words: caption, id }) => caption.trim() || id);
  expect(shown).toEqual(due);
  expect(shown.slice(0, 2)).toEqual(hostileWords.slice(0, 2));
  const made = await tab.evaluate(() => ({
    title: document.title,
    scripts: [...document.scripts].filter(
      (one) => !/_files\/[a-z0-9]+\/(?:gallery|start|posts-\d+|thumbs-\d+|texts-\d+)\.js$/.test(one.src),
    ).length,
    foreign: document.querySelectorAll('#app :is(iframe, link, script, i, b)').length,
    wide: document.documentElement.scrollWidth > document.documentElement.clientWidth,
  }));
  expect(made).toMatchObject({ scripts: 0, foreign: 0, wide: false });
  expect(made.title).not.toContain('taken');
  // Search, author and month.
  await search(tab, 'NUMBER bread');
  await untilCount(tab, posts.filter(({ words: caption }) => caption.includes('bread')).length);
  await search(tab, '');
  await choose(tab, 0, '@person.1');
  await untilCount(tab, posts.filter(({ handle }) => handle === 'person.1').length);
  await choose(tab, 0, words('gallery_all_authors'));
  const month = await tab.evaluate(() => document.querySelectorAll('select')[1]?.options[1]?.text ?? '');
  await choose(tab, 1, month);
  const monthOf = (time: number): string => new Date(time).toDateString().replace(/^\w+ (\w+) \d+/, '$1');
  const [newest] = posts;
  await untilCount(tab, posts.filter(({ createdAt }) => monthOf(createdAt) === monthOf(newest?.createdAt ?? 0)).length);
  await choose(tab, 1, words('gallery_all_months'));
  await untilCount(tab, posts.length);
  // A video with sound plays to its end.
  await open(tab, 0);
  await waitFor('the end of the video', () => tab.evaluate(() => document.querySelector('video')?.ended === true));
  const video = await tab.evaluate(() => {
    const one = document.querySelector('video');
    const heard = one as unknown as { mozHasAudio?: boolean; webkitAudioDecodedByteCount?: number };
    return { length: one?.duration, sound: heard.mozHasAudio ?? (heard.webkitAudioDecodedByteCount ?? 0) > 0 };
  });
  expect(video.length).toBeGreaterThan(1.8);
  expect(video.sound).toBe(true);
  expect(await textOf(tab, '.player__words')).toBe(hostileWords[0]);
  // Downloads cannot be read, and of a granted folder not what has a name like this one's.
  await readTexts(tab, false);
  // By keys to the slideshow, through its pictures with music, and out.
  await tab.press('ArrowDown');
  await tab.press('ArrowDown');
  await waitFor('music', () => tab.evaluate(() => (document.querySelector('audio')?.currentTime ?? 0) > 0.2));
  const address = () => tab.evaluate(() => document.querySelector<HTMLImageElement>('.slides__picture')?.src ?? '');
  expect(await address()).toContain('/1.jpg');
  await tab.press('ArrowRight');
  expect(await address()).toContain('/2.jpg');
  await tab.press('Escape');
  const untilClosed = () =>
    waitFor('the player to close', () => tab.evaluate(() => document.querySelector('dialog') === null));
  await untilClosed();
  await open(tab, WITH_TEXTS);
  await readTexts(tab, hasTexts);
  await tab.press('Escape');
  await untilClosed();
};
