import type { PostState } from '@/lib/model/postState';
import type { PagePort } from '@/lib/rpc/PagePort';
import type { Mounted } from './createButtonRegistry';
import type { ButtonWords } from './createSaveButton';
import type { Tooltip } from './createTooltip';
import { describeError, describeState } from './describeState';
import type { PagePost } from './readPostId';

/** Says in words how saving goes: on the buttons, in the tooltip, to screen readers. */
export interface Announcer {
  words(state: PostState, post: PagePost): ButtonWords;
  /** The person pressed for this post, so its end is worth telling. */
  expect(post: PagePost): void;
  /** Tells the end of what was expected. */
  tell(state: PostState, buttons: readonly Mounted[]): void;
  /** Says at a button how things stand. */
  sayState(state: PostState, at: Mounted): void;
  /** Says that the extension is gone. */
  sayReload(): void;
}

/** @param onRetry the person wants a post tried again that failed */
export const createAnnouncer = (
  port: PagePort,
  openBubble: () => Tooltip,
  onRetry: (postId: string) => void,
): Announcer => {
  const expected = new Map<string, PagePost>();
  // Later the browser may refuse to give words to a script whose extension is gone.
  const reload = port.t('page_reload');

  const sayFailure = (state: PostState, beside: Element | undefined, aloud: boolean): void => {
    const { what, retry, todo } = describeError(port, state);
    const action = { label: port.t('action_retry'), run: () => onRetry(state.postId) };
    openBubble().say({ text: port.t('button_failed_name', what), more: `${retry} ${todo}`, action, aloud }, beside);
  };

  return {
    words: (state, post) => describeState(port, state, post.uniqueId),
    expect(post) {
      expected.set(post.postId, post);
      // A live region is read out only when it stood in the page before its text came.
      openBubble();
    },
    tell(state, buttons) {
      const post = expected.get(state.postId);
      if (!post || (state.state !== 'saved' && state.state !== 'failed')) return;
      expected.delete(state.postId);
      const beside = buttons.find((one) => one.post.postId === state.postId)?.button.host;
      if (state.state === 'failed') return sayFailure(state, beside, true);
      openBubble().announce(
        post.uniqueId === undefined ? port.t('page_saved') : port.t('page_saved_by', post.uniqueId),
      );
    },
    sayState(state, at) {
      const { host } = at.button;
      if (state.state === 'failed') return sayFailure(state, host, false);
      if (state.state !== 'saved')
        return openBubble().say({ text: describeState(port, state, at.post.uniqueId).name, aloud: true }, host);
      const taken = state.takenOver === true;
      openBubble().say(
        {
          text: port.t(taken ? 'page_taken_over' : 'page_already_saved'),
          action: taken
            ? { label: port.t('button_save'), run: () => onRetry(state.postId) }
            : { label: port.t('page_open_library'), run: () => void port.call('openPage', { page: 'library' }) },
          aloud: true,
        },
        host,
      );
    },
    sayReload: () => openBubble().say({ text: reload, aloud: true }),
  };
};
