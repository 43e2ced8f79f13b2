// @vitest-environment happy-dom
// @vitest-environment-options {"url": "https://www.tiktok.com/"}
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { failure } from '@/lib/base/failure';
import { err, ok } from '@/lib/base/result';
import { buttons, controlOf, insideOf, nameOf, postState, press, settle, showPage, startApp } from './stage';

const FIRST = '7507673491211029803';
const SECOND = '7509143020856462638';
const videoPage = `/@person1/video/${FIRST}`;
let app: ReturnType<typeof startApp>;

const start = (name: string, path: string) => {
  showPage(name, path);
  app = startApp();
  return app;
};
const tooltip = (): string =>
  insideOf(document.querySelector('tokshelf-tooltip'))?.querySelector('.tooltip:not([hidden])')?.textContent ?? '';
const heard = (): string =>
  insideOf(document.querySelector('tokshelf-tooltip'))?.querySelector('[role=status]')?.textContent ?? '';

afterEach(() => {
  app.stop();
  vi.useRealTimers();
});

describe('placing', () => {
  test.each([
    ['profile', '/@person1', 16],
    ['explore', '/explore', 59],
    ['search', '/search?q=word', 140],
    ['collection', '/@person1/collection/x-7223156686599572226', 24],
    ['video', videoPage, 2],
  ])('%s', (name, path, count) => {
    const { port } = start(name, path);
    expect(buttons()).toHaveLength(count);
    const asked = port.calls.filter((call) => call.name === 'postStates').flatMap((call) => call.input.postIds);
    expect(new Set(asked).size).toBe(name === 'search' ? 139 : count);
  });

  test('a profile also offers to save all, and opens the popup for it', () => {
    const { port } = start('profile', '/@person1');
    const [pill, choose, ...more] = document.querySelectorAll<HTMLElement>('tokshelf-button.pill');
    expect(more).toEqual([]);
    if (!pill || !choose) throw new Error('no pill');
    expect([nameOf(pill), nameOf(choose)]).toEqual(['Save all posts of @person1…', 'Choose posts to save']);
    press(pill);
    expect(port.calls.at(-1)).toEqual({ name: 'openPage', input: { page: 'popup' } });
  });

  test.each([
    ['explore', '/explore', ['Save posts…', 'Choose'], true],
    ['explore', '/foryou', ['Save posts…'], true],
    ['search', '/search?q=x', ['Save posts…', 'Choose'], true],
    ['profile', '/tag/boats', ['Save all…', 'Choose'], false],
    ['profile', '/music/song-7034567890123456789', ['Save all…', 'Choose'], false],
    ['profile', '/place/quay-22535865206213', ['Save all…', 'Choose'], false],
  ] as const)('so do pages with other lists: %s at %s', (name, path, words, floats) => {
    const { port } = start(name, path);
    const pills = [...document.querySelectorAll<HTMLElement>('tokshelf-button.pill')];
    expect(pills.map((one) => controlOf(one).textContent)).toEqual(words);
    expect(pills.map((one) => one.classList.contains('floating'))).toEqual(words.map(() => floats));
    const [pill] = pills;
    if (!pill) throw new Error('no pill');
    press(pill);
    expect(port.calls.at(-1)).toEqual({ name: 'openPage', input: { page: 'popup' } });
  });

  test.each([['/@person1/video/7546398567309061407'], ['/messages'], ['/@person1/live']])('but not %s', (path) => {
    start('explore', path);
    const pills = [...document.querySelectorAll<HTMLElement>('tokshelf-button.pill')];
    expect(pills.filter((one) => /^(?:Save|Choose)/.test(controlOf(one).textContent ?? ''))).toEqual([]);
  });

  test.each([[['data-e2e']], [['data-e2e', 'class']]])('also where the page has no more %j', (names) => {
    showPage('profile', '/@person1');
    for (const name of names) for (const one of document.querySelectorAll(`[${name}]`)) one.removeAttribute(name);
    app = startApp();
    const [pill, choose, ...more] = document.querySelectorAll<HTMLElement>('tokshelf-button.pill');
    expect(more).toEqual([]);
    expect(choose?.previousSibling).toBe(pill);
    expect(pill?.parentElement?.contains(document.querySelector('h1'))).toBe(false);
    expect(pill?.closest('[id="main-content-others_homepage"]')).not.toBeNull();
    expect(pill?.closest('[id="user-post-item-list"]')).toBeNull();
  });

  test('names the author, and this post where the author is not known', () => {
    start('profile', '/@person1');
    expect(nameOf(buttons()[0] as HTMLElement)).toBe('Save the post by @person1');
    app.stop();
    showPage('video', videoPage);
    document.querySelectorAll('[data-e2e="video-author-avatar"]')[1]?.remove();
    app = startApp();
    expect(buttons().map(nameOf)).toEqual([expect.stringMatching(/^Save the post by @person\d+$/), 'Save this post']);
  });

  test('all buttons follow the page into the dark and back', async () => {
    start('profile', '/@person1');
    for (const theme of ['dark', 'light']) {
      document.documentElement.setAttribute('data-theme', theme);
      await settle();
      const hosts = [...document.querySelectorAll('tokshelf-button')];
      expect(hosts).toHaveLength(18);
      expect(hosts.filter((host) => host.classList.contains('dark'))).toHaveLength(theme === 'dark' ? 18 : 0);
    }
    document.documentElement.removeAttribute('data-theme');
  });

  test('what arrives later gets its button, once', async () => {
    start('profile', '/@person1');
    const list = document.querySelector('[data-e2e="user-post-item-list"]');
    const card = list?.firstElementChild?.cloneNode(true);
    if (!(card instanceof Element) || !list) throw new Error('no card');
    for (const host of card.querySelectorAll('tokshelf-button')) host.remove();
    card.querySelector('a')?.setAttribute('href', '/@person1/video/7500000000000000009');
    list.append(card);
    await settle();
    list.append(document.createElement('div'));
    await settle();
    expect(buttons()).toHaveLength(17);
    expect(card.querySelectorAll('tokshelf-button')).toHaveLength(1);
  });

  test('a card whose link the site changes is another post from then on', async () => {
    const { port } = start('profile', '/@person1');
    document
      .querySelector('[data-e2e="user-post-item"] a')
      ?.setAttribute('href', '/@person2/photo/7500000000000000008');
    await settle();
    expect(buttons()).toHaveLength(16);
    press(buttons()[0] as HTMLElement);
    expect(port.calls.at(-1)?.input).toMatchObject({ postId: '7500000000000000008', uniqueId: 'person2' });
  });

  test('a button that the site removes comes back', async () => {
    start('video', videoPage);
    buttons()[0]?.remove();
    await settle();
    expect(buttons()).toHaveLength(2);
  });

  test('many navigations leave no button twice', async () => {
    const pages = [
      ['profile', '/@person1'],
      ['explore', '/explore'],
    ].map(([name = '', path = '']) => {
      showPage(name, path);
      return { path, html: document.body.innerHTML };
    });
    app = startApp();
    for (let turn = 0; turn < 16; turn += 1) {
      const page = pages[turn % 2];
      if (!page) throw new Error('no page');
      history.replaceState(null, '', page.path);
      document.body.innerHTML = page.html;
      await vi.waitFor(() => expect(buttons()).toHaveLength(turn % 2 === 0 ? 16 : 59), 5_000);
    }
    await settle();
    expect(buttons()).toHaveLength(59);
  });

  test('what a copy that ended without notice left is cleared away', () => {
    showPage('profile', '/@person1');
    document.body.append(document.createElement('tokshelf-button'), document.createElement('tokshelf-tooltip'));
    app = startApp();
    expect(buttons()).toHaveLength(16);
    expect(document.querySelectorAll('tokshelf-tooltip')).toHaveLength(0);
  });

  test('nothing is left when it ends', () => {
    showPage('search', '/search?q=word');
    const before = document.documentElement.outerHTML;
    app = startApp();
    expect(document.documentElement.outerHTML).not.toBe(before);
    app.stop();
    expect(document.documentElement.outerHTML).toBe(before);
  });
});

