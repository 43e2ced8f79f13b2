import { type Failure, failure } from '@/lib/base/failure';
import type { MediaKind } from '@/lib/model/media';

const MB = 1024 * 1024;

/** Far above what the site keeps: videos of an hour stay below 2 GB, pictures below 10 MB. */
const largest: Partial<Record<MediaKind, number>> = {
  video: 8192 * MB,
  music: 512 * MB,
  image: 64 * MB,
  cover: 64 * MB,
  'cover-animated': 64 * MB,
  avatar: 64 * MB,
  subtitle: 16 * MB,
};

/** The bytes that a file of this kind may have at most; a live recording has no end that is known. */
export const largestFile = (kind: MediaKind): number => largest[kind] ?? Number.POSITIVE_INFINITY;

/** Why a longer file is not loaded to its end. */
export const tooLarge = (maxBytes: number): Failure => failure('file', `more than ${maxBytes} bytes`);

/** Whether a failure is {@link tooLarge}: another try would cost as much and end the same. */
export const isTooLarge = ({ code, detail }: Failure): boolean =>
  code === 'file' && /^more than \d+ bytes$/.test(detail ?? '');
