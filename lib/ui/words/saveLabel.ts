import type { PostState } from '@/lib/model/postState';
import { isListKind, isPeopleKind, isWholeKind, type ListKind, traitsOf } from '@/lib/model/source';
import { formatNumber, formatPercent } from '@/lib/ui/format/format';
import { plural, t } from '@/lib/ui/format/i18n';
import type { Choice } from '@/lib/ui/forms/choices';
import { ENDLESS_COUNT, isNarrowed, type JobForm } from '@/lib/ui/forms/jobForm';

/** What the popup's main button says; `which` of the choice's lists is meant. */
export const saveLabel = (
  choice: Choice,
  form: JobForm,
  { links, people }: { readonly links: number; readonly people: number },
  post: PostState | undefined,
  which = 0,
): string => {
  const kind = choice.sources[which]?.source.kind ?? choice.kind;
  if (isListKind(kind)) return listLabel(kind, form);
  if (isPeopleKind(choice.kind)) return t(form.people.save === 'posts' ? 'popup_save_everyone' : 'popup_save_people');
  switch (traitsOf(choice.kind).shape) {
    case 'pasted':
      if (people > 0)
        return links > 0
          ? t('popup_save_pasted', formatNumber(links + people))
          : t('popup_save_persons', formatNumber(people));
      return links === 0 ? t('popup_save_links_none') : plural('popup_save_links', links);
    case 'stream':
      return t('popup_save_live');
    default:
      return postLabel(post);
  }
};

const postLabel = (post: PostState | undefined): string => {
  switch (post?.state) {
    case 'queued':
      return t('popup_post_queued');
    case 'saving':
      return t('popup_post_saving', formatPercent(post.progress));
    case 'saved':
      return t('popup_save_again');
    case 'failed':
      return t('action_retry');
    default:
      return t('popup_save_post');
  }
};

const listLabel = (kind: ListKind, form: JobForm): string => {
  if (isNarrowed(form)) return t('popup_save_filtered');
  const limit = /^\d{1,6}$/.test(form.limit.trim()) ? Number(form.limit) : 0;
  if (!isWholeKind(kind) && !traitsOf(kind).reorders) return plural('popup_save_some', limit || ENDLESS_COUNT);
  if (limit > 0) return plural(traitsOf(kind).incremental ? 'popup_save_latest' : 'popup_save_some', limit);
  return isWholeKind(kind) ? t(`popup_save_${kind}`) : t('popup_save_posts');
};
