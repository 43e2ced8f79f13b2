// @vitest-environment happy-dom
import { act } from 'preact/test-utils';
import { describe, expect, it, vi } from 'vitest';
import { LibraryPage } from '@/components/library/LibraryPage';
import { libraryInState } from '../../gallery/libraryStates';
import { type Drawn, draw } from './draw';

// happy-dom lays nothing out: every element would be without height, and a table of rows in sight would stay empty.
const VIEW_HEIGHT = 560;
Object.defineProperties(HTMLTableSectionElement.prototype, {
  clientHeight: { get: () => VIEW_HEIGHT },
  clientWidth: { get: () => 900 },
});

Object.defineProperties(HTMLUListElement.prototype, {
  clientHeight: { get: () => VIEW_HEIGHT },
  clientWidth: { get: () => 900 },
});

const open = async (name: string) => {
  const model = libraryInState(name);
  const view: Drawn = await draw(<LibraryPage model={model} />);
  // The code of a tab comes when it is opened, and its rows after that.
  await vi.waitFor(() => expect(view.one('[role=tabpanel]').childElementCount).toBeGreaterThan(0), 10_000);
  await new Promise((resolve) => setTimeout(resolve, 120));
  await view.redraw(<LibraryPage model={model} />);
  return { ...view, model };
};

