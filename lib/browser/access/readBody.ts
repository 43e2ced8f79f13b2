import { failure } from '@/lib/base/failure';
import { joinBytes } from '@/lib/base/joinBytes';
import { err, ok, type Result } from '@/lib/base/result';

/**
 * Reads a reply's body up to a limit. Counted as it arrives, since the length that a server announces is that before
 * it is unpacked. Error: `shape` for a longer one, whose rest is not loaded.
 */
export const readBody = async (reply: Response, largest: number): Promise<Result<Uint8Array>> => {
  const reader = reply.body?.getReader();
  const parts: Uint8Array[] = [];
  let length = 0;
  while (reader) {
    const { done, value } = await reader.read();
    if (done) break;
    length += value.length;
    if (length > largest) {
      await reader.cancel();
      return err(failure('shape', `reply of more than ${largest} bytes`, { status: reply.status }));
    }
    parts.push(value);
  }
  return ok(joinBytes(parts));
};
