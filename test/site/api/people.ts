import { authorOf } from '../item.ts';
import { itemContext, json, modelled, recorded, type Visit } from '../visit.ts';
import type { DemoUser } from '../world/types.ts';
import { userInfo } from './details.ts';
import { countOf } from './lists.ts';
import type { Reply } from './reply.ts';

/** When the first of a list was followed, in seconds; each one after it a second earlier. */
const LATEST = 1_791_000_000;

const row = (user: DemoUser, visit: Visit): unknown => {
  const { stats, statsV2 } = userInfo(user, visit);
  return { stats, statsV2, user: { ...authorOf(user, itemContext(visit)), relation: 0 } };
};

/**
 * /api/user/list/: scene 21 whom the account follows, 67 who follows it. minCursor is the second in which the last of the
 * page was followed; the next page holds what was before. Closed lists answer 10222.
 */
export const userList = (visit: Visit): Reply => {
  const origin = recorded('rows and envelope 2025-10, paging as read in public clients');
  const { query, site } = visit;
  const user = site.world.userBySecUid(query.get('secUid') ?? '');
  if (!user) return json({ statusCode: 10221, status_code: 0, status_msg: '' }, origin);
  if (user.private && visit.user?.uid !== user.uid)
    return json({ statusCode: 10222, status_code: 0, status_msg: '' }, modelled('10222 as reported 2026'));
  const all = query.get('scene') === '67' ? site.world.followersOf(user) : site.world.followingOf(user);
  const asked = visit.listFault?.kind === 'repeat-page' ? 0 : Number(query.get('minCursor')) || 0;
  const start = asked > 0 ? LATEST - asked + 1 : 0;
  const page = all.slice(start, start + countOf(visit, 200));
  const end = start + page.length;
  return json(
    {
      extra: { fatal_item_ids: [], logid: '20261020060221357DEMO', now: site.now() },
      hasMore: visit.listFault?.kind === 'early-end' ? false : end < all.length,
      isTruncated: false,
      log_pb: { impr_id: '20261020060221357DEMO' },
      minCursor: visit.listFault?.kind === 'stuck-cursor' ? asked : page.length > 0 ? LATEST - end + 1 : asked,
      statusCode: 0,
      status_code: 0,
      status_msg: '',
      total: all.length,
      ...(page.length > 0 ? { userList: page.map((one) => row(one, visit)) } : {}),
    },
    origin,
  );
};
