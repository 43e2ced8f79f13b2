import { notifyOnce } from '@/lib/browser/events/notifyEnd';
import { errorKeys } from '@/lib/ports/errorKeys';
import type { Messages } from '@/lib/ports/Messages';
import type { WatchNews } from '@/lib/watch/createListWatch';

const wordsOf = (news: WatchNews, messages: Messages): string => {
  if (news.type === 'trouble') return messages.get(errorKeys(news.error.code).what);
  if (news.type === 'renamed') return messages.get('watched_renamed', [news.from, news.to]);
  const numbers = new Intl.NumberFormat(messages.get('locale_tag') || 'en');
  return messages.get('notify_watch_found', [numbers.format(news.posts)]);
};

const nameOf = ({ watch: { name, source } }: WatchNews): string => {
  if (name !== '') return name;
  if ('uniqueId' in source && source.uniqueId !== undefined) return source.uniqueId;
  return 'name' in source ? (source.name ?? '') : '';
};

/** Says what a look at a list came to; the next of the same kind takes its place. Nothing where the permission was not given. */
export const notifyWatch = (news: WatchNews): Promise<void> =>
  notifyOnce(`${news.type}-${news.watch.id}`, (messages) => ({
    title: nameOf(news) || messages.get('app_name'),
    message: wordsOf(news, messages),
  }));
