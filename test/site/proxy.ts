import { createServer, type IncomingMessage } from 'node:http';
import { type AddressInfo, connect, type Socket } from 'node:net';
import { isSiteHost } from './hosts.ts';

/** A CONNECT proxy on loopback: the site's hosts go to the site, all others are refused and written down. */
export interface ConnectProxy {
  readonly port: number;
  /** Foreign hosts that were asked for, and the site's own by plain http or at another port; each once, in order of first asking. */
  foreignHosts(): string[];
  /** False: open connections break and no new one is made, as without a network. */
  setOnline(online: boolean): void;
  close(): Promise<void>;
}

/** Starts the proxy; `sitePort` is the HTTPS server on loopback. */
export const startProxy = async (sitePort: number, port = 0): Promise<ConnectProxy> => {
  const foreign = new Set<string>();
  const sockets = new Set<Socket>();
  let online = true;
  const breakAll = (): void => {
    for (const socket of sockets) socket.destroy();
  };
  const server = createServer((request, response) => {
    const host = hostOf(request.url?.startsWith('http') ? new URL(request.url).host : (request.headers.host ?? ''));
    foreign.add(isSiteHost(host) ? `http://${host}` : host);
    // Plain http is not served: the site's hosts are https only.
    response.writeHead(403, { 'content-length': '0' }).end();
  });
  server.on('connection', (socket) => {
    sockets.add(socket);
    socket.once('close', () => sockets.delete(socket));
  });
  server.on('connect', (request: IncomingMessage, client: Socket, head: Buffer) => {
    const host = hostOf(request.url ?? '');
    const isUsualPort = /:443$/.test(request.url ?? '');
    if (!isSiteHost(host) || !isUsualPort) {
      foreign.add(isUsualPort || !isSiteHost(host) ? host : (request.url ?? ''));
      client.on('error', () => client.destroy());
      client.end('HTTP/1.1 403 Forbidden\r\nContent-Length: 0\r\n\r\n');
      return;
    }
    if (!online) {
      client.destroy();
      return;
    }
    const upstream = connect(sitePort, '127.0.0.1', () => {
      client.write('HTTP/1.1 200 Connection Established\r\n\r\n');
      if (head.length > 0) upstream.write(head);
      upstream.pipe(client);
      client.pipe(upstream);
    });
    sockets.add(upstream);
    upstream.once('close', () => {
      sockets.delete(upstream);
      client.destroy();
    });
    client.once('close', () => upstream.destroy());
    upstream.on('error', () => client.destroy());
    client.on('error', () => upstream.destroy());
  });
  await new Promise<void>((resolve) => server.listen(port, '127.0.0.1', resolve));
  return {
    port: (server.address() as AddressInfo).port,
    foreignHosts: () => [...foreign],
    setOnline: (value) => {
      online = value;
      if (!online) breakAll();
    },
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        breakAll();
      }),
  };
};

const hostOf = (address: string): string =>
  address
    .replace(/:\d+$/, '')
    .replace(/^\[|\]$/g, '')
    .toLowerCase();
