// @vitest-environment happy-dom
import { act } from 'preact/test-utils';
import { describe, expect, it, vi } from 'vitest';
import { PopupPage } from '@/components/popup/PopupPage';
import { failure } from '@/lib/base/failure';
import { err, ok, type Result } from '@/lib/base/result';
import type { CommandName } from '@/lib/rpc/protocol';
import { t } from '@/lib/ui/format/i18n';
import { createPopupModel } from '@/lib/ui/popup/createPopupModel';
import { mockJobs, NOW } from '../../gallery/mocks';
import { popupStates, portsFor } from '../../gallery/popupStates';
import { draw } from './draw';

const open = async (name: string) => {
  const state = popupStates[name];
  if (!state) throw new Error(name);
  const sent: [CommandName, unknown][] = [];
  const ports = portsFor(state);
  const openSite = vi.fn(async () => {});
  const openPage = vi.fn(async () => {});
  const answers: Partial<Record<CommandName, Result<unknown>>> = {};
  const model = createPopupModel({
    ...ports,
    openSite,
    openPage,
    call: async (command, input) => {
      sent.push([command, input]);
      if (command === 'postStates' || command === 'listPage') return ports.call(command, input);
      return (answers[command] ?? ok({ jobId: 'j' })) as never;
    },
  });
  model.start();
  const view = await draw(<PopupPage model={model} now={() => NOW} />);
  await view.redraw(<PopupPage model={model} now={() => NOW} />);
  const commands = (wanted: CommandName) => sent.filter(([command]) => command === wanted).map(([, input]) => input);
  return { ...view, model, commands, openSite, openPage, answers };
};

