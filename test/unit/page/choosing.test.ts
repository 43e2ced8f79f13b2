// @vitest-environment happy-dom
// @vitest-environment-options {"url": "https://www.tiktok.com/"}
import { afterEach, describe, expect, test, vi } from 'vitest';
import { failure } from '@/lib/base/failure';
import { err, ok } from '@/lib/base/result';
import type { ChoiceMemory } from '@/lib/page/choose/createChooser';
import { buttons, controlOf, insideOf, nameOf, postState, press, settle, showPage, startApp } from './stage';

let app: ReturnType<typeof startApp>;
afterEach(() => app.stop());

const start = (name = 'profile', path = '/@person1', trust?: { isTrusted?: () => boolean }): void => {
  showPage(name, path);
  app = startApp(trust, undefined, { saveChosen: () => ok({ jobId: 'job' }) });
};

/** Starts on a profile; what it returns puts the buttons in anew, as a change of the language does. */
const startAgain = (): (() => void) => {
  showPage('profile', '/@person1');
  const choice: ChoiceMemory = {};
  const again = (): void => {
    app?.stop();
    app = startApp(undefined, undefined, { saveChosen: () => ok({ jobId: 'job' }) }, choice);
  };
  again();
  return again;
};

const pill = (): HTMLElement => {
  const found = document.querySelector<HTMLElement>('tokshelf-button.pill.second');
  if (!found) throw new Error('no button to choose');
  return found;
};
const bar = () => insideOf(document.querySelector('tokshelf-bar'));
const barButton = (name: string): HTMLButtonElement => {
  const found = bar()?.querySelector<HTMLButtonElement>(`button.${name}`);
  if (!found) throw new Error(`no ${name} in the bar`);
  return found;
};
const isOff = (name: string): boolean => barButton(name).getAttribute('aria-disabled') === 'true';
const said = (): string => {
  const count = bar()?.querySelector<HTMLElement>('.count');
  return count?.textContent || count?.dataset.text || '';
};
const box = (at: number): HTMLElement => buttons()[at] as HTMLElement;
const pressWith = (target: Element, more: MouseEventInit): boolean =>
  target.dispatchEvent(new MouseEvent('click', { bubbles: true, composed: true, cancelable: true, ...more }));
const key = (target: EventTarget, name: string, shiftKey = false): boolean =>
  target.dispatchEvent(
    new KeyboardEvent('keydown', { key: name, shiftKey, bubbles: true, composed: true, cancelable: true }),
  );
const chosen = (): number[] =>
  buttons().flatMap((host, at) => (controlOf(host).getAttribute('aria-checked') === 'true' ? [at] : []));
const idOf = (at: number): string =>
  /\d{10,}/.exec(document.querySelectorAll('[data-e2e="user-post-item"] a')[at]?.getAttribute('href') ?? '')?.[0] ?? '';
const saveCall = () => app.port.calls.filter(({ name }) => name === 'saveChosen').at(-1)?.input;

