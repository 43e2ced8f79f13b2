import { failure } from '@/lib/base/failure';
import { joinBytes } from '@/lib/base/joinBytes';
import { err, ok, type Result } from '@/lib/base/result';

/** What a promise gives, or undefined as soon as `signal` aborts: a host that neither answers nor hangs up holds nobody. */
export const pieceOrAbort = <T>(work: Promise<T>, signal: AbortSignal): Promise<T | undefined> =>
  new Promise((resolve, reject) => {
    const stop = (): void => resolve(undefined);
    if (signal.aborted) stop();
    signal.addEventListener('abort', stop, { once: true });
    work.then(resolve, reject).finally(() => signal.removeEventListener('abort', stop));
  });

/** Reads a body to its end. Errors: `file` for one that is larger than `largest`, `timeout` when `signal` aborts. */
export const readWhole = async (
  stream: ReadableStream<Uint8Array>,
  largest: number,
  signal: AbortSignal,
  heard?: () => void,
): Promise<Result<Uint8Array>> => {
  const reader = stream.getReader();
  const pieces: Uint8Array[] = [];
  let length = 0;
  try {
    for (;;) {
      const next = await pieceOrAbort(reader.read(), signal);
      if (!next) return err(failure('timeout', 'hung up'));
      if (next.done) break;
      pieces.push(next.value);
      length += next.value.length;
      if (length > largest) return err(failure('file', `larger than ${largest} bytes`));
      heard?.();
    }
  } finally {
    reader.cancel().catch(() => undefined);
  }
  return ok(joinBytes(pieces));
};
