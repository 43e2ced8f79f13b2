import { request } from 'node:https';
import { seal } from './seal.ts';
import type { Site } from './startSite.ts';

/** A reply of the site, as a test sees it. */
export interface Answer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
  readonly body: Buffer;
  /** The body ended before Content-Length. */
  readonly cut: boolean;
}

/** How a client of the tests presents itself. */
export interface Asking {
  readonly headers?: Readonly<Record<string, string>>;
  readonly cookies?: Readonly<Record<string, string>>;
}

export const testAgent =
  'Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/156.0.0.0 Safari/537.36';

/** One GET, straight to the site's port with the host name of the address. */
export const ask = (
  site: Pick<Site, 'port'>,
  address: string,
  { headers = {}, cookies = {} }: Asking = {},
): Promise<Answer> => {
  const at = address.indexOf('/', 8);
  const host = address.slice(8, at);
  return new Promise((resolve, reject) => {
    const sent = request(
      {
        host: '127.0.0.1',
        port: site.port,
        servername: host,
        path: address.slice(at),
        rejectUnauthorized: false,
        agent: false,
        headers: {
          host,
          'user-agent': testAgent,
          cookie: Object.entries(cookies)
            .map(([name, value]) => `${name}=${value}`)
            .join('; '),
          ...headers,
        },
      },
      (reply) => {
        const chunks: Buffer[] = [];
        const done = (cut: boolean) => (): void =>
          resolve({ status: reply.statusCode ?? 0, headers: reply.headers, body: Buffer.concat(chunks), cut });
        reply.on('data', (chunk: Buffer) => chunks.push(chunk));
        reply.on('end', done(false));
        reply.on('error', done(true));
      },
    );
    sent.on('error', reject);
    sent.end();
  });
};

/** A visitor of the site with cookies, able to ask sealed API requests as the page does. */
export interface Visitor {
  readonly cookies: Readonly<Record<string, string>>;
  get(address: string, headers?: Readonly<Record<string, string>>): Promise<Answer>;
  /** Parsed JSON of an API path, sealed as by the page's own script. */
  // biome-ignore lint/suspicious/noExplicitAny: replies of many shapes, checked field by field in the tests
  api(path: string, parameters?: Readonly<Record<string, string>>): Promise<any>;
}

/** Makes a visitor; reads the key of the seal from the page's script. */
export const visitor = async (site: Site, login: 'viewer' | 'demo' | 'none' = 'viewer'): Promise<Visitor> => {
  const cookies = Object.fromEntries(site.cookies(login).map((cookie) => [cookie.name, cookie.value]));
  const script = (await ask(site, 'https://www.tiktok.com/demo/sdk.js')).body.toString();
  const key = /const key = "([0-9a-f]+)"/.exec(script)?.[1] ?? '';
  const get: Visitor['get'] = (address, headers = {}) => ask(site, address, { headers, cookies });
  return {
    cookies,
    get,
    api: async (path, parameters = {}) => {
      const query = `${new URLSearchParams({ aid: '1988', device_id: '7560123456789012345', ...parameters })}&msToken=${cookies.msToken}&X-Bogus=1`;
      const reply = await get(`https://www.tiktok.com${path}?${query}&X-Gnarly=${seal(query, testAgent, key)}`);
      return JSON.parse(reply.body.toString());
    },
  };
};
