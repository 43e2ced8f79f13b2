import { z } from 'zod';
import {
  cursorText,
  id,
  maybeRecord,
  moment,
  moreFlag,
  record,
  records,
  text,
  urls,
  whole,
} from '@/lib/tiktok/wire/coerce';

const idText = z
  .union([z.string(), z.int()])
  .transform(String)
  .pipe(z.string().regex(/^\d{1,20}$/));

const picture = { url_list: urls, width: whole, height: whole };

/** A post in the shape of the app's replies, as the watch history has it. `aweme_id` is demanded. */
export const appItemWire = z.object({
  aweme_id: idText,
  desc: text,
  create_time: moment,
  author: record({ uid: id, sec_uid: text, unique_id: text, nickname: text, avatar_thumb: record({ url_list: urls }) }),
  video: record({ cover: record(picture) }),
  image_post_info: maybeRecord({ images: records({ display_image: record(picture) }) }),
  music: record({ id_str: id, mid: id }),
  statistics: record({
    play_count: whole,
    digg_count: whole,
    comment_count: whole,
    share_count: whole,
    collect_count: whole,
  }),
  text_extra: records({ hashtag_name: text }),
});
export type AppItemWire = z.infer<typeof appItemWire>;

/** A page of the watch history: when each post was watched stands beside the posts, in milliseconds as text. */
export const historyWire = z.object({
  aweme_list: z.array(z.unknown()).nullish(),
  aweme_watch_history: z.array(cursorText).nullish(),
  has_more: moreFlag.nullish(),
});
