import { readFileSync } from 'node:fs';
import { streamAt } from './api/live.ts';
import type { Reply } from './api/reply.ts';
import { signedPaths, webcastRoutes, wwwRoutes } from './api/routes.ts';
import { gate } from './gate.ts';
import type { LogGroup } from './log.ts';
import { serveMedia } from './media/serve.ts';
import { serveHls } from './media/serveHls.ts';
import { iconRules } from './pages/icons.ts';
import { page } from './pages/routes.ts';
import { loginPage, wafPage } from './pages/special.ts';
import { html, json, modelled, plain, type Visit } from './visit.ts';

/** What a request is about, known before it is answered. */
export interface Target {
  readonly group: LogGroup;
  readonly name: string;
  readonly postId?: string;
  readonly index?: string;
  readonly answer: () => Reply;
}

const own = modelled('of our own');
const assets: Record<string, string> = {
  'site.css': 'text/css',
  'sdk.js': 'text/javascript',
  'app.js': 'text/javascript',
  'chat.js': 'text/javascript',
  'data.js': 'text/javascript',
  'pages.js': 'text/javascript',
  'render.js': 'text/javascript',
};

/** Finds what a request asks for. */
export const targetOf = (visit: Visit): Target => {
  const { host, path, url } = visit;
  const media = visit.site.addresses.read(host, url, visit.cookies.get('tt_chain_token') ?? '');
  if (media)
    return {
      group: 'media',
      name: media.kind,
      postId: media.postId,
      index: media.index,
      answer: () => serveMedia(visit, media),
    };
  const routes = host === 'www.tiktok.com' ? wwwRoutes : host === 'webcast.tiktok.com' ? webcastRoutes : {};
  const route = routes[path] ?? routes[`${path}/`];
  if (route) {
    const postId = visit.query.get('itemId') ?? visit.query.get('aweme_id') ?? undefined;
    return {
      group: 'api',
      name: path,
      ...(postId ? { postId } : {}),
      answer: () => gate(visit, route.signed) ?? route.answer(visit),
    };
  }
  if (host === 'www.tiktok.com' && path.startsWith('/demo/'))
    return { group: 'other', name: path, answer: () => demoPath(visit) };
  if (host === 'tiktok.com')
    return { group: 'page', name: 'apex', answer: () => redirect(`https://www.tiktok.com${path}${url.search}`) };
  if (host.startsWith('pull-') && path.endsWith('.flv')) {
    return { group: 'media', name: 'live', answer: () => liveReply(visit) };
  }
  if (host.startsWith('pull-') && /\.(?:m3u8|ts|m4s|mp4)$/.test(path)) {
    return { group: 'media', name: 'live', answer: () => serveHls(visit) };
  }
  const short = shortLink(visit);
  if (short) return { group: 'page', name: 'short', index: path.replaceAll('/', ''), answer: () => short };
  if (host === 'www.tiktok.com' || host === 'lite.tiktok.com') {
    const postId = /\/(?:video|photo)\/(\d+)/.exec(path)?.[1];
    return {
      group: 'page',
      name: path,
      ...(postId ? { postId } : {}),
      answer: () => (visit.site.rules.waf ? wafPage() : (page(visit) ?? plain(404, own))),
    };
  }
  return { group: 'other', name: `${host}${path}`, answer: () => plain(404, own) };
};

/** The live stream; the real one wants no Referer either. */
const liveReply = (visit: Visit): Reply => {
  const origin = modelled('FLV over https as recorded 2026-10; bytes of our own');
  const stream = streamAt(visit);
  if (!stream) return plain(404, origin);
  return { ...plain(200, origin, undefined, { 'content-type': 'video/x-flv' }), stream: stream.connect() };
};

const redirect = (location: string): Reply =>
  plain(301, modelled('redirects of short addresses'), undefined, { location });

/** vm., vt., /t/CODE and m.tiktok.com/v/ID.html: the code is the post id, or `u` and a handle. */
const shortLink = ({ host, path, site }: Visit): Reply | undefined => {
  const code =
    host === 'vm.tiktok.com' || host === 'vt.tiktok.com'
      ? /^\/([\w.-]+)\/?$/.exec(path)?.[1]
      : (/^\/t\/([\w.-]+)\/?$/.exec(path)?.[1] ?? /^\/v\/(\d+)(?:\.html)?$/.exec(path)?.[1]);
  if (!code) return undefined;
  if (code.startsWith('u.')) return redirect(`https://www.tiktok.com/@${code.slice(2)}?_r=1&_t=demo`);
  const post = site.world.post(code.replace(/^ZM/, ''));
  if (!post) return redirect('https://www.tiktok.com/?_r=1');
  return redirect(
    `https://www.tiktok.com/@${post.owner.uniqueId}/${post.kind === 'photos' ? 'photo' : 'video'}/${post.id}?_r=1&_t=demo`,
  );
};

/** What stands for the site's own static hosts, and the demo's switches. */
const demoPath = (visit: Visit): Reply => {
  const name = visit.path.slice('/demo/'.length);
  if (name === 'login' && visit.method === 'GET') return loginPage();
  if (name === 'login') return plain(303, own, undefined, { location: '/', 'x-demo-login': '1' });
  if (name === 'captcha/solve' && visit.method === 'POST') {
    visit.site.rules.captcha = false;
    return json({ code: 200 }, own);
  }
  const type = assets[name];
  if (!type) return html('', own, 404);
  const text = readFileSync(new URL(`./public/${name}`, import.meta.url), 'utf8')
    .replace("'__SEAL_KEY__'", JSON.stringify(visit.site.sealKey))
    .replace('__SIGNED_PATHS__', JSON.stringify(signedPaths));
  const body = name === 'site.css' ? `${text}\n${iconRules()}` : text;
  return {
    status: 200,
    headers: { 'content-type': `${type}; charset=utf-8`, 'cache-control': 'no-store' },
    body: Buffer.from(body),
    origin: own,
  };
};
