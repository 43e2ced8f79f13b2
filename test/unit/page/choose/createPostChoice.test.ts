import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { createPostChoice } from '@/lib/model/choice/createPostChoice';
import { mergeOrder } from '@/lib/model/choice/mergeOrder';
import { nextBox, stepKeys } from '@/lib/page/choose/nextBox';

describe('the order of a list that is shown in parts', () => {
  test.each([
    ['at first', [], ['a', 'b'], ['a', 'b']],
    ['rows are added', ['a', 'b'], ['a', 'b', 'c'], ['a', 'b', 'c']],
    ['the head left the page', ['a', 'b', 'c'], ['c', 'd', 'e'], ['a', 'b', 'c', 'd', 'e']],
    ['scrolled back past what was known', ['c', 'd'], ['a', 'b', 'c'], ['a', 'b', 'c', 'd']],
    ['a row came between', ['a', 'd'], ['a', 'b', 'c', 'd'], ['a', 'b', 'c', 'd']],
    ['nothing of it is known', ['a', 'b'], ['x', 'y'], ['a', 'b', 'x', 'y']],
    ['two cards of one post', ['a'], ['a', 'b', 'a', 'b', 'c'], ['a', 'b', 'c']],
  ])('%s', (_what, order, shown, due) => {
    expect(mergeOrder(order, shown)).toEqual(due);
  });

  test('is that of the list, however a window slides over it', () => {
    const slides = fc.tuple(
      fc.integer({ min: 1, max: 60 }),
      fc.array(fc.integer({ min: 1, max: 9 }), { maxLength: 40 }),
    );
    fc.assert(
      fc.property(slides, ([length, steps]) => {
        const list = Array.from({ length }, (_, n) => String(n));
        let order: readonly string[] = [];
        let at = 0;
        for (const step of [0, ...steps]) {
          at += step;
          order = mergeOrder(order, list.slice(at, at + 10));
        }
        expect(order).toEqual(list.slice(0, order.length));
      }),
    );
  });

  test('is the same list where nothing is new', () => {
    const order = ['a', 'b', 'c'];
    expect(mergeOrder(order, ['b', 'c'])).toBe(order);
  });
});

describe('a choice', () => {
  const list = ['a', 'b', 'c', 'd', 'e'];
  const made = (most?: number) => {
    const choice = createPostChoice(most);
    choice.see(list);
    return choice;
  };

  test('is one by one, and given in the order of the list', () => {
    const choice = made();
    for (const id of ['d', 'a', 'c']) choice.toggle(id, false);
    choice.toggle('c', false);
    expect([choice.ids(), choice.count, choice.has('c')]).toEqual([['a', 'd'], 2, false]);
  });

  test('takes a range in either direction, and lets one go', () => {
    const choice = made();
    choice.toggle('d', false);
    choice.toggle('b', true);
    expect(choice.ids()).toEqual(['b', 'c', 'd']);
    choice.toggle('c', false);
    choice.toggle('b', true);
    expect(choice.ids()).toEqual(['d']);
  });

  test('a range without a beginning is the one post', () => {
    const choice = made();
    choice.toggle('c', true);
    expect(choice.ids()).toEqual(['c']);
  });

  test('a range spans what left the page meanwhile', () => {
    const choice = made();
    choice.toggle('b', false);
    choice.see(['e', 'f', 'g']);
    choice.toggle('f', true);
    expect(choice.ids()).toEqual(['b', 'c', 'd', 'e', 'f']);
  });

  test('takes all that was seen, also what is no longer shown', () => {
    const choice = made();
    choice.see(['e', 'f']);
    choice.all(true);
    expect([choice.count, choice.seen]).toEqual([6, 6]);
    choice.all(false);
    expect(choice.count).toBe(0);
  });

  test('ends at what a job can take', () => {
    const choice = made(3);
    choice.all(true);
    expect([choice.ids(), choice.isFull]).toEqual([['a', 'b', 'c'], true]);
  });
});

describe('a step from a box', () => {
  // Three columns, the last row short.
  const places = Array.from({ length: 8 }, (_, n) => ({
    left: (n % 3) * 200,
    top: Math.floor(n / 3) * 300,
    height: 32,
  }));
  test.each([
    ['ArrowRight', 1, false, 2],
    ['ArrowRight', 2, false, 3],
    ['ArrowRight', 7, false, 7],
    ['ArrowLeft', 0, false, 0],
    ['ArrowLeft', 1, true, 2],
    ['ArrowRight', 1, true, 0],
    ['ArrowDown', 1, false, 4],
    ['ArrowDown', 5, false, 7],
    ['ArrowDown', 6, false, 6],
    ['ArrowUp', 7, false, 4],
    ['ArrowUp', 2, false, 2],
    ['Home', 5, false, 0],
    ['End', 0, false, 7],
  ] as const)('%s from %i', (key, from, isRightToLeft, due) => {
    expect(nextBox(places, from, key, isRightToLeft)).toBe(due);
  });
  test('leads nowhere without boxes', () => {
    for (const key of stepKeys) expect(nextBox([], -1, key, false)).toBe(-1);
  });
});
