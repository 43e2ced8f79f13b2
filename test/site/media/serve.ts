import type { Reply } from '../api/reply.ts';
import { modelled, plain, recorded, type Visit } from '../visit.ts';
import type { MediaAddress } from './address.ts';
import { type MediaFile, mediaFile, picture } from './bytes.ts';

/** The file behind a media address, after the rules of media hosts. */
export const serveMedia = (visit: Visit, address: MediaAddress): Reply => {
  const { site, host, headers } = visit;
  const refused = refusal(visit, address);
  if (refused) return plain(403, modelled('403 of media hosts, reported 2025/26'), refused);
  if (host === 'www.tiktok.com') {
    const [first = ''] = site.addresses.video(address.postId, address.index, address.expire ?? 0, visit.chain);
    return plain(302, modelled('redirect of /aweme/v1/play/'), undefined, { location: first });
  }
  const file = find(visit, address);
  if (!file) return plain(404, modelled('unknown file'));
  const cors =
    headers.origin === 'https://www.tiktok.com'
      ? { 'access-control-allow-origin': headers.origin, 'access-control-allow-credentials': 'true' }
      : {};
  const common = { 'content-type': file.type, 'accept-ranges': 'bytes', 'cache-control': 'no-store', ...cors };
  const origin = recorded('address forms 2026-10; bytes of our own');
  const range = /^bytes=(\d+)-(\d*)$/.exec(headers.range ?? '');
  if (!range) return { status: 200, headers: common, body: file.bytes, origin };
  const start = Number(range[1]);
  const end = Math.min(range[2] ? Number(range[2]) : file.bytes.length - 1, file.bytes.length - 1);
  if (start > end) return plain(416, origin, undefined, { 'content-range': `bytes */${file.bytes.length}` });
  return {
    status: 206,
    headers: { ...common, 'content-range': `bytes ${start}-${end}/${file.bytes.length}` },
    body: file.bytes.subarray(start, end + 1),
    origin,
  };
};

/** What tells the avatars of people, and those that one shows after another, apart. */
export const avatarMark = (uid: string, index: string): string =>
  `TokShelf demo avatar ${uid}${index === '0' ? '' : ` ${index}`}`;

const find = (visit: Visit, address: MediaAddress): MediaFile | undefined => {
  const { world } = visit.site;
  if (address.kind === 'avatar') {
    const user = world.userById(address.postId);
    return user && picture(user.design, avatarMark(user.uid, address.index));
  }
  const post = world.post(address.postId);
  return post && !post.withheld ? mediaFile(post, address.kind, address.index) : undefined;
};

/** The rule that forbids it, or undefined. */
const refusal = (visit: Visit, address: MediaAddress): string | undefined => {
  const { rules, now } = visit.site;
  const video = address.kind === 'video';
  if (rules.expiry && address.expire !== undefined && address.expire * 1000 < now()) return 'expired';
  const wantsReferer = rules.referer === 'all' || (rules.referer === 'video' && video);
  if (wantsReferer && !/^https:\/\/www\.tiktok\.com\//.test(visit.headers.referer ?? '')) return 'referer';
  if (video && rules.chainToken && !visit.cookies.get('tt_chain_token')) return 'tt_chain_token missing';
  // A wrong chain token and a changed address look the same: the signature does not fit.
  if (!address.genuine && (rules.chainToken || !video)) return video ? 'tt_chain_token or signature' : 'signature';
  return undefined;
};
