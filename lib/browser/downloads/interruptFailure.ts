import type { ErrorCode } from '@/lib/base/errorPolicy';
import { type Failure, failure } from '@/lib/base/failure';
import { NAME_TOO_LONG } from '@/lib/ports/Downloads';

// Reasons of Chromium's downloads API; Firefox uses a part of them. Unknown ones go by their family.
const codes: Record<string, ErrorCode> = {
  FILE_ACCESS_DENIED: 'folder',
  FILE_NO_SPACE: 'space',
  FILE_BLOCKED: 'folder',
  FILE_VIRUS_INFECTED: 'folder',
  FILE_SECURITY_CHECK_FAILED: 'folder',
  [NAME_TOO_LONG]: 'path',
  // More than the disk's format takes, however often it is fetched.
  FILE_TOO_LARGE: 'path',
  // The disk refused for a reason it did not tell: the bytes were never in question.
  FILE_FAILED: 'folder',
  NETWORK_TIMEOUT: 'timeout',
  NETWORK_DISCONNECTED: 'offline',
  // Media addresses are signed for some hours: a refusal asks for a new address.
  SERVER_FORBIDDEN: 'expired',
  SERVER_UNAUTHORIZED: 'expired',
  // The person, a policy, or another extension; also what "ask where to save" gives when nobody answers.
  USER_CANCELED: 'folder',
  // The browser went away in the middle: nothing is wrong with the file, and it can be saved again.
  USER_SHUTDOWN: 'file',
  CRASH: 'file',
};

const byFamily = (reason: string): ErrorCode => {
  if (reason.startsWith('NETWORK_')) return 'network';
  return reason.startsWith('SERVER_') ? 'http' : 'file';
};

/**
 * What an interrupted download means: `space`, `folder`, `path`, `timeout`, `offline`, `network`, `expired`, `http` or
 * `file`; the browser's own reason is the detail. No network stands behind a blob: address: there NETWORK_FAILED says
 * that the blob is gone (measured, Chromium 156), so the file is to be fetched again.
 */
export const interruptFailure = (reason: string, url: string): Failure => {
  const lostBlob = url.startsWith('blob:') && reason.startsWith('NETWORK_');
  return failure(lostBlob ? 'file' : (codes[reason] ?? byFamily(reason)), reason);
};
