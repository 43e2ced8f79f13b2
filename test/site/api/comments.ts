import { readFileSync } from 'node:fs';
import type { Json } from '../itemTypes.ts';
import { itemContext, json, recorded, type Visit } from '../visit.ts';
import { commentAt } from '../world/comments.ts';
import type { DemoPost } from '../world/types.ts';
import { countOf } from './lists.ts';
import type { Reply } from './reply.ts';

const template: Json = JSON.parse(
  readFileSync(new URL('../../fixtures/pages/replies/comment.json', import.meta.url), 'utf8'),
).comment;

/** /api/comment/list/: numeric cursor, has_more 0 or 1; an unknown post has null and nothing else. */
export const commentList = (visit: Visit): Reply => {
  const post = visit.site.world.post(visit.query.get('aweme_id') ?? '');
  if (!post || post.withheld)
    return json(
      { comments: null, reply_style: 2, status_code: 0, status_msg: '', top_gifts: null },
      recorded('2026-10'),
    );
  return rows(visit, post, post.comments);
};

/** /api/comment/list/reply/ */
export const replyList = (visit: Visit): Reply => {
  const post = visit.site.world.post(visit.query.get('item_id') ?? '');
  const parent = visit.query.get('comment_id') ?? '';
  if (!post || !parent) return json({ comments: null, status_code: 0, status_msg: '' }, recorded('2026-10'));
  return rows(visit, post, 7, parent);
};

const rows = (visit: Visit, post: DemoPost, total: number, parent?: string): Reply => {
  const asked = visit.listFault?.kind === 'repeat-page' ? 0 : Number(visit.query.get('cursor')) || 0;
  const count = Math.max(0, Math.min(countOf(visit, 50), total - asked));
  const list = Array.from({ length: count }, (_, n) => row(visit, post, asked + n, parent));
  const end = asked + count;
  return json(
    {
      alias_comment_deleted: false,
      comments: list.length > 0 ? list : null,
      cursor: visit.listFault?.kind === 'stuck-cursor' ? asked : end,
      extra: { api_debug_info: null, fatal_item_ids: null, now: visit.site.now() },
      has_filtered_comments: 0,
      has_more: end < total && visit.listFault?.kind !== 'early-end' ? 1 : 0,
      log_pb: { impr_id: '20261020060221357DEMO' },
      reply_style: 2,
      status_code: 0,
      status_msg: '',
      top_gifts: null,
      total,
    },
    recorded(parent ? '2026-10' : '2026-02'),
  );
};

const row = (visit: Visit, post: DemoPost, n: number, parent: string | undefined): Json => {
  const comment = commentAt(post, n, parent);
  const { addresses, expire } = itemContext(visit);
  const user = {
    ...template.user,
    uid: comment.id.slice(0, 18),
    sec_uid: `MS4wLjABAAAAdemo-${comment.handle}`,
    unique_id: comment.handle,
    nickname: comment.nickname,
    avatar_thumb: { uri: 'demo', url_list: addresses.image(post.owner.uid, 'avatar', '0', expire), url_prefix: null },
  };
  const { author_pin, sort_extra_score, reply_comment_total, ...shared } = template;
  return {
    ...shared,
    ...(parent ? {} : { author_pin: n === 0, sort_extra_score, reply_comment_total: comment.replies }),
    aweme_id: post.id,
    cid: comment.id,
    create_time: comment.createdSeconds,
    digg_count: comment.likes,
    reply_id: parent ?? '0',
    is_author_digged: n % 9 === 0,
    label_list: n % 9 === 0 ? [{ text: 'Liked by creator', type: 20 }] : null,
    text: comment.text,
    user,
  };
};