describe('choosing on a grid', () => {
  test('makes boxes of the buttons, and buttons of the boxes when it is left; the page looks as before', () => {
    start();
    const before = document.documentElement.outerHTML;
    const names = buttons().map(nameOf);
    press(pill());
    expect(controlOf(pill()).getAttribute('aria-pressed')).toBe('true');
    expect(buttons().map((host) => controlOf(host).getAttribute('role'))).toEqual(names.map(() => 'checkbox'));
    expect(nameOf(box(0))).toBe('Choose the post by @person1');
    expect([said(), barButton('all').textContent, isOff('save')]).toEqual(['Chosen: 0', 'All seen: 16', true]);
    barButton('close').click();
    expect(buttons().map(nameOf)).toEqual(names);
    expect(document.querySelector('tokshelf-bar')).toBeNull();
    expect(document.documentElement.outerHTML).toBe(before);
  });

  test('goes on where buttons are put in anew, in other words, and not on another list', () => {
    const again = startAgain();
    press(pill());
    press(box(2));
    press(box(4));
    again();
    expect([chosen(), said()]).toEqual([[2, 4], 'Chosen: 2']);
    press(box(4));
    history.replaceState(null, '', '/@person2');
    again();
    expect([chosen(), document.querySelector('tokshelf-bar')]).toEqual([[], null]);
  });

  test('so does what is said of a choice that is being saved', async () => {
    const again = startAgain();
    press(pill());
    press(box(2));
    barButton('save').click();
    await vi.waitFor(() => expect(said()).not.toContain('Chosen'));
    const before = said();
    again();
    expect([said(), chosen()]).toEqual([before, []]);
  });

  test('a press on a box chooses, and saves nothing; with shift it takes the range', () => {
    start();
    press(pill());
    press(box(2));
    expect(chosen()).toEqual([2]);
    pressWith(box(5), { shiftKey: true });
    press(box(3));
    expect([chosen(), said(), barButton('save').textContent]).toEqual([[2, 4, 5], 'Chosen: 3', 'Save 3']);
    expect(app.port.calls.filter(({ name }) => name.startsWith('save'))).toEqual([]);
  });

  test('a press anywhere on a card does the same and does not reach the site; one for a new tab does', () => {
    start();
    const heard = vi.fn();
    document.body.addEventListener('click', heard);
    const picture = document.querySelectorAll('[data-e2e="user-post-item"] img')[1];
    if (!picture) throw new Error('no picture');
    pressWith(picture, {});
    expect(heard).toHaveBeenCalledTimes(1);
    press(pill());
    expect(pressWith(picture, {})).toBe(false);
    expect([chosen(), heard.mock.calls.length]).toEqual([[1], 1]);
    pressWith(picture, { ctrlKey: true });
    expect([chosen(), heard.mock.calls.length]).toEqual([[1], 2]);
  });

  test('all that was seen, and none', () => {
    start();
    press(pill());
    barButton('all').click();
    expect([chosen().length, isOff('all')]).toEqual([16, true]);
    barButton('none').click();
    expect(chosen()).toEqual([]);
  });

  test('by keys: arrows, Home and End move, space chooses, shift takes a range, Enter goes to the bar', () => {
    start();
    pressWith(pill(), { detail: 0 });
    const tabbable = () => buttons().flatMap((host, at) => (controlOf(host).tabIndex === 0 ? [at] : []));
    expect(tabbable()).toEqual([0]);
    for (const name of ['ArrowRight', 'ArrowRight', 'ArrowLeft']) key(box(tabbable()[0] ?? 0), name);
    expect(tabbable()).toEqual([1]);
    // What the browser makes of a space on a button.
    const space = (at: number, shiftKey = false): void => {
      key(box(at), ' ', shiftKey);
      pressWith(box(at), { detail: 0 });
    };
    space(1);
    key(box(1), 'End');
    key(box(15), 'ArrowLeft');
    space(14, true);
    expect([tabbable(), chosen().length]).toEqual([[14], 14]);
    space(14);
    expect(chosen().length).toBe(13);
    key(box(14), 'Enter');
    expect(bar()?.activeElement ?? document.activeElement).not.toBe(document.body);
    key(window, 'Escape');
    expect([document.querySelector('tokshelf-bar'), chosen()]).toEqual([null, []]);
  });

  test('is of posts, not of elements: cards that come get boxes, one whose post changes is not chosen for it', async () => {
    start();
    press(pill());
    press(box(0));
    press(box(1));
    const ids = [idOf(0), idOf(1)];
    const link = document.querySelector('[data-e2e="user-post-item"] a');
    link?.setAttribute('href', '/@person2/video/7500000000000000008');
    const list = document.querySelector('[data-e2e="user-post-item-list"]');
    const card = list?.lastElementChild?.cloneNode(true) as Element;
    for (const host of card.querySelectorAll('tokshelf-button')) host.remove();
    card.querySelector('a')?.setAttribute('href', '/@person1/video/7500000000000000009');
    list?.append(card);
    await settle();
    expect([chosen(), said(), barButton('all').textContent]).toEqual([[1], 'Chosen: 2', 'All seen: 18']);
    expect([nameOf(box(0)), controlOf(box(16)).getAttribute('role')]).toEqual([
      'Choose the post by @person2',
      'checkbox',
    ]);
    link?.setAttribute('href', `/@person1/video/${ids[0]}`);
    await settle();
    expect(chosen()).toEqual([0, 1]);
  });

  test.each([
    ['another address', () => history.replaceState(null, '', '/@person2')],
    [
      'another tab of the profile',
      () => {
        const [first, second] = document.querySelectorAll('[role="tab"]');
        first?.setAttribute('aria-selected', 'false');
        second?.setAttribute('aria-selected', 'true');
      },
    ],
  ])('ends on %s', async (_what, go) => {
    start();
    const tabs = document.createElement('div');
    tabs.innerHTML = '<p role="tab" aria-selected="true"></p><p role="tab" aria-selected="false"></p>';
    document.body.prepend(tabs);
    await settle();
    press(pill());
    press(box(0));
    go();
    document.body.append(document.createElement('div'));
    await settle();
    expect([document.querySelector('tokshelf-bar'), chosen()]).toEqual([null, []]);
  });

  test('survives what the site changes in the query', async () => {
    start();
    press(pill());
    press(box(0));
    history.replaceState(null, '', '/@person1?lang=en');
    document.body.append(document.createElement('div'));
    await settle();
    expect(chosen()).toEqual([0]);
  });

  test('saves exactly what was chosen, in the order of the list, with what the page holds of it', async () => {
    start();
    const item = { id: idOf(2), desc: 'words' };
    app.seen.addReply('/api/post/item_list/', JSON.stringify({ itemList: [item] }));
    press(pill());
    for (const at of [4, 2]) press(box(at));
    const due = [idOf(2), idOf(4)];
    barButton('save').click();
    await vi.waitFor(() => expect(said()).toBe('Saved: 0 of 2'));
    expect(saveCall()).toEqual({
      posts: [
        { postId: due[0], uniqueId: 'person1', item },
        { postId: due[1], uniqueId: 'person1' },
      ],
    });
    expect(app.port.calls.at(-1)).toEqual({ name: 'postStates', input: { postIds: due, jobId: 'job' } });
    expect(controlOf(box(2)).getAttribute('role')).toBeNull();
    expect(nameOf(box(4))).toBe('Queued, starts soon');
    app.port.push(postState(due[0] ?? '', 'saved', { progress: 1 }));
    expect(said()).toBe('Saved: 1 of 2');
    app.port.push(postState(due[1] ?? '', 'failed', { error: failure('removed') }));
    expect(said()).toBe('Saved: 1 of 2 · Not saved: 1');
    const heard = insideOf(document.querySelector('tokshelf-tooltip'))?.querySelector('[role=status]')?.textContent;
    expect(heard).toBe('Saved: 1 of 2 · Not saved: 1');
    barButton('library').click();
    expect(app.port.calls.at(-1)).toEqual({ name: 'openPage', input: { page: 'library' } });
    barButton('close').click();
    expect(document.querySelector('tokshelf-bar')).toBeNull();
  });

  test('a refusal says why and keeps the choice', async () => {
    start();
    app.port.answers.saveChosen = () => err(failure('database'));
    press(pill());
    press(box(1));
    barButton('save').click();
    await vi.waitFor(() => expect(document.querySelector('tokshelf-tooltip')).not.toBeNull());
    expect([chosen(), isOff('save')]).toEqual([[1], false]);
  });

  test('what the page makes up chooses and saves nothing', () => {
    start('profile', '/@person1', {});
    press(pill());
    expect(document.querySelector('tokshelf-bar')).toBeNull();
  });

  test('nothing is left when the extension goes', () => {
    showPage('profile', '/@person1');
    const before = document.documentElement.outerHTML;
    app = startApp();
    press(pill());
    press(box(0));
    app.stop();
    expect(document.documentElement.outerHTML).toBe(before);
  });

  test('a dead copy leaves no bar behind', () => {
    showPage('profile', '/@person1');
    document.body.append(document.createElement('tokshelf-bar'));
    app = startApp();
    expect(document.querySelector('tokshelf-bar')).toBeNull();
  });

  test('while it is off, a change of the page asks for no cards', async () => {
    start();
    const asked = vi.spyOn(document, 'getElementsByTagName');
    document.body.append(document.createElement('div'));
    await settle();
    expect(asked.mock.calls.filter(([tag]) => tag === 'tokshelf-button')).toEqual([]);
    press(pill());
    expect(asked.mock.calls.filter(([tag]) => tag === 'tokshelf-button').length).toBeGreaterThan(0);
    asked.mockRestore();
  });
});
