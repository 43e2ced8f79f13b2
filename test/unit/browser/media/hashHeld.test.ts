import { createHash } from 'node:crypto';
import { expect, test } from 'vitest';
import { hashHeld } from '@/lib/browser/media/inspectReply';

test('the digest of nothing is the known one', async () => {
  expect(await hashHeld(new Blob([]))).toBe('e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855');
});

test.each([1, 1000, 8 * 1024 * 1024, 8 * 1024 * 1024 + 1])(
  '%d bytes: whole and by slices agree with node',
  async (size) => {
    const bytes = new Uint8Array(size).map((_, at) => at * 31);
    const blob = new Blob([bytes]);
    const due = createHash('sha256').update(bytes).digest('hex');
    expect(await hashHeld(blob)).toBe(due);
    expect(await hashHeld(blob, 0)).toBe(due);
    expect(await hashHeld(bytes)).toBe(due);
  },
);
