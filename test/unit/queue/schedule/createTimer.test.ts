import { expect, test } from 'vitest';
import { createTimer } from '@/lib/queue/schedule/createTimer';

const HEARTBEAT = 30_000;

/** A timer of a worker that was born while the alarm of a dead one is set; `ring` lets time pass until it rings. */
const setUp = (set: number | undefined) => {
  const state = { now: 0, alarm: set, kicks: 0 };
  const wake = {
    // As in the browser: the earliest wish wins.
    at: async (time: number) => {
      if (state.alarm === undefined || time < state.alarm) state.alarm = time;
    },
    clear: async () => {
      state.alarm = undefined;
    },
    during: <T>(work: Promise<T>) => work,
  };
  const clock = { now: () => state.now, sleep: () => new Promise<void>(() => undefined) };
  const timer = createTimer(wake, clock, HEARTBEAT, () => {
    state.kicks += 1;
  });
  const ring = (): void => {
    state.now = state.alarm ?? state.now;
    state.alarm = undefined;
    timer.woken();
  };
  return { state, timer, ring };
};

test('busy work always has an alarm at most a heartbeat ahead', async () => {
  const { state, timer } = setUp(undefined);
  await timer.arm(undefined, true);
  expect(state.alarm).toBe(HEARTBEAT);
});

test('an alarm that a dead worker had set and that rings early is followed by another one', async () => {
  const { state, timer, ring } = setUp(10_000);
  await timer.arm(undefined, true);
  expect(state.alarm).toBe(10_000);
  ring();
  await timer.arm(undefined, true);
  expect(state.alarm).toBe(10_000 + HEARTBEAT);
});

test('without work the alarm goes, also that of a dead worker', async () => {
  const { state, timer, ring } = setUp(10_000);
  await timer.arm(undefined, false);
  expect(state.alarm).toBeUndefined();
  await timer.arm(undefined, true);
  ring();
  await timer.arm(undefined, false);
  expect(state.alarm).toBeUndefined();
});

test('something due earlier pulls the alarm nearer', async () => {
  const { state, timer } = setUp(undefined);
  await timer.arm(undefined, true);
  await timer.arm(5_000, true);
  expect(state.alarm).toBe(5_000);
});
