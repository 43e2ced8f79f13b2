import { createHmac } from 'node:crypto';
import type { SiteMediaKind } from './bytes.ts';

/** What an address of the site's media hosts says, once it is proven to be the site's own. */
export interface MediaAddress {
  readonly postId: string;
  readonly kind: SiteMediaKind;
  readonly index: string;
  /** Unix seconds; absent for addresses that never end. */
  readonly expire?: number;
  /** The address was signed for the chain token that was given. */
  readonly genuine: boolean;
}

/** Makes and reads media addresses in the forms that were recorded in October 2026. */
export interface MediaAddresses {
  /** Two mirrors and the `/aweme/v1/play/` form. */
  video(postId: string, index: string, expire: number, chain: string): string[];
  image(
    postId: string,
    kind: 'image' | 'cover' | 'cover-animated' | 'avatar',
    index: string,
    expire: number,
    shape?: string,
  ): string[];
  music(postId: string, slideshow: boolean, expire: number): string;
  subtitle(postId: string, index: string, expire: number): string;
  /** Undefined when the path is none of ours. */
  read(host: string, url: URL, chain: string): MediaAddress | undefined;
}

const keyPattern = /(\d{1,20})-(video|image|music|cover-animated|cover|subtitle|avatar)-(\w+)/;

/** Addresses signed with the site's secret. */
export const createAddresses = (secret: string): MediaAddresses => {
  const sign = (key: string, expire: number, chain: string): string =>
    createHmac('md5', secret).update(`${key}|${expire}|${chain}`).digest('hex');
  const filler = 'a=1988&bti=ODszNWYuMDE6&&bt=1809&ft=demo';
  return {
    video: (postId, index, expire, chain) => {
      const key = `${postId}-video-${index}`;
      const signature = sign(key, expire, chain);
      const tail = `/video/tos/useast8/tos-useast8-ve-0068c003-tx2/${key}/?${filler}&mime_type=video_mp4&rc=demo&expire=${expire}&l=20261005133237DEMO&ply_type=2&policy=2&signature=${signature}&tk=tt_chain_token&btag=e00090000`;
      return [
        `https://v16-webapp-prime.us.tiktok.com${tail}`,
        `https://v19-webapp-prime.us.tiktok.com${tail}`,
        `https://www.tiktok.com/aweme/v1/play/?faid=1988&file_id=${key}&is_play_url=1&item_id=${postId}&line=0&ply_type=2&pt=demo${expire}&signaturev3=${signature}&tk=tt_chain_token&video_id=v15044gf0000demo`,
      ];
    },
    image: (postId, kind, index, expire, shape = 'tplv-photomode-image.jpeg') => {
      const key = `${postId}-${kind}-${index}`;
      const tail = `/tos-useast8-i-photomode-tx2/${key}~${shape}?dr=9616&x-expires=${expire}&x-signature=${sign(key, expire, '')}%3D&t=4d5b0474&ps=13740610&shp=81f88b70&shcp=9b759fb9&idc=useast8&ftpl=1`;
      const hosts = ['p16-common-sign.tiktokcdn-us.com', 'p19-common-sign.tiktokcdn-us.com'];
      // The order is not fixed on the real site either.
      return (Number(index) % 3 === 2 ? hosts.reverse() : hosts).map((host) => `https://${host}${tail}`);
    },
    music: (postId, slideshow, expire) => {
      const key = `${postId}-music-0`;
      return slideshow
        ? `https://sf16.tiktokcdn-us.com/obj/tos-alisg-ve-2774/${key}`
        : `https://v16m.tiktokcdn-us.com/${sign(key, expire, '')}/${expire.toString(16)}/video/tos/useast8/tos-useast8-v-27dcd7-tx2/${key}/?a=1233&bti=ODszNWYuMDE6&&bt=125&ft=demo&mime_type=audio_mpeg&rc=demo&vvpl=1&l=20261005133237DEMO&btag=e00050000`;
    },
    subtitle: (postId, index, expire) => {
      const key = `${postId}-subtitle-${index}`;
      return `https://v16m-webapp.tiktokcdn-us.com/${sign(key, expire, '')}/${expire.toString(16)}/video/tos/useast8/tos-useast8-v-0068-tx2/${key}/?${filler}&mime_type=video_mp4&rc=demo&l=20261005133237DEMO&btag=e00050000`;
    },
    read: (host, url, chain) => {
      const play = host === 'www.tiktok.com' && url.pathname === '/aweme/v1/play/';
      const found = keyPattern.exec(play ? (url.searchParams.get('file_id') ?? '') : url.pathname);
      if (!found || (host === 'www.tiktok.com' && !play)) return undefined;
      const [key, postId = '', kind = '', index = ''] = found;
      const path = /^\/([0-9a-f]{32})\/([0-9a-f]{8})\//.exec(url.pathname);
      const expireText =
        url.searchParams.get('expire') ??
        url.searchParams.get('x-expires') ??
        (play ? (url.searchParams.get('pt') ?? '').replace(/\D/g, '') : undefined) ??
        (path ? String(Number.parseInt(path[2] ?? '', 16)) : undefined);
      const base = { postId, kind: kind as SiteMediaKind, index };
      if (expireText === undefined) return { ...base, genuine: host.startsWith('sf16') && kind === 'music' };
      const given =
        url.searchParams.get('signature') ??
        url.searchParams.get('x-signature')?.replace(/=$/, '') ??
        url.searchParams.get('signaturev3') ??
        path?.[1];
      const expire = Number(expireText);
      return { ...base, expire, genuine: given === sign(key, expire, kind === 'video' ? chain : '') };
    },
  };
};
