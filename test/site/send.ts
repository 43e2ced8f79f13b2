import type { ServerResponse } from 'node:http';
import { setTimeout as wait } from 'node:timers/promises';
import type { Target } from './answer.ts';
import type { Reply } from './api/reply.ts';
import { type Fault, strike } from './faults.ts';
import { captchaDemand } from './gate.ts';
import type { SiteLog } from './log.ts';
import { captchaHtml, wafPage } from './pages/special.ts';
import { modelled, plain, refuse, type Visit } from './visit.ts';

/** What is needed to answer one request. */
export interface Sending {
  readonly visit: Visit;
  readonly response: ServerResponse;
  readonly log: SiteLog;
  readonly faults: readonly Fault[];
  readonly targetOf: (visit: Visit) => Target;
  /** Set-Cookie and x-ms-token that go with the reply. */
  readonly extraHeaders: (reply: Reply) => Record<string, string | string[]>;
}

const listFaults: readonly string[] = ['repeat-page', 'early-end', 'stuck-cursor'];

/** Answers one request: target, faults, reply, log. */
export const send = async ({ visit, response, log, faults, targetOf, extraHeaders }: Sending): Promise<void> => {
  const { site } = visit;
  if (site.rules.latency > 0) await wait(site.rules.latency);
  const first = targetOf(visit);
  const fault = strike(faults, { ...first, host: visit.host }, site.random);
  const target = fault && listFaults.includes(fault.kind) ? targetOf({ ...visit, listFault: fault }) : first;
  const note = (reply: Pick<Reply, 'status' | 'refused'>, bytes: number): void =>
    log.add({
      time: site.now(),
      method: visit.method,
      host: visit.host,
      path: visit.path,
      query: Object.fromEntries(visit.query),
      headers: Object.fromEntries(
        ['referer', 'origin', 'user-agent', 'range', 'sec-fetch-site', 'sec-fetch-mode', 'sec-fetch-dest'].flatMap(
          (name) => {
            const value = visit.headers[name];
            return typeof value === 'string' ? [[name, value]] : [];
          },
        ),
      ),
      cookies: [...visit.cookies.keys()],
      group: target.group,
      name: target.name,
      ...(target.postId ? { postId: target.postId } : {}),
      status: reply.status,
      bytes,
      ...(reply.refused ? { refused: reply.refused } : {}),
      ...(fault ? { fault: fault.kind } : {}),
    });

  if (fault?.kind === 'reset') {
    note({ status: 0 }, 0);
    response.socket?.destroy();
    return;
  }
  if (fault?.kind === 'stall') {
    if (fault.delay === undefined) return note({ status: 0 }, 0);
    await wait(fault.delay);
  }
  const due = answerOf(target);
  const reply = rewritten(visit, (fault && struck(fault, due)) ?? due);
  const share = fault?.kind === 'cut' ? (fault.share ?? 0.5) : 1;
  const sent = visit.method === 'HEAD' ? 0 : Math.floor(reply.body.length * share);
  note(reply, sent);
  if (response.destroyed) return;
  response.writeHead(reply.status, {
    ...(reply.stream ? {} : { 'content-length': String(reply.body.length) }),
    'x-demo-origin': reply.origin,
    'x-tt-logid': '20261005133237DEMO',
    ...reply.headers,
    ...extraHeaders(reply),
  });
  if (visit.method === 'HEAD') return void response.end();
  if (reply.stream) return await pour(reply.stream, response);
  if (share === 1) return void response.end(reply.body);
  // The socket ends before Content-Length is reached: browsers see a cut body.
  response.write(reply.body.subarray(0, sent), () => setTimeout(() => response.socket?.destroy(), 50));
};

const room = (response: ServerResponse): Promise<void> =>
  new Promise((resolve) => {
    const go = (): void => {
      response.off('drain', go).off('close', go);
      resolve();
    };
    response.once('drain', go).once('close', go);
  });

/** Sends a stream until it ends or the client has gone. */
const pour = async (stream: NonNullable<Reply['stream']>, response: ServerResponse): Promise<void> => {
  const gone = new Promise<undefined>((resolve) => response.once('close', () => resolve(undefined)));
  for (;;) {
    const next = await Promise.race([stream.next(), gone]);
    if (!next || response.destroyed) return;
    if (next.done) return void (next.value === 'cut' ? response.destroy() : response.end());
    // A client that reads no further must not cost the site what it would have sent.
    if (!response.write(next.value)) await room(response);
  }
};

/** A handler that throws is a defect of the demo site; it must be seen, not swallowed. */
const answerOf = (target: Target): Reply => {
  try {
    return target.answer();
  } catch (error) {
    console.error('demo site:', target.name, error);
    return plain(500, modelled('defect of the demo site'), String(error));
  }
};

const rewritten = ({ site, path }: Visit, reply: Reply): Reply => {
  const changes = site.rules.rewritten[path] ?? [];
  if (changes.length === 0) return reply;
  const text = changes.reduce((body, [from, to]) => body.replaceAll(from, to), reply.body.toString());
  return { ...reply, body: Buffer.from(text) };
};

/** The reply that a fault puts in the place of the one that was due. */
const struck = (fault: Fault, due: Reply): Reply | undefined => {
  const type = due.headers['content-type'] ?? 'text/html; charset=utf-8';
  switch (fault.kind) {
    case 'status':
      return plain(fault.status ?? 500, modelled('fault'));
    case 'redirect':
      return plain(302, modelled('fault'), undefined, { location: fault.location ?? '/' });
    case 'empty':
      return refuse('fault');
    case 'captcha-html':
      return { ...due, status: 200, headers: { 'content-type': type }, body: Buffer.from(captchaHtml()) };
    case 'captcha-json':
      return captchaDemand();
    case 'waf':
      return wafPage();
    case 'short':
      return { ...due, body: due.body.subarray(0, Math.floor(due.body.length * (fault.share ?? 0.5))) };
    case 'forged':
      return fault.reply?.();
    case 'garbage':
      return { ...due, body: Buffer.from('{"statusCode":0,"itemList":[{') };
    default:
      return undefined;
  }
};
