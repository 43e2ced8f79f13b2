import { randomBytes } from 'node:crypto';
import type { DemoUser } from './world/types.ts';

/** A cookie as browser drivers take it. */
export interface SiteCookie {
  readonly name: string;
  readonly value: string;
  readonly domain: string;
  readonly path: '/';
  readonly secure: true;
  readonly httpOnly: boolean;
  readonly sameSite: 'Lax' | 'None';
  /** Unix seconds: survives a restart of the browser. */
  readonly expires: number;
}

/** Reads a Cookie header. */
export const parseCookies = (header: string | undefined): Map<string, string> =>
  new Map(
    (header ?? '').split(/;\s*/).flatMap((part): [string, string][] => {
      const at = part.indexOf('=');
      return at > 0 ? [[part.slice(0, at), part.slice(at + 1)]] : [];
    }),
  );

/** A token that looks like an msToken: 126 characters ending in two equal signs. */
export const newToken = (): string => `${randomBytes(93).toString('base64url').slice(0, 124)}==`;

/** A value for tt_chain_token. */
export const newChain = (): string => `${randomBytes(16).toString('base64url')}==`;

const yearAhead = (now: number): number => Math.floor(now / 1000) + 31_536_000;

/** The cookies of a visitor; with an account also the session. */
export const cookiesFor = (
  session: { readonly id: string; readonly user: DemoUser } | undefined,
  token: string,
  chain: string,
  now: number,
): SiteCookie[] => {
  const cookie = (name: string, value: string, httpOnly: boolean, sameSite: 'Lax' | 'None' = 'Lax'): SiteCookie => ({
    name,
    value,
    domain: '.tiktok.com',
    path: '/',
    secure: true,
    httpOnly,
    sameSite,
    expires: yearAhead(now),
  });
  return [
    cookie('tt_chain_token', chain, true),
    cookie('ttwid', '1%7Cdemo-ttwid', true, 'None'),
    cookie('tt_csrf_token', 'demo-csrf', true),
    cookie('msToken', token, false, 'None'),
    ...(session
      ? [
          cookie('sessionid', session.id, true),
          cookie('sid_tt', session.id, true),
          cookie('uid_tt', session.user.uid, true),
        ]
      : []),
  ];
};

/** A Set-Cookie header. */
export const setCookie = (cookie: SiteCookie): string =>
  `${cookie.name}=${cookie.value}; Domain=${cookie.domain}; Path=/; Secure; Max-Age=31536000; SameSite=${cookie.sameSite}${cookie.httpOnly ? '; HttpOnly' : ''}`;
