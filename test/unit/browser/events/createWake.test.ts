import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { createWake, onWake } from '@/lib/browser/events/createWake';

const fake = vi.hoisted(() => {
  const alarms = new Map<string, number>();
  const listeners: ((alarm: { name: string }) => void)[] = [];
  let beats = 0;
  const browser = {
    alarms: {
      get: async (name: string) => {
        const scheduledTime = alarms.get(name);
        return scheduledTime === undefined ? undefined : { name, scheduledTime };
      },
      create: async (name: string, { when }: { when: number }) => void alarms.set(name, when),
      clear: async (name: string) => alarms.delete(name),
      onAlarm: { addListener: (listener: (alarm: { name: string }) => void) => void listeners.push(listener) },
    },
    runtime: {
      getPlatformInfo: async () => {
        beats += 1;
      },
    },
  };
  return { alarms, listeners, browser, beats: () => beats };
});

vi.mock('webextension-polyfill', () => ({ default: fake.browser }));

const NOW = Date.UTC(2026, 10, 1);

beforeEach(() => {
  vi.useFakeTimers({ now: NOW });
  fake.alarms.clear();
});

afterEach(() => vi.useRealTimers());

const alarm = (): number | undefined => [...fake.alarms.values()][0];

test('the earliest wish wins, none is sooner than the browser allows', async () => {
  const wake = createWake();
  await wake.at(NOW + 300_000);
  expect(alarm()).toBe(NOW + 300_000);
  await wake.at(NOW + 600_000);
  expect(alarm()).toBe(NOW + 300_000);
  await wake.at(NOW);
  expect(alarm()).toBe(NOW + 30_000);
  await wake.clear();
  expect(alarm()).toBeUndefined();
});

test('wishes at the same moment do not undo each other', async () => {
  const wake = createWake();
  await Promise.all([wake.at(NOW + 60_000), wake.at(NOW + 900_000), wake.at(NOW + 120_000)]);
  expect(alarm()).toBe(NOW + 60_000);
});

test('an alarm that should have rung already does not stand in the way', async () => {
  const wake = createWake();
  await wake.at(NOW + 60_000);
  vi.setSystemTime(NOW + 100_000);
  await wake.at(NOW + 400_000);
  expect(alarm()).toBe(NOW + 400_000);
});

test('the heart beats while work is pending, and no longer', async () => {
  const wake = createWake();
  const start = fake.beats();
  const done: (() => void)[] = [];
  const work = () => wake.during(new Promise<void>((resolve) => done.push(resolve)));
  const [first, second] = [work(), work()];
  await vi.advanceTimersByTimeAsync(61_000);
  expect(fake.beats() - start).toBe(3);
  done[0]?.();
  await first;
  await vi.advanceTimersByTimeAsync(20_000);
  expect(fake.beats() - start).toBe(4);
  done[1]?.();
  await second;
  await vi.advanceTimersByTimeAsync(300_000);
  expect(fake.beats() - start).toBe(4);
});

test('work that fails hands its error on and stops the heart', async () => {
  const wake = createWake();
  const start = fake.beats();
  await expect(wake.during(Promise.reject(new Error('x')))).rejects.toThrow('x');
  await vi.advanceTimersByTimeAsync(60_000);
  expect(fake.beats()).toBe(start);
});

test('only our alarm calls back', () => {
  const rung: number[] = [];
  onWake(() => rung.push(1));
  for (const name of ['tokshelf-wake', 'another']) fake.listeners.at(-1)?.({ name });
  expect(rung).toEqual([1]);
});
