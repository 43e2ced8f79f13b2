import browser, { type Alarms } from 'webextension-polyfill';
import type { Wake } from '@/lib/ports/Wake';

const ALARM = 'tokshelf-wake';

// Chrome 120 and later take no shorter alarm.
const SHORTEST_MS = 30_000;

// Idle workers and event pages are stopped after 30 s; any call of the extension API starts that time anew. In Firefox
// this one does (measured, ESR 153), storage reads and a silent port do not.
const BEAT_MS = 20_000;

/** Keeps the background going: one alarm for the time it is dead, a heartbeat only while promises are pending. */
export const createWake = (): Wake => {
  let pending = 0;
  let beat: ReturnType<typeof setInterval> | undefined;
  let last: Promise<unknown> = Promise.resolve();

  // One change after the other: two requests at once would each see no alarm, and the later one could win.
  const inTurn = <T>(step: () => Promise<T>): Promise<T> => {
    const next = last.then(step);
    last = next.catch(() => undefined);
    return next;
  };

  const settle = (): void => {
    pending -= 1;
    if (pending === 0) clearInterval(beat);
  };

  return {
    at: (time) =>
      inTurn(async () => {
        const when = Math.max(time, Date.now() + SHORTEST_MS);
        const set = await browser.alarms.get(ALARM);
        if (set && set.scheduledTime <= when && set.scheduledTime > Date.now()) return;
        await browser.alarms.create(ALARM, { when });
      }),
    clear: () => inTurn(async () => void (await browser.alarms.clear(ALARM))),
    during: (work) => {
      pending += 1;
      if (pending === 1) beat = setInterval(() => void browser.runtime.getPlatformInfo(), BEAT_MS);
      return work.finally(settle);
    },
  };
};

/** Calls back when the alarm of {@link createWake} rings; must be registered while the background starts. */
export const onWake = (callback: () => void): void => {
  browser.alarms.onAlarm.addListener(({ name }: Alarms.Alarm) => {
    if (name === ALARM) callback();
  });
};