describe('what the page can read', () => {
  test('is the same of every post, whatever is in the library', async () => {
    showPage('profile', '/@person1');
    app = startApp();
    const before = document.documentElement.outerHTML;
    const ids = app.port.calls.flatMap(({ input }) => (Array.isArray(input.postIds) ? input.postIds.map(String) : []));
    for (const id of ids) app.port.push(postState(id, 'saved', { progress: 1 }));
    expect(buttons().map(nameOf)).toEqual(ids.map(() => 'Saved already'));
    expect(document.documentElement.outerHTML).toBe(before);
    expect(buttons().map((host) => host.shadowRoot)).toEqual(ids.map(() => null));
    expect(
      buttons()
        .map((host) => host.cloneNode(true))
        .filter((copy) => insideOf(copy as Element)),
    ).toEqual([]);
  });

  test('nothing is asked about a post before its button is in sight', async () => {
    let see: (hosts: readonly Element[]) => void = () => undefined;
    showPage('profile', '/@person1');
    app = startApp(undefined, (onSeen) => {
      see = onSeen;
      return { watch: () => undefined, lookAgain: () => undefined };
    });
    expect(app.port.calls).toEqual([]);
    see(buttons().slice(0, 2));
    expect(app.port.calls).toEqual([
      { name: 'postStates', input: { postIds: [expect.any(String), expect.any(String)] } },
    ]);
  });
});

