// @vitest-environment happy-dom
import { act } from 'preact/test-utils';
import { beforeEach, expect, it, vi } from 'vitest';
import { Viewer } from '@/components/viewer/Viewer';
import { libraryInState } from '../../gallery/libraryStates';
import { mockViewer } from '../../gallery/mockViewer';
import { draw } from './draw';

const ids = ['7300000000000000000', '7300000000000000001', '7300000000000000002'];

beforeEach(() => {
  // happy-dom plays nothing.
  HTMLMediaElement.prototype.play = async () => undefined;
});

const later = () => act(async () => void (await vi.advanceTimersByTimeAsync(3100)));

const open = async (still = false, elsewhere = false) => {
  vi.stubGlobal('matchMedia', () => ({ matches: still }));
  const closed = vi.fn();
  const model = libraryInState('empty');
  const view = (
    <Viewer
      ports={mockViewer(elsewhere ? 'elsewhere' : undefined)}
      postIds={ids}
      start={0}
      model={model}
      onClose={closed}
    />
  );
  const drawn = await draw(view);
  const ready = () =>
    vi.waitFor(() => act(async () => expect(drawn.root.querySelector('.viewer__facts')).toBeTruthy()));
  await ready();
  const key = (name: string, target: Element = drawn.one('.viewer__stage')) =>
    act(async () => void target.dispatchEvent(new KeyboardEvent('keydown', { key: name, bubbles: true })));
  const picture = () => drawn.root.querySelector('.slides__bar .figures')?.textContent;
  const place = () => drawn.one('.viewer__place').textContent;
  return { ...drawn, key, picture, place, ready, closed, model };
};

it('goes by the arrows from picture to picture and on to the next post, and says where it is', async () => {
  const { key, picture, place, ready } = await open(true);
  expect([place(), picture()]).toEqual(['1 of 3', 'Picture 1 of 3']);
  for (const name of ['ArrowRight', 'ArrowRight']) await key(name);
  expect(picture()).toBe('Picture 3 of 3');
  await key('ArrowRight');
  await ready();
  expect([place(), picture()]).toEqual(['2 of 3', 'Picture 1 of 3']);
  await key('ArrowLeft');
  expect(place()).toBe('1 of 3');
  await key('End');
  expect(place()).toBe('3 of 3');
  await key('ArrowDown');
  expect(place()).toBe('3 of 3');
  await key('Home');
  expect(place()).toBe('1 of 3');
});

it('turns the arrows round where one reads from right to left', async () => {
  const { key, picture } = await open(true);
  const i18n = await import('@/lib/ui/format/i18n');
  const arabic = (await import('@/public/_locales/ar/messages.json')).default;
  const { catalogMessages } = await import('../../fakes/catalogMessages');
  await act(async () => i18n.useMessages(catalogMessages(arabic, 'ar')));
  await key('ArrowLeft');
  expect(picture()).toContain('2');
});

it('shows the next picture by itself, but not to who wants a still page', async () => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'], shouldAdvanceTime: true });
  const playing = await open();
  await later();
  expect(playing.picture()).toBe('Picture 2 of 3');
  await later();
  await later();
  // At its end it stands still: nobody asked for more.
  expect([playing.picture(), playing.button('Play')]).toEqual(['Picture 3 of 3', expect.anything()]);
  await playing.press(playing.button('Repeat'));
  await playing.key('k');
  await later();
  expect(playing.picture()).toBe('Picture 1 of 3');
  const still = await open(true);
  await later();
  expect(still.picture()).toBe('Picture 1 of 3');
  vi.useRealTimers();
});

it('leaves the keys of buttons and texts alone', async () => {
  const { key, place, one, button } = await open(true);
  await key(' ', button('Repeat'));
  expect(button('Play')).toBeTruthy();
  await key('ArrowDown', one('.viewer__facts'));
  expect(place()).toBe('1 of 3');
});

it('offers the folder for what only the browser may open', async () => {
  const { root, press, button, model } = await open(true, true);
  const shown = vi.spyOn(model, 'showFile').mockResolvedValue();
  expect(root.textContent).toContain('which no page may read');
  await press(button('Show in folder'));
  expect(shown).toHaveBeenCalledWith(expect.objectContaining({ key: `${ids[0]}:image:01` }));
});
