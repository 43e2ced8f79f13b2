import { failure } from '@/lib/base/failure';
import { err, ok, type Result } from '@/lib/base/result';
import { checkStatus } from '@/lib/media/checkBytes';
import { readMp4Tracks } from '@/lib/media/readMp4Tracks';
import { readWebmTracks } from '@/lib/media/readWebmTracks';
import { SNIFF_BYTES, sniff } from '@/lib/media/sniff';
import type { Sound } from '@/lib/ports/Blobs';
import { isMediaAddress } from '@/lib/tiktok/address/hosts';
import { OutOfReach, openRemote, type RemoteFile } from './openRemote';
import { ABORTED, type ReplyHead } from './requestBlob';
import { tryMirrors } from './tryMirrors';

const TIMEOUT_MS = 30_000;

// Here a part is what was asked for.
const judgeHead = ({ status, url }: ReplyHead) => {
  const facts = { kind: 'video', status: status === 206 ? 200 : status, hostAllowed: isMediaAddress(url) } as const;
  const checked = checkStatus(facts);
  return checked.ok ? undefined : checked.error;
};

const soundIn = async (file: RemoteFile): Promise<Sound> => {
  const { family } = sniff(await file.read(0, SNIFF_BYTES));
  // What else comes is for the whole reply to judge.
  if (family !== 'mp4' && family !== 'webm') return 'unclear';
  const tracks = family === 'webm' ? await readWebmTracks(file) : await readMp4Tracks(file, true);
  if (!tracks.ok || tracks.value.video === 0) return 'unclear';
  return tracks.value.sound > 0 ? 'present' : 'absent';
};

/**
 * Tells by a video's first bytes, or those where its tracks are listed, whether it has sound: some ten kB instead of the whole.
 * What they do not tell is `unclear`. Errors: `network` (detail `aborted` when stopped), `offline`, `timeout`, `refused`,
 * `rate`, `expired`, `gate`, `http`, `file` (no address of the site's hosts).
 */
export const probeSound = (
  urls: readonly string[],
  { signal, timeoutMs = TIMEOUT_MS }: { readonly signal: AbortSignal; readonly timeoutMs?: number },
): Promise<Result<Sound>> =>
  tryMirrors(urls, async (url) => {
    const file = await openRemote({ url, signal, timeoutMs, judgeHead });
    if (!file.ok) return file;
    try {
      return ok(await soundIn(file.value));
    } catch (error) {
      if (!(error instanceof OutOfReach)) throw error;
      return signal.aborted ? err(failure('network', ABORTED)) : ok('unclear');
    } finally {
      file.value.close();
    }
  });
