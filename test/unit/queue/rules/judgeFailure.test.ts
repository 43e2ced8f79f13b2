import { describe, expect, it } from 'vitest';
import { errorCodes } from '@/lib/base/errorPolicy';
import { failure } from '@/lib/base/failure';
import { tooLarge } from '@/lib/media/largestFile';
import { judgeFailure, waitReason } from '@/lib/queue/rules/judgeFailure';

describe('judgeFailure', () => {
  it.each([
    ['removed', 0, 'gone'],
    ['private', 0, 'gone'],
    ['region', 0, 'gone'],
    ['expired', 403, 'stale'],
    ['http', 403, 'stale'],
    ['http', 404, 'again'],
    ['http', 429, 'slow'],
    ['http', 503, 'slow'],
    ['rate', 429, 'slow'],
    ['gate', 200, 'slow'],
    ['captcha', 200, 'hold'],
    ['login', 0, 'hold'],
    ['space', 0, 'hold'],
    ['folder', 0, 'never'],
    ['network', 0, 'again'],
    ['file', 0, 'refetch'],
    ['shape', 0, 'never'],
  ] as const)('%s %i is %s', (code, status, verdict) => {
    expect(judgeFailure(failure(code, undefined, { status }))).toBe(verdict);
  });

  it('does not fetch again what is too large for its kind', () => {
    expect(judgeFailure(tooLarge(64))).toBe('never');
    expect(judgeFailure(failure('file', '64 bytes instead of 65'))).toBe('refetch');
  });

  it('names what to wait for with every code that holds a job', () => {
    const holding = errorCodes.filter((code) => judgeFailure(failure(code)) === 'hold');
    expect(holding.map((code) => waitReason(failure(code)))).toEqual(holding);
  });
});
