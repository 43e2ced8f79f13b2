import { failure } from '@/lib/base/failure';
import { err, type Result } from '@/lib/base/result';
import type { Page, ReadPost } from '@/lib/model/page';
import { type Source, traitsOf } from '@/lib/model/source';
import { passed } from '@/lib/queue/core/judgeRefusal';
import type { Core } from '@/lib/queue/core/QueueCore';
import { gapOf } from '@/lib/queue/files/resolvePost';

/**
 * A page of a list for a person to look at: in turn with the requests of jobs, with their pauses, and nothing is written down.
 * Errors: those of Lists.page; `login` where nobody is logged in and guests get nothing, `input` for what is no list of posts.
 */
export const lookAtList = async (core: Core, source: Source, cursor: string): Promise<Result<Page<ReadPost>>> => {
  const { shape, needsLogin } = traitsOf(source.kind);
  if (shape !== 'list') return err(failure('input', 'no list of posts'));
  if (needsLogin && !(await core.lists.account())) return err(failure('login'));
  const { settings } = await core.runSettings();
  const page = await core.limiter.run(() => core.lists.page(source, cursor), gapOf(settings));
  if (page.ok) await passed(core);
  return page;
};