describe('saving', () => {
  const first = (): HTMLElement => buttons()[0] as HTMLElement;
  beforeEach(() => {
    start('video', videoPage);
  });

  test('a press sends the post with what the page received of it', () => {
    const item = { id: FIRST, desc: 'words' };
    app.seen.addReply('/api/recommend/item_list/', JSON.stringify({ itemList: [item] }));
    press(first());
    expect(app.port.calls.at(-1)).toEqual({
      name: 'save',
      input: { postId: FIRST, uniqueId: expect.stringMatching(/^person/), item },
    });
  });

  test('a press sends what the page was delivered with', () => {
    const item = { id: FIRST, desc: 'words' };
    const script = document.createElement('script');
    script.type = 'application/json';
    script.id = '__UNIVERSAL_DATA_FOR_REHYDRATION__';
    script.textContent = JSON.stringify({
      __DEFAULT_SCOPE__: { 'webapp.video-detail': { itemInfo: { itemStruct: item } } },
    });
    document.body.append(script);
    press(first());
    expect(app.port.calls.at(-1)?.input).toMatchObject({ postId: FIRST, item });
    press(buttons()[1] as HTMLElement);
    expect(app.port.calls.at(-1)?.input).toMatchObject({ postId: SECOND });
    expect(app.port.calls.at(-1)?.input).not.toHaveProperty('item');
  });

  test('queued, then progress, then saved; a further press says so and asks for nothing', async () => {
    press(first());
    await vi.waitFor(() => expect(nameOf(first())).toBe('Queued, starts soon'));
    app.port.push(postState(FIRST, 'saving', { progress: 0.42 }));
    expect(nameOf(first())).toBe('Saving, 42%');
    expect(controlOf(first()).style.getPropertyValue('--progress')).toBe('42');
    app.port.push(postState(FIRST, 'saved', { progress: 1 }));
    expect(nameOf(first())).toBe('Saved already');
    expect(heard()).toMatch(/^The post by @person\d+ is saved\.$/);
    const calls = app.port.calls.length;
    press(first());
    expect(tooltip()).toContain('This post is already saved.');
    expect(app.port.calls).toHaveLength(calls);
  });

  test('a failure says why, and a further press tries again', async () => {
    app.port.answers.save = () => err(failure('removed'));
    press(first());
    await vi.waitFor(() => expect(nameOf(first())).toMatch(/^Not saved\. .+/));
    expect(tooltip()).toContain('no longer on TikTok');
    expect(heard()).toContain('no longer on TikTok');
    expect(tooltip()).toContain('It is not tried again.');
    app.port.answers.save = () => ok({ state: postState(FIRST, 'saved', { progress: 1 }) });
    press(first());
    await vi.waitFor(() => expect(nameOf(first())).toBe('Saved already'));
  });

  test('the tooltip says whether a failed post goes on by itself, and tries it again at a press', async () => {
    for (const [code, said] of [
      ['captcha', 'The job waits'],
      ['network', 'It is not tried again by itself.'],
    ] as const) {
      app.port.answers.save = () => err(failure(code));
      press(first());
      await vi.waitFor(() => expect(tooltip()).toContain(said));
    }
    const saves = () => app.port.calls.filter(({ name }) => name === 'save').length;
    const before = saves();
    const [retry] = insideOf(document.querySelector('tokshelf-tooltip'))?.querySelectorAll('button') ?? [];
    expect(retry?.textContent).toBe('Retry');
    retry?.click();
    expect([saves(), tooltip()]).toEqual([before + 1, '']);
  });

  test('while it is busy the worker is asked every two seconds, and no longer', async () => {
    vi.useFakeTimers();
    press(first());
    await vi.advanceTimersByTimeAsync(0);
    const asked = (): number => app.port.calls.filter((call) => call.name === 'postStates').length;
    const before = asked();
    await vi.advanceTimersByTimeAsync(4100);
    expect(asked()).toBe(before + 2);
    app.port.answers.postStates = () => ok({ states: [postState(FIRST, 'saved', { progress: 1 })] });
    await vi.advanceTimersByTimeAsync(2000);
    const after = asked();
    await vi.advanceTimersByTimeAsync(20_000);
    expect(asked()).toBe(after);
    expect(nameOf(first())).toBe('Saved already');
  });

  test('what it waits for is said while it is queued', () => {
    app.port.push(postState(FIRST, 'queued', { error: failure('captcha') }));
    expect(nameOf(first())).toContain('you are a person');
  });

  test('other posts stay as they are', () => {
    app.port.push(postState(FIRST, 'saved', { progress: 1 }));
    expect(nameOf(buttons()[1] as HTMLElement)).toMatch(/^Save the post by @/);
  });

  test('clicks that the page makes up are refused', () => {
    app.stop();
    showPage('video', videoPage);
    app = startApp({});
    const calls = app.port.calls.length;
    press(first());
    expect(app.port.calls).toHaveLength(calls);
  });

  test('what the page makes up about a failed post shows nothing', () => {
    app.stop();
    showPage('video', videoPage);
    app = startApp({});
    app.port.push(postState(FIRST, 'failed', { error: failure('removed') }));
    for (const type of ['pointerover', 'focusin']) first().dispatchEvent(new Event(type, { bubbles: true }));
    expect(document.querySelector('tokshelf-tooltip')).toBeNull();
  });

  test('a press does not reach the site', () => {
    const heardBySite = vi.fn();
    document.body.addEventListener('click', heardBySite);
    press(first());
    expect(heardBySite).not.toHaveBeenCalled();
  });
});

