import { test } from 'vitest';
import { xBogus } from '@/lib/tiktok/sign/xBogus';

const userAgent =
  'Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/142.0.0.0 Safari/537.36';
/** As long as a real list request, msToken included. */
const query = `WebIdLastTime=1790000000&aid=1988&${'browser_version=5.0%20%28X11%29&'.repeat(24)}msToken=${'a'.repeat(172)}`;

test(`X-Bogus over ${query.length} characters (goal: at most 15 µs each)`, async ({ bench }) => {
  let unixSeconds = 1_700_000_000;
  await bench('xBogus', () => {
    unixSeconds += 1;
    xBogus(`${query}${unixSeconds}`, { userAgent, unixSeconds });
  }).run();
});
