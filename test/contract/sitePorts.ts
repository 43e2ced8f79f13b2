import type { TiktokPorts } from '@/lib/api';
import { testAgent } from '../site/ask.ts';
import type { Site } from '../site/startSite.ts';
import { siteFetch } from './siteFetch';

export type Login = 'viewer' | 'demo' | 'none';

/** The ports of docs/api.md on the demo site, with a cookie jar and without pauses. */
export const sitePorts = (site: Site, login: Login = 'viewer', cookies = site.cookies(login)) => {
  const jar = new Map(cookies.map(({ name, value }) => [name, value]));
  const fetch = siteFetch(site);
  const cookieHeader = (): string => [...jar].map((pair) => pair.join('=')).join('; ');
  const ports: TiktokPorts = {
    userAgent: testAgent,
    http: {
      send: async ({ url, method = 'GET', headers, body, credentials }) => {
        const cookie = credentials === 'omit' ? '' : cookieHeader();
        const answer = await fetch(url, {
          method,
          body: body ?? null,
          headers: { ...headers, 'User-Agent': testAgent, Cookie: cookie },
        });
        if (credentials !== 'omit') {
          for (const line of answer.headers.getSetCookie()) {
            const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(line) ?? [];
            jar.set(name, value);
          }
        }
        return {
          status: answer.status,
          url: answer.url,
          headers: answer.headers,
          body: new Uint8Array(await answer.arrayBuffer()),
        };
      },
    },
    cookies: { get: async (name) => jar.get(name) },
    clock: { now: Date.now, sleep: async () => {} },
    random: { bytes: (count) => crypto.getRandomValues(new Uint8Array(count)) },
  };
  return { ports, fetch, cookieHeader };
};
