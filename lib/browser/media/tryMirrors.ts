import { type ErrorCode, policyOf } from '@/lib/base/errorPolicy';
import { type Failure, failure } from '@/lib/base/failure';
import { err, type Result } from '@/lib/base/result';
import { isMediaAddress } from '@/lib/tiktok/address/hosts';
import { ABORTED } from './requestBlob';

// Which failure of several mirrors tells most of what to do next.
const telling: readonly ErrorCode[] = [
  'rate',
  'captcha',
  'expired',
  'gate',
  'file',
  'http',
  'timeout',
  'refused',
  'network',
];

const rankOf = (code: ErrorCode): number => {
  const rank = telling.indexOf(code);
  return rank === -1 ? telling.length : rank;
};

// After an abort another mirror would be asked against the person's will.
const endsTheTour = ({ code, detail }: Failure): boolean => policyOf(code).mirrorsAlike === true || detail === ABORTED;

/**
 * Asks mirrors of the same bytes in turn until one answers well; addresses off the list of hosts are left out. The failure of
 * several is the one that tells most; `file` when no address may be asked.
 */
export const tryMirrors = async <T>(
  urls: readonly string[],
  attempt: (url: string) => Promise<Result<T>>,
): Promise<Result<T>> => {
  let worst: Failure = failure('file', 'no address on the list of hosts');
  let tried = 0;
  for (const url of urls.filter(isMediaAddress)) {
    const got = await attempt(url);
    if (got.ok || endsTheTour(got.error)) return got;
    if (tried === 0 || rankOf(got.error.code) < rankOf(worst.code)) worst = got.error;
    tried += 1;
  }
  return err(worst);
};