describe('when the extension is gone', () => {
  test('buttons leave, and the page is asked to be reloaded, once', async () => {
    start('video', videoPage);
    app.port.gone = true;
    press(buttons()[0] as HTMLElement);
    await settle();
    expect(buttons()).toHaveLength(0);
    expect(tooltip()).toContain('Reload this page');
    expect(app.port.calls.some((call) => call.name === 'save')).toBe(false);
  });

  test('the worker that cannot be reached says the same', async () => {
    start('video', videoPage);
    app.port.answers.save = () => err(failure('bug', 'context-gone'));
    press(buttons()[0] as HTMLElement);
    await vi.waitFor(() => expect(tooltip()).toContain('Reload this page'));
    expect(buttons()).toHaveLength(0);
  });
});

describe('a page without a known place', () => {
  test('a post gets a button in the corner after a while, and loses it when another page comes', async () => {
    vi.useFakeTimers();
    history.replaceState(null, '', '/@person1/photo/7500000000000000001');
    document.body.innerHTML = '<main><p>amber</p></main>';
    app = startApp();
    expect(buttons()).toHaveLength(0);
    await vi.advanceTimersByTimeAsync(2600);
    expect(buttons().map((host) => host.className)).toEqual(['floating']);
    press(buttons()[0] as HTMLElement);
    expect(app.port.calls.at(-1)?.input).toEqual({ postId: '7500000000000000001', uniqueId: 'person1' });
    history.replaceState(null, '', '/explore');
    document.body.append(document.createElement('p'));
    await vi.advanceTimersByTimeAsync(300);
    expect(buttons()).toHaveLength(0);
  });

  test('a post with a bar gets none', async () => {
    vi.useFakeTimers();
    start('video', videoPage);
    await vi.advanceTimersByTimeAsync(3000);
    expect(buttons().map((host) => host.className)).toEqual(['column', 'column']);
  });
});
