import { describe, expect, it, vi } from 'vitest';
import { createWatchers } from '@/lib/app/createWatchers';
import type { PostState } from '@/lib/model/postState';

const state = (postId: string): PostState => ({ postId, state: 'saved', progress: 1, files: { done: 1, total: 1 } });

describe('watchers', () => {
  it('tells the tabs that show a post, and no other', () => {
    const push = vi.fn();
    const watchers = createWatchers(push);
    watchers.watch(1, ['7', '8']);
    watchers.watch(2, ['8']);
    watchers.tell(state('7'));
    expect(push.mock.calls).toEqual([[1, state('7')]]);
    watchers.tell(state('8'));
    expect(push).toHaveBeenCalledTimes(3);
    watchers.tell(state('9'));
    expect(push).toHaveBeenCalledTimes(3);
  });
  it('forgets the oldest posts of a tab that scrolls for hours', () => {
    const push = vi.fn();
    const watchers = createWatchers(push);
    for (let id = 0; id < 1500; id += 1) watchers.watch(1, [String(id)]);
    watchers.tell(state('0'));
    expect(push).not.toHaveBeenCalled();
    watchers.tell(state('1499'));
    expect(push).toHaveBeenCalledOnce();
  });
});
