import { expect, test } from 'vitest';
import { interruptFailure } from '@/lib/browser/downloads/interruptFailure';

const https = 'https://v16.tiktok.com/x';

test.each([
  ['FILE_NO_SPACE', https, 'space'],
  ['FILE_ACCESS_DENIED', https, 'folder'],
  ['FILE_BLOCKED', https, 'folder'],
  ['FILE_VIRUS_INFECTED', https, 'folder'],
  ['FILE_NAME_TOO_LONG', https, 'path'],
  ['FILE_TOO_LARGE', https, 'path'],
  ['FILE_TRANSIENT_ERROR', https, 'file'],
  ['FILE_FAILED', https, 'folder'],
  ['NETWORK_FAILED', https, 'network'],
  ['NETWORK_FAILED', 'blob:chrome-extension://x/y', 'file'],
  ['NETWORK_TIMEOUT', https, 'timeout'],
  ['NETWORK_DISCONNECTED', https, 'offline'],
  ['NETWORK_SERVER_DOWN', https, 'network'],
  ['SERVER_FORBIDDEN', https, 'expired'],
  ['SERVER_UNAUTHORIZED', https, 'expired'],
  ['SERVER_FAILED', https, 'http'],
  ['SERVER_UNREACHABLE', https, 'http'],
  ['USER_CANCELED', 'blob:chrome-extension://x/y', 'folder'],
  ['USER_SHUTDOWN', https, 'file'],
  ['CRASH', https, 'file'],
  ['SOMETHING_NEW', https, 'file'],
])('%s of %s is %s', (reason, url, code) => {
  expect(interruptFailure(reason, url)).toEqual({ code, detail: reason });
});