describe('the popup page', () => {
  it.each(Object.keys(popupStates).filter((name) => !['loading', 'problem'].includes(name)))(
    'draws %s with a name on every control',
    async (name) => {
      const { root } = await open(name);
      for (const button of root.querySelectorAll('button'))
        expect((button.getAttribute('aria-label') ?? button.textContent ?? '').trim(), button.outerHTML).not.toBe('');
      for (const field of root.querySelectorAll<HTMLInputElement>('input, select, textarea')) {
        const named = field.getAttribute('aria-label') ?? field.closest('label')?.textContent ?? '';
        const labelled = field.id !== '' && root.querySelector(`label[for="${field.id}"]`) !== null;
        expect(labelled || named.trim() !== '', field.outerHTML).toBe(true);
      }
      expect(root.textContent).not.toMatch(/\b(popup|action|job|source|error)_[a-z]/);
    },
  );

  it.each([
    ['live', 'popup_save_live', true],
    ['live-recording', 'recording_state_recording', false],
  ] as const)(
    'has the focus on its button where a press of Enter does something: %s',
    async (name, words, isFocused) => {
      const { root } = await open(name);
      const button = root.querySelector('.job-form .button--wide');
      expect(button?.textContent).toContain(t(words));
      expect(document.activeElement === button).toBe(isFocused);
    },
  );

  it('counts down the pause before the next page, and does not speak each second', async () => {
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'Date'] });
    vi.setSystemTime((mockJobs.pausing.listing.nextPageAt ?? 0) - 2_300);
    const { one } = await open('next-page');
    const timer = () => one('[role=timer]');
    const shown = [timer().textContent];
    for (let second = 0; second < 2; second += 1) {
      await act(() => void vi.advanceTimersByTime(1_000));
      shown.push(timer().textContent);
    }
    expect(shown).toEqual(['next page in 3 secs', 'next page in 2 secs', 'next page in 1 sec']);
    expect(timer().closest('[aria-live], [role=status]')).toBeNull();
    await act(() => void vi.advanceTimersByTime(1_000));
    expect(document.querySelector('[role=timer]')).toBeNull();
    vi.useRealTimers();
  });

  it('has the focus on the button that saves', async () => {
    const { button } = await open('profile');
    await vi.waitFor(() => expect(document.activeElement === button('Save all posts')).toBe(true));
  });

  it('saves what is chosen with the choices made', async () => {
    const { one, root, type, press, button, commands } = await open('profile');
    await type(one('.job-form__limit input'), '20');
    const week = [...root.querySelectorAll('label')].find((label) => label.textContent === 'Last 7 days');
    await press(week?.querySelector('input') ?? one('nothing'));
    await press(button('Save matching posts'));
    expect(commands('startJob')).toEqual([
      {
        source: expect.objectContaining({ kind: 'posts' }),
        options: { maxCount: 20, interval: expect.stringMatching(/\|/) },
      },
    ]);
  });

  it('goes to the likes of the account and back to the page', async () => {
    const { press, button, root } = await open('profile');
    await press(button('Likes1.2k'));
    expect(root.textContent).toContain('Save all likes');
    await press(button('Back to this page'));
    expect(root.textContent).toContain('Save all posts');
  });

  it('says how many posts a number may be, in the way of the language', async () => {
    const { one, root, type } = await open('profile');
    await type(one('.job-form__limit input'), 'many');
    expect(root.querySelector('.job-form__wrong')?.textContent).toBe('A number up to 999,999, or empty for all.');
  });

  it('asks for popular posts only, in whole numbers', async () => {
    const { root, type, press, button, commands } = await open('profile');
    const [likes, plays] = root.querySelectorAll<HTMLInputElement>('.job-form__more input[maxlength="12"]');
    if (!likes || !plays) throw new Error('no fields');
    await type(likes, '5k');
    await press(button('Save matching posts'));
    expect(root.querySelector('.job-form__wrong')?.textContent).toBe('Use whole numbers, or leave the field empty.');
    expect(commands('startJob')).toEqual([]);
    await type(likes, '5000');
    await type(plays, '100000');
    expect(root.querySelector('.job-form__more summary')?.textContent).toContain('from 5k likes · from 100k plays');
    await press(button('Save matching posts'));
    expect(commands('startJob')).toMatchObject([{ options: { minLikes: 5000, minPlays: 100_000 } }]);
  });

  it('pauses, goes on with and cancels a job', async () => {
    const running = await open('profile-running');
    await running.press(running.button('Pause'));
    await running.press(running.button('Cancel'));
    expect(running.commands('controlJob')).toEqual([
      { jobId: 'job-1', action: 'pause' },
      { jobId: 'job-1', action: 'cancel' },
    ]);
    const waiting = await open('waiting');
    for (const job of ['Favourites of Mira', 'Posts of The Slow Kitchen'])
      for (const button of waiting.root.querySelectorAll<HTMLElement>(`[aria-label="${job}"] [aria-label=Resume]`))
        await waiting.press(button);
    // What waits for a login can be told to look at once; what waits for the clock cannot.
    expect(waiting.commands('controlJob')).toEqual([
      { jobId: 'job-5', action: 'resume' },
      { jobId: 'job-7', action: 'resume' },
    ]);
  });

  it('says why a page could not be read, and leads to the puzzle', async () => {
    const { root, press, button, openSite } = await open('page-captcha');
    expect(root.textContent).toContain('TikTok wants to see that you are a person.');
    expect(root.textContent).not.toContain('This page has no list');
    await press(button('Solve it in the tab'));
    expect(openSite).toHaveBeenCalledWith('home');
  });

  it('says that the browser lost a file, not that the file was wrong', async () => {
    const { root, button, press, answers } = await open('profile');
    answers.showFile = err(failure('file'));
    await press(button('Show in folder: 2026-10-12_18-04-11_Sourdough without a scale-video.mp4'));
    expect(root.querySelector('[role=alert]')?.textContent).toMatch(
      /^The browser no longer finds this file.*library\.Learn more$/,
    );
    expect(root.querySelector('[role=alert] a')?.getAttribute('href')).toBe('/trouble.html#file_lost');
  });

  it('has the caret in the field for links once they are chosen', async () => {
    const { press, button, root } = await open('profile');
    await press(button('Paste links'));
    await vi.waitFor(() => expect(document.activeElement === root.querySelector('textarea')).toBe(true));
  });

  it('names several playlists and folders in the plural', async () => {
    const many = await open('profile-many');
    expect([...many.root.querySelectorAll('.chip')].map((chip) => chip.textContent)).toContain('Playlists2');
    const { root } = await open('yours-all');
    const tiles = [...root.querySelectorAll('.tile')].map((tile) => tile.textContent);
    expect(tiles.slice(3)).toEqual(['Favourites folders2', 'Playlist5']);
  });

  it('says that another account is logged in, and nothing of what a job waited for before it was paused', async () => {
    const { root, button, press, openSite } = await open('other-account');
    const [other, own] = [...root.querySelectorAll('.job')];
    expect(other?.textContent).toContain('Another account is logged in than when this job began.');
    expect(own?.querySelector('.notice')).toBeNull();
    await press(button('Log in on TikTok'));
    expect(openSite).toHaveBeenCalledWith('login');
  });

  it('brings the puzzle to the front, and people to the login', async () => {
    const captcha = await open('captcha');
    await captcha.press(captcha.button('Solve it in the tab'));
    expect(captcha.commands('controlJob')).toEqual([{ jobId: 'job-4', action: 'solve' }]);
    const out = await open('logged-out');
    await out.press(out.button('Log in on TikTok'));
    expect(out.openSite).toHaveBeenCalledWith('login');
  });

  it('does nothing at a disabled button, which keeps the focus', async () => {
    const { press, button, commands } = await open('private');
    await vi.waitFor(() => expect(document.activeElement === button('Save all posts')).toBe(true));
    await press(button('Save all posts'));
    expect(commands('startJob')).toEqual([]);
    expect(document.activeElement === button('Save all posts')).toBe(true);
  });

  it('retries what failed', async () => {
    const { press, button, commands } = await open('ended');
    await press(button('Retry failed'));
    expect(commands('controlJob')).toEqual([{ jobId: 'job-8', action: 'retry' }]);
  });
});
