import { describe, expect, it } from 'vitest';
import { failure } from '@/lib/base/failure';
import { err, ok } from '@/lib/base/result';
import type { ListedPost } from '@/lib/model/choice/listedPost';
import type { Source } from '@/lib/model/source';
import type { Call } from '@/lib/rpc/createRpcClient';
import { createPicker } from '@/lib/ui/popup/createPicker';

const source: Source = { kind: 'tag', name: 'boats' };
const listed = (id: string): ListedPost => ({
  ...{ postId: id, uniqueId: 'a', desc: id, createdAt: 0, saved: false },
  item: { id },
});
type Reply = { readonly posts: readonly string[]; readonly cursor: string; readonly hasMore: boolean } | 'captcha';

const setUp = (pages: readonly Reply[], save: readonly unknown[] = [ok({ jobId: 'j' })]) => {
  const sent: [string, unknown][] = [];
  const [left, saves] = [[...pages], [...save]];
  let starts = 0;
  const call: Call = async (name, input) => {
    sent.push([name, input]);
    if (name === 'saveChosen') return saves.shift() as never;
    const page = left.shift();
    if (!page) throw new Error('one page too many');
    if (page === 'captcha') return err(failure('captcha'));
    return ok({ ...page, posts: page.posts.map(listed) }) as never;
  };
  const picker = createPicker(call, () => {
    starts += 1;
  });
  return { picker, sent, starts: () => starts, now: () => picker.picked.value };
};
const ids = (posts: readonly ListedPost[] | undefined) => posts?.map(({ postId }) => postId);

describe('ticking posts of a list', () => {
  it('reads page after page, each post once, to the end', async () => {
    const { picker, sent, now } = setUp([
      { posts: ['1', '2'], cursor: 'x', hasMore: true },
      { posts: ['2', '3'], cursor: 'y', hasMore: false },
    ]);
    const first = picker.open(source);
    expect([now()?.busy, now()?.hasMore]).toEqual(['loading', true]);
    await first;
    expect([ids(now()?.posts), now()?.busy, now()?.hasMore]).toEqual([['1', '2'], undefined, true]);
    await picker.more();
    expect([ids(now()?.posts), now()?.hasMore]).toEqual([['1', '2', '3'], false]);
    expect(sent).toEqual([
      ['listPage', { source, cursor: '' }],
      ['listPage', { source, cursor: 'x' }],
    ]);
  });

  it('ends a list whose pages bring nothing new', async () => {
    const { picker, now } = setUp([
      { posts: ['1'], cursor: 'x', hasMore: true },
      { posts: ['1'], cursor: 'y', hasMore: true },
    ]);
    await picker.open(source);
    await picker.more();
    expect(now()?.hasMore).toBe(false);
  });

  it('says why a page was refused, keeps what is chosen, and asks for the same page again', async () => {
    const { picker, sent, now } = setUp([
      { posts: ['1', '2'], cursor: 'x', hasMore: true },
      'captcha',
      { posts: ['3'], cursor: 'y', hasMore: false },
    ]);
    await picker.open(source);
    picker.toggle('2', false);
    await picker.more();
    expect([now()?.error?.code, [...(now()?.chosen ?? [])], now()?.hasMore]).toEqual(['captcha', ['2'], true]);
    await picker.retry();
    expect([now()?.error, ids(now()?.posts)]).toEqual([undefined, ['1', '2', '3']]);
    expect(sent.at(-1)).toEqual(['listPage', { source, cursor: 'x' }]);
  });

  it('saves what is chosen, in the order of the list, with the data at hand, and is closed', async () => {
    const { picker, sent, now, starts } = setUp([{ posts: ['1', '2', '3', '4', '5'], cursor: '', hasMore: false }]);
    await picker.open(source);
    picker.toggle('5', false);
    picker.toggle('3', true);
    picker.toggle('4', false);
    picker.toggle('1', false);
    await picker.save();
    const posts = ['1', '3', '5'].map((id) => ({ postId: id, uniqueId: 'a', item: { id } }));
    expect([sent.at(-1), now(), starts()]).toEqual([['saveChosen', { posts }], undefined, 1]);
  });

  it('keeps the choice where saving is refused, and saves at a retry', async () => {
    const { picker, now, starts } = setUp(
      [{ posts: ['1'], cursor: '', hasMore: false }],
      [err(failure('database')), ok({ jobId: 'j' })],
    );
    await picker.open(source);
    picker.all(true);
    await picker.save();
    expect([now()?.error?.code, now()?.chosen.size, starts()]).toEqual(['database', 1, 0]);
    await picker.retry();
    expect([now(), starts()]).toEqual([undefined, 1]);
  });

  it('forgets what comes after it was closed', async () => {
    const { picker, now } = setUp([{ posts: ['1'], cursor: '', hasMore: false }]);
    const opening = picker.open(source);
    picker.close();
    await opening;
    expect(now()).toBeUndefined();
  });

  it('saves nothing where nothing is chosen', async () => {
    const { picker, sent } = setUp([{ posts: ['1'], cursor: '', hasMore: false }]);
    await picker.open(source);
    picker.all(true);
    picker.all(false);
    await picker.save();
    expect(sent.map(([name]) => name)).toEqual(['listPage']);
  });
});
