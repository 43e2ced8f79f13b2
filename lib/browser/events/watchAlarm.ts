import browser from 'webextension-polyfill';

// Not the queue's alarm, which is cleared when the queue has nothing to do.
const ALARM = 'tokshelf-watch';
const SHORTEST_MS = 30_000;

/** Wakes the background at this time, though it may sleep until then; undefined: no more. */
export const setWatchAlarm = async (time: number | undefined): Promise<void> => {
  if (time === undefined) await browser.alarms.clear(ALARM);
  else await browser.alarms.create(ALARM, { when: Math.max(time, Date.now() + SHORTEST_MS) });
};

/** Calls back when it rings; must be registered while the background starts. */
export const onWatchAlarm = (callback: () => void): void => {
  browser.alarms.onAlarm.addListener(({ name }) => {
    if (name === ALARM) callback();
  });
};
