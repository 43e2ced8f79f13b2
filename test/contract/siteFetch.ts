import { request } from 'node:https';
import type { Site } from '../site/startSite.ts';

/** Stands in for Node's fetch: the same requests, to the demo site's port. */
export const siteFetch =
  (site: Pick<Site, 'port'>) =>
  (address: string, init: RequestInit = {}, hops = 0): Promise<Response> => {
    const url = new URL(address);
    return new Promise((done, fail) => {
      const sent = request(
        {
          host: '127.0.0.1',
          port: site.port,
          servername: url.host,
          path: `${url.pathname}${url.search}`,
          rejectUnauthorized: false,
          agent: false,
          method: init.method ?? 'GET',
          headers: { host: url.host, ...Object.fromEntries(new Headers(init.headers)) },
        },
        (reply) => {
          const chunks: Buffer[] = [];
          reply.on('data', (chunk: Buffer) => chunks.push(chunk));
          reply.on('end', () => {
            const to = reply.headers.location;
            if (to !== undefined && hops < 5) return done(siteFetch(site)(new URL(to, url).href, init, hops + 1));
            const headers = new Headers();
            for (const [name, value] of Object.entries(reply.headersDistinct))
              for (const one of value ?? []) headers.append(name, one);
            const response = new Response(Buffer.concat(chunks), { status: reply.statusCode ?? 500, headers });
            Object.defineProperty(response, 'url', { value: url.href });
            return done(response);
          });
        },
      );
      sent.on('error', fail);
      sent.end(typeof init.body === 'string' ? init.body : undefined);
    });
  };
