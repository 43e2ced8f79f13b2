// @vitest-environment happy-dom
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { watchDom } from '@/lib/page/watchDom';
import { settle } from './stage';

let end: AbortController;
const onChange = vi.fn<(roots: readonly Element[]) => void>();

beforeEach(() => {
  end = new AbortController();
  onChange.mockClear();
  document.body.innerHTML = '<main><div id="xgwrapper-0-7500000000000000001"><video></video><p>00:05</p></div></main>';
  watchDom(document, (node) => node.nodeName === 'TOKSHELF-BUTTON', onChange, end.signal);
});
afterEach(() => end.abort());

const player = (): Element => document.querySelector('[id^="xgwrapper"]') ?? document.body;
const main = (): Element => document.querySelector('main') ?? document.body;

describe('no news', () => {
  test.each<[string, () => void]>([
    ['elements that the player adds to itself', () => player().append(document.createElement('div'))],
    ['texts', () => main().append('words')],
    ['styles', () => main().setAttribute('style', 'color: red')],
    ['elements that leave', () => player().remove()],
    ['our own elements', () => main().append(document.createElement('tokshelf-button'))],
  ])('%s', async (_, change) => {
    change();
    await settle();
    expect(onChange).not.toHaveBeenCalled();
  });
});

describe('news', () => {
  test('many changes at once are one batch of their outermost parts', async () => {
    const outer = document.createElement('section');
    main().append(outer);
    for (let count = 0; count < 5; count += 1) outer.append(document.createElement('p'));
    await settle();
    expect(onChange.mock.calls).toEqual([[[outer]]]);
  });

  test('an address or a player that becomes another post’s', async () => {
    player().id = 'xgwrapper-0-7500000000000000002';
    await settle();
    expect(onChange.mock.calls).toEqual([[[player()]]]);
  });

  test('a button of ours that the site took away', async () => {
    const ours = document.createElement('tokshelf-button');
    main().append(ours);
    await settle();
    ours.remove();
    await settle();
    expect(onChange.mock.calls).toEqual([[[main()]]]);
  });

  test('very many changes are one look at the whole page', async () => {
    for (let count = 0; count < 80; count += 1) main().append(document.createElement('p'));
    await settle();
    expect(onChange.mock.calls).toEqual([[[document.body]]]);
  });

  test('none after the end', async () => {
    main().append(document.createElement('p'));
    end.abort();
    await settle();
    expect(onChange).not.toHaveBeenCalled();
  });
});
