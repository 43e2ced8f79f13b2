import type { PostState } from '@/lib/model/postState';
import { errorKeys } from '@/lib/ports/errorKeys';
import type { PagePort } from '@/lib/rpc/PagePort';
import type { ButtonWords } from './createSaveButton';

type Words = Pick<PagePort, 't' | 'language'>;

/** Why a post was not saved, whether it is tried again, and what the person can do. */
export const describeError = (
  { t }: Words,
  state: PostState,
): { readonly what: string; readonly retry: string; readonly todo: string } => {
  const keys = errorKeys(state.error?.code ?? 'bug', state.state === 'failed' ? 'work' : undefined);
  return { what: t(keys.what), retry: t(keys.retry), todo: t(keys.todo) };
};

/** What a button says about its post. */
export const describeState = (words: Words, state: PostState, uniqueId: string | undefined): ButtonWords => {
  const { t } = words;
  switch (state.state) {
    case 'none':
      return {
        label: t('button_save'),
        name: uniqueId === undefined ? t('button_save_this') : t('button_save_by', uniqueId),
      };
    case 'queued':
      return {
        label: t('button_queued'),
        name: state.error ? describeError(words, state).what : t('button_queued_name'),
      };
    case 'saving': {
      const done = new Intl.NumberFormat(words.language, { style: 'percent' }).format(state.progress);
      return { label: state.progress > 0 ? done : t('button_saving'), name: t('button_saving_name', done) };
    }
    case 'saved':
      return { label: t('button_saved'), name: t(state.takenOver ? 'page_taken_over' : 'button_saved_name') };
    case 'failed':
      return { label: t('button_failed'), name: t('button_failed_name', describeError(words, state).what) };
  }
};