describe('the library page', () => {
  it('draws only the rows in sight of twenty thousand, and says how many there are', async () => {
    const { root, one } = await open('saved');
    const rows = root.querySelectorAll('tbody tr');
    expect(rows.length).toBeGreaterThan(9);
    expect(rows.length).toBeLessThan(40);
    expect(one('table').getAttribute('aria-rowcount')).toBe('20001');
    expect(rows[0]?.getAttribute('aria-rowindex')).toBe('2');
    expect(root.textContent).toContain('20,000 files, 10,000 posts');
  });

  it('finds by words as they are typed, and by author at a press', async () => {
    const { root, one, type, press, button, model } = await open('saved');
    await type(one('input[type=search]'), 'ramen');
    expect(root.textContent).toContain('Nothing matches');
    await type(one('input[type=search]'), 'onion');
    expect(new Set(model.found.value.rows.map((row) => row.uniqueId))).toEqual(new Set(['onion.school']));
    await press(button('Show only files of @onion.school'));
    expect(model.query.value.author).toBe('onion.school');
  });

  it('shows the watched lists with their looks, what was found, and what stands in the way', async () => {
    const { root } = await open('watched');
    await vi.waitFor(() => expect(root.querySelectorAll('article')).toHaveLength(5));
    const [busy, renamed, gone, fresh, held] = [...root.querySelectorAll('article')].map(
      (one) => one.textContent ?? '',
    );
    expect(busy).toContain('Looking now');
    expect(busy).toContain('New in all214');
    expect(renamed).toContain('@onion.school is called @onion.school.new now.');
    expect(renamed).toContain('Videos');
    expect(gone).toContain('Paused');
    expect(gone).toContain('private');
    expect(fresh).toContain('Not looked at yet');
    expect(fresh).toContain('Next look: soon');
    expect(held).toMatch(/log in/i);
  });

  it('says that all are paused, and where a watch begins when there is none', async () => {
    expect((await open('watched-paused')).root.textContent).toContain('All watches are paused');
    expect((await open('watched-empty')).root.textContent).toContain('Nothing is watched yet');
  });

  it('sorts at a press on a head, and the other way at the next', async () => {
    const { press, button, model, root } = await open('saved');
    const first = () => model.found.value.rows[0]?.bytes ?? 0;
    await press(button('Size'));
    const largest = first();
    await press(button('Size'));
    expect(first()).toBeLessThan(largest);
    expect(root.querySelector('th[aria-sort=ascending]')?.textContent).toBe('Size');
  });

  it('asks before a recording goes from the list, and offers it only for those that ended', async () => {
    const { root, press, button, model } = await open('recordings');
    const asked: unknown[] = [];
    Object.assign(model, { controlRecording: async (one: { id: string }, what: string) => asked.push([one.id, what]) });
    const cards = [...root.querySelectorAll<HTMLElement>('.recording')];
    const bin = (card: HTMLElement | undefined) =>
      card?.querySelector<HTMLElement>('[aria-label="Remove from the list"]');
    expect(cards.map((card) => bin(card) !== null)).toEqual([false, true, true, true, false]);
    await press(bin(cards[1]) ?? expect.unreachable());
    expect(cards[1]?.textContent).toContain('Its saved files stay where they are.');
    expect(asked).toEqual([]);
    await press(button('Cancel'));
    expect(cards[1]?.textContent).not.toContain('Its saved files stay');
    await press(bin(cards[1]) ?? expect.unreachable());
    await press(cards[1]?.querySelector<HTMLElement>('.notice__action .button') ?? expect.unreachable());
    expect(asked).toEqual([['recording-2', 'remove']]);
  });

  it('shows posts as covers, an icon where there is no picture, and goes back to the table', async () => {
    const { root, press, button, model, one } = await open('covers');
    const tiles = [...root.querySelectorAll('.tile-grid > li')];
    expect(tiles.length).toBeGreaterThan(9);
    expect(tiles.length).toBeLessThan(60);
    expect([tiles[0], tiles[7]].map((tile) => tile?.getAttribute('aria-posinset'))).toEqual(['1', '8']);
    expect(tiles[0]?.getAttribute('aria-setsize')).toBe('10000');
    expect(tiles.map((tile) => (tile.querySelector('img') ? 'picture' : 'icon')).slice(0, 6)).toEqual([
      ...Array.from({ length: 4 }, () => 'picture'),
      'icon',
      'picture',
    ]);
    await press(button('Show only files of @matbakh'));
    expect(model.query.value.author).toBe('matbakh');
    await press(one('input[value=table]'));
    expect([model.layout.value, root.querySelectorAll('.row').length > 9]).toEqual(['table', true]);
  });

  it('moves between its views by arrow keys', async () => {
    const { one, root } = await open('saved');
    one('#tab-saved').dispatchEvent(new KeyboardEvent('keydown', { key: 'ArrowRight', bubbles: true }));
    await vi.waitFor(() => expect(root.querySelector('#tab-jobs')?.getAttribute('aria-selected')).toBe('true'));
    expect(document.activeElement?.id).toBe('tab-jobs');
  });

  it('counts what became of each list, and names the posts that are gone', async () => {
    const { root } = await open('lists');
    await vi.waitFor(() => expect(root.querySelectorAll('.gone')).toHaveLength(4));
    const [profile, likes] = [...root.querySelectorAll('.list')].map((list) => list.textContent ?? '');
    expect(profile).toContain('TikTok says 12,000 and listed 11,963: 37 posts are hidden');
    expect(profile).toMatch(/Posts saved11,890Not available41Left out or still to come20Gone from the list12/);
    expect(profile).toContain('30 This post or person is no longer on TikTok.');
    expect(profile).toMatch(/Six ways to cut an onionGone since .* · It was not saved\./);
    expect(likes).toContain('Likes of Mira');
    expect(likes).toContain('Not read to its end yet.');
    expect(likes).not.toContain('hidden');
    expect(root.textContent).not.toMatch(/\b(library|job|error|count)_[a-z]/);
  });

  it('tells of each file of a job why it failed', async () => {
    const { root } = await open('jobs');
    await vi.waitFor(() =>
      expect(root.textContent).toContain('This post or person is no longer on TikTok. Cannot be had.'),
    );
    expect(root.textContent).toContain('Read to the end of the list.');
    expect(root.textContent).toMatch(/at most 500 posts · .*2026 · Videos/);
    expect(root.textContent).toContain('TikTok says 214 and listed 120: 94 posts are hidden');
    expect([...root.querySelectorAll('.refusals li')].map((line) => line.textContent)).toEqual([
      '2 This post or person is no longer on TikTok. Learn more',
      expect.stringMatching(/^1 /),
    ]);
    expect(root.textContent).not.toMatch(/\b(library|job|error|wait)_[a-z]/);
  });

  it('shows the picture of a post in its row, with the kind of the file on it', async () => {
    const { root } = await open('saved');
    const pictures = [...root.querySelectorAll<HTMLImageElement>('tbody .row__kind img')];
    expect(pictures.length).toBeGreaterThan(5);
    for (const picture of pictures) expect(picture.src).toMatch(/^blob:/);
    expect(root.querySelectorAll('tbody .row__badge svg')).toHaveLength(pictures.length);
  });

  it('tells a job in numbers and as a bar, and forgets the finished ones after a question', async () => {
    const { root, press, button, model } = await open('jobs');
    const bars = [...root.querySelectorAll('.job-bar')];
    expect(bars.length).toBeGreaterThan(2);
    expect(bars[0]?.getAttribute('aria-label')).toMatch(/Saved now \d+%, Already here \d+%, Failed \d+%/);
    const forget = vi.spyOn(model, 'forgetFinished').mockResolvedValue();
    await press(button('Forget finished jobs'));
    await press(button('Cancel'));
    await press(button('Forget finished jobs'));
    expect(forget).not.toHaveBeenCalled();
    await press(button('Yes, forget them'));
    expect(forget).toHaveBeenCalledOnce();
  });

  it('tells its keys at a question mark and at a press, but not to somebody who types one', async () => {
    const { root, one, press, button } = await open('filtered');
    const hit = (target: EventTarget, key: string, more: KeyboardEventInit = {}) =>
      act(() => void target.dispatchEvent(new KeyboardEvent('keydown', { key, bubbles: true, ...more })));
    const dialog = one<HTMLDialogElement>('dialog');
    const shownAfter = async (work: Promise<unknown>): Promise<boolean> => {
      await work;
      const { open: shown } = dialog;
      dialog.close();
      return shown;
    };
    expect(await shownAfter(hit(one('input[type=search]'), '?'))).toBe(false);
    expect(await shownAfter(hit(document.body, '?', { ctrlKey: true }))).toBe(false);
    expect(await shownAfter(hit(document.body, '?'))).toBe(true);
    expect(await shownAfter(hit(document.body, '\u061f'))).toBe(true);
    expect(await shownAfter(press(button('Keyboard shortcuts')))).toBe(true);
    const rows = () => [...root.querySelectorAll('.keys dl > div')].map((row) => row.textContent);
    expect(rows()).toEqual([
      '/Search what is saved',
      '←→To the next tab, or the next choice in a row',
      '↑↓While you look at posts: to the next or the previous one',
      '←→The next or the previous picture, then post',
      'HomeEndThe first or the last post',
      'SpaceKPlay or pause',
      'MSound off or on',
      'JLFive seconds back or on',
      'Alt+Shift+SOn TikTok: save this post',
      '?Show this list',
      'EscClose this list',
    ]);
    await press(one('#tab-jobs'));
    expect(rows()).not.toContain('/Search what is saved');
  });

  it('puts the caret into the search at a slash', async () => {
    const { one } = await open('filtered');
    await act(() => void document.body.dispatchEvent(new KeyboardEvent('keydown', { key: '/', bubbles: true })));
    expect(document.activeElement).toBe(one('input[type=search]'));
  });
});
