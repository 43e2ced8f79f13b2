import type { Reply } from '../api/reply.ts';
import { authorOf } from '../item.ts';
import { html, itemContext, modelled, type Visit } from '../visit.ts';
import { document } from './document.ts';

/** /@name/live: SIGI_STATE with the room, without streamData although it is live (recorded 2025-09). */
export const livePage = (visit: Visit, name: string): Reply => {
  const user = visit.site.world.userByName(name);
  const isLive = name === 'tokshelf.live';
  const info = user && {
    user: {
      ...authorOf(user, itemContext(visit)),
      roomId: isLive ? '7692023419818265357' : '',
      status: isLive ? 2 : 4,
      followStatus: 0,
    },
    stats: { followerCount: 1200, followingCount: 12 },
    liveRoom: {
      title: isLive ? 'Demo stream' : '',
      startTime: Math.floor(visit.site.startedAt / 1000),
      status: isLive ? 2 : 4,
      liveRoomMode: 0,
      liveSubOnly: 0,
      liveRoomStats: { userCount: 42, enterCount: 99 },
    },
  };
  return html(
    document(visit, {
      title: `${user?.nickname ?? name} is LIVE - TikTok LIVE`,
      canonical: `https://www.tiktok.com/@${name}/live`,
      scripts: {
        ...(isLive && visit.site.rules.chat.count > 0 ? { 'demo-chat': { roomId: '7692023419818265357' } } : {}),
        SIGI_STATE: {
          LiveRoom: {
            loadingState: {},
            needLogin: false,
            showLiveGate: false,
            isAgeGateRoom: false,
            recommendLiveRooms: [],
            liveRoomStatus: isLive ? 2 : 4,
            liveRoomUserInfo: info ?? {},
          },
          CurrentRoom: { roomInfo: null, enterRoomWithSSR: false },
        },
      },
    }),
    modelled('SIGI_STATE recorded 2025-09, layout of our own'),
  );
};
