import { userInfo } from '../api/details.ts';
import type { Reply } from '../api/reply.ts';
import { itemOf } from '../item.ts';
import { asPageItem } from '../itemVariants.ts';
import { html, itemContext, modelled, plain, recorded, type Visit } from '../visit.ts';
import { document } from './document.ts';
import { livePage } from './live.ts';
import { recordedDom } from './templates.ts';

const home = 'https://www.tiktok.com';

/** Pages of www.tiktok.com; undefined when the address is none of them. */
export const page = (visit: Visit): Reply | undefined => {
  const path = decodeURIComponent(visit.path);
  const name = visit.site.rules.recordedPages[path];
  if (name !== undefined) return recordedPage(name);
  const post = /^\/@([^/]*)\/(video|photo)\/(\d+)\/?$/.exec(path);
  if (post) return postPage(visit, post[1] ?? '', post[2] ?? '', post[3] ?? '');
  const live = /^\/@([^/]+)\/live\/?$/.exec(path);
  if (live) return livePage(visit, live[1] ?? '');
  if (/^\/@[^/]+\/(playlist|collection)\/[^/]+$/.test(path)) return shell(visit, 'Playlist | TikTok');
  const profile = /^\/@([^/]+)\/?$/.exec(path);
  if (profile) return profilePage(visit, profile[1] ?? '');
  if (
    /^\/(foryou|following|friends|tpp\/watch-history|explore|messages|search(\/\w+)?|tag\/[^/]+|(music|place)\/[^/]+)?\/?$/.test(
      path,
    )
  ) {
    return shell(visit, 'TikTok - Make Your Day');
  }
  return undefined;
};

/** A page as it was drawn once, without the site's scripts. */
const recordedPage = (name: string): Reply =>
  html(
    recordedDom(name).replace('<body', '<link rel="stylesheet" href="/demo/site.css"><body'),
    recorded('drawn DOM of 2025-09 to 2026-05, its styles our own'),
  );

const shell = (visit: Visit, title: string): Reply =>
  html(
    document(visit, { title, canonical: home + visit.path }),
    modelled('pages without item data in the scope, recorded 2025'),
  );

const postPage = (visit: Visit, name: string, type: string, id: string): Reply => {
  const post = visit.site.world.post(id);
  // The real site corrects handle and type by a redirect to the canonical address.
  const due =
    post && !post.withheld ? `/@${post.owner.uniqueId}/${post.kind === 'photos' ? 'photo' : 'video'}/${id}` : undefined;
  if (due && due !== `/@${name}/${type}/${id}`)
    return plain(301, modelled('canonical redirect'), undefined, { location: home + due });
  const canonical = home + visit.path;
  // Desktop photo pages carry no item: the client asks /api/item/detail/ (recorded 2026-05).
  if (type === 'photo')
    return html(document(visit, { title: 'TikTok', canonical }), recorded('desktop photo page without item 2026-05'));
  if (!post) return detailPage(visit, canonical, { statusCode: 10204, statusMsg: "item doesn't exist" });
  if (post.withheld)
    return detailPage(visit, canonical, { statusCode: post.withheld.code, statusMsg: post.withheld.message });
  return detailPage(visit, canonical, {
    itemInfo: { itemStruct: asPageItem(itemOf(post, itemContext(visit))) },
    shareMeta: { title: `${post.owner.nickname} on TikTok`, desc: post.desc },
    statusCode: 0,
    statusMsg: '',
  });
};

const detailPage = (visit: Visit, canonical: string, detail: unknown): Reply =>
  html(
    document(visit, { title: 'TikTok - Make Your Day', canonical, scope: { 'webapp.video-detail': detail } }),
    recorded('video page 2025-07 to 2025-11'),
  );

const profilePage = (visit: Visit, name: string): Reply => {
  const user = visit.site.world.userByName(name);
  const canonical = `${home}/@${name}`;
  const hidden = user?.private && visit.user !== user;
  const detail = user
    ? {
        userInfo: { ...userInfo(user, visit), itemList: [] },
        shareMeta: { title: `${user.nickname} on TikTok`, desc: '' },
        statusCode: hidden ? 10222 : 0,
        statusMsg: hidden ? 'ErrBizUserSecret' : '',
        needFix: true,
      }
    : { statusCode: 10221, userInfo: {} };
  return html(
    document(visit, {
      title: `${user?.nickname ?? 'Account'} | TikTok`,
      canonical,
      scope: { 'webapp.user-detail': detail },
    }),
    hidden ? modelled('private account page reported 2026-07') : recorded('profile page 2026-02 to 2026-07'),
  );
};
