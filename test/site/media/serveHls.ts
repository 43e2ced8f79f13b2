import type { Reply } from '../api/reply.ts';
import { modelled, plain, type Visit } from '../visit.ts';
import { hlsInit, hlsPlaylist, hlsSegment } from './hlsStream.ts';

const SEGMENT_MS = 2000;

const begun = new WeakMap<Visit['site'], number>();

async function* once(bytes: Promise<Buffer>): AsyncGenerator<Buffer, undefined> {
  yield await bytes;
}

async function* half(bytes: Promise<Buffer>, fault: 'stall' | 'cut'): AsyncGenerator<Buffer, 'cut'> {
  const whole = await bytes;
  yield whole.subarray(0, whole.length >> 1);
  if (fault === 'stall') await new Promise(() => undefined);
  return 'cut';
}

/** The live room as HLS: a window that moves on from the first request for it, and its segments. */
export const serveHls = ({ site, path }: Visit): Reply => {
  const origin = modelled('HLS addresses as recorded 2026-10; playlist and bytes of our own');
  const { liveOn, liveRounds, liveSpeed, liveForm } = site.rules;
  const form = liveForm === 'hls-fmp4' ? 'fmp4' : 'ts';
  if (!liveOn) return plain(404, origin);
  const now = site.now();
  const since = begun.get(site) ?? now;
  begun.set(site, since);
  const final = liveRounds * 2 - 1;
  const last = Math.min(final, 3 + Math.floor(((now - since) * liveSpeed) / SEGMENT_MS));
  if (path.endsWith('.m3u8')) {
    // Wide enough for a stream that is faster than life, whose playlist is asked for no more often than others.
    const first = Math.max(0, last - 2 - 4 * liveSpeed);
    const headers = { 'content-type': 'application/vnd.apple.mpegurl', 'cache-control': 'no-store' };
    return {
      status: 200,
      headers,
      body: Buffer.from(hlsPlaylist(first, last, { ended: last === final, form })),
      origin,
    };
  }
  const media = (type: string, bytes: Promise<Buffer>): Reply => ({
    ...plain(200, origin, undefined, { 'content-type': type }),
    stream: once(bytes),
  });
  if (path.endsWith('/init.mp4')) return media('video/mp4', hlsInit());
  const index = Number(/\/(\d+)\.(?:ts|m4s)$/.exec(path)?.[1] ?? Number.NaN);
  if (!(index <= last)) return plain(404, origin);
  const { [index]: fault, ...left } = site.rules.hlsFaults;
  const segment = hlsSegment(index, form);
  const served = media(form === 'ts' ? 'video/mp2t' : 'video/iso.segment', segment);
  if (!fault) return served;
  site.rules.hlsFaults = left;
  return { ...served, stream: half(segment, fault) };
};
