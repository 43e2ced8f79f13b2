import type { Result } from '@/lib/base/result';
import type { LiveEvent } from './LiveEvent';

/** What came of a stream at once. */
export interface LivePiece {
  readonly events: readonly LiveEvent[];
  /** How much is known to be missing before it; undefined where the stream does not tell. */
  readonly lostMs?: number;
  /** Its times do not go on from the piece before. */
  readonly breaks: boolean;
}

/**
 * Opens the bytes of a live stream, or of a file of one; `moved` hears where a redirect led. Errors: those of the network,
 * and `expired` for an address that was refused.
 */
export type OpenStream = (
  address: string,
  signal: AbortSignal,
  moved?: (to: string) => void,
) => Promise<Result<ReadableStream<Uint8Array>>>;
