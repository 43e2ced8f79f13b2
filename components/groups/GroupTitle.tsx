import type { PostGroup } from '@/lib/model/library/postGroup';
import { groupTitle } from '@/lib/ui/words/groupWords';

/** What a group is called: a name runs its own way, words of ours that hold one run as the page does. */
export const GroupTitle = ({ group }: { readonly group: PostGroup }) => {
  const { list, kind } = group;
  const title = groupTitle(group);
  return list || kind === 'month' ? <span class="cut">{title}</span> : <bdi class="cut">{title}</bdi>;
};
