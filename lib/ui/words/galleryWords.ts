import type { GalleryStart } from '@/lib/gallery/galleryFormat';
import type { MessageKey, Messages } from '@/lib/ports/Messages';

/** What a gallery says, beside the plural forms of {@link counted}. A test compares it with what its views ask for. */
const said: readonly MessageKey[] = [
  'locale_tag',
  'action_close',
  'action_open_post',
  'library_title',
  'library_nothing_title',
  'library_clear',
  'gallery_search',
  'gallery_all_authors',
  'gallery_all_months',
  'gallery_author',
  'gallery_month',
  'gallery_posts',
  'gallery_nothing',
  'gallery_broken',
  'gallery_before',
  'gallery_next',
  'gallery_cannot_play',
  'gallery_open_file',
  'gallery_written',
  'gallery_left_missing',
  'gallery_left_elsewhere',
  'gallery_left_waiting',
  'gallery_reading',
  'gallery_unknown_author',
  'kind_subtitle',
  'viewer_picture',
  'viewer_picture_before',
  'viewer_picture_next',
  'viewer_play',
  'viewer_pause',
  'viewer_mute',
  'viewer_unmute',
  'viewer_comments',
  'viewer_count_likes',
  'library_tasks_more',
];

const counted = ['count_posts', 'count_files'] as const;
const forms: readonly Intl.LDMLPluralRule[] = ['zero', 'one', 'two', 'few', 'many', 'other'];

/** Stands for itself where it is filled in, so that a text comes back as it was written. */
const PLACES = ['$1', '$2', '$3', '$4'];

/** The words that a gallery takes along, of these messages. */
export const galleryWords = ({ get }: Messages): GalleryStart['words'] => {
  const keys = [...said, ...counted.flatMap((stem) => forms.map((form) => `${stem}_${form}` as MessageKey))];
  return Object.fromEntries(
    keys.flatMap((key) => {
      const words = get(key, PLACES);
      return words === '' ? [] : [[key, words]];
    }),
  );
};

/** Messages out of the words that were taken along. */
export const messagesOf = ({ words }: Pick<GalleryStart, 'words'>): Messages => ({
  get: (key, values = []) =>
    (words[key] ?? '').replace(/\$(\d)/g, (_, place: string) => values[Number(place) - 1] ?? ''),
  uiLanguage: () => words.locale_tag ?? 'en',
});
