import { afterEach, expect, test, vi } from 'vitest';
import { closeWhenIdle } from '@/lib/browser/media/serveOffscreen';
import { systemPorts } from '@/lib/browser/system/systemPorts';

const jar = vi.hoisted(() => ({ cookies: new Map<string, string>(), asked: [] as string[] }));

vi.mock('webextension-polyfill', () => ({
  default: {
    cookies: {
      get: async ({ url, name }: { url: string; name: string }) => {
        jar.asked.push(url);
        const value = jar.cookies.get(name);
        return value === undefined ? null : { name, value };
      },
    },
  },
}));

afterEach(() => vi.useRealTimers());

test('cookies are those of the site; none and an empty one are the same', async () => {
  jar.cookies.set('msToken', 'abc').set('blank', '');
  const { cookies } = systemPorts;
  expect([await cookies.get('msToken'), await cookies.get('blank'), await cookies.get('none')]).toEqual([
    'abc',
    undefined,
    undefined,
  ]);
  expect(new Set(jar.asked)).toEqual(new Set(['https://www.tiktok.com/']));
});

test('chance comes in any amount', () => {
  const { random } = systemPorts;
  expect(random.bytes(0)).toHaveLength(0);
  const many = random.bytes(200_000);
  expect(many).toHaveLength(200_000);
  // Each of the chunks that the browser allows is filled: 64 zeros in a row do not happen by chance.
  for (const at of [0, 65_536, 131_072, 196_608]) expect(many.slice(at, at + 64).some((byte) => byte !== 0)).toBe(true);
});

test('a sleep longer than a timer can hold does not end at once', async () => {
  vi.useFakeTimers({ now: 0 });
  const { clock } = systemPorts;
  let awake = false;
  void clock.sleep(3_000_000_000).then(() => {
    awake = true;
  });
  await vi.advanceTimersByTimeAsync(2_999_999_999);
  expect(awake).toBe(false);
  await vi.advanceTimersByTimeAsync(1);
  expect([awake, clock.now()]).toEqual([true, 3_000_000_000]);
});

test('the document closes after a whole minute of rest, any work starts the minute anew', async () => {
  vi.useFakeTimers();
  let idle = true;
  let closed = 0;
  closeWhenIdle(
    () => idle,
    () => {
      closed += 1;
    },
  );
  await vi.advanceTimersByTimeAsync(50_000);
  idle = false;
  await vi.advanceTimersByTimeAsync(10_000);
  idle = true;
  await vi.advanceTimersByTimeAsync(50_000);
  expect(closed).toBe(0);
  await vi.advanceTimersByTimeAsync(10_000);
  expect(closed).toBe(1);
  await vi.advanceTimersByTimeAsync(600_000);
  expect(closed).toBe(1);
});
