// @vitest-environment happy-dom
// @vitest-environment-options {"url": "https://www.tiktok.com/"}
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { failure } from '@/lib/base/failure';
import { err, ok } from '@/lib/base/result';
import { controlOf, insideOf, nameOf, press, startApp } from './stage';

let app: ReturnType<typeof startApp>;

const pills = () => [...document.querySelectorAll<HTMLElement>('tokshelf-button.pill')];
const pill = (): HTMLElement => pills()[0] ?? expect.unreachable();
const words = (): string => controlOf(pill()).querySelector<HTMLElement>('.words')?.dataset.text ?? '';
const inTooltip = (query: string): HTMLElement | null | undefined =>
  insideOf(document.querySelector('tokshelf-tooltip'))?.querySelector<HTMLElement>(query);
const called = (name: string) => app.port.calls.filter((call) => call.name === name).map(({ input }) => input);
const pass = (ms: number) => vi.advanceTimersByTimeAsync(ms);

/** The background: what it records, and how long by now. */
let recorded: { id: string; since: number } | undefined;

const answers: Parameters<typeof startApp>[2] = {
  liveState: ({ uniqueId }) =>
    ok({ uniqueId, ...(recorded ? { recording: { id: recorded.id, durationMs: Date.now() - recorded.since } } : {}) }),
  startRecording: () => {
    recorded = { id: 'r1', since: Date.now() };
    return ok({ recordingId: 'r1' });
  },
  stopRecording: () => {
    recorded = undefined;
    return ok({});
  },
};

const open = (more: typeof answers = {}) => {
  history.replaceState(null, '', '/@person1/live');
  document.body.innerHTML = '<main></main>';
  app = startApp(undefined, undefined, { ...answers, ...more });
};

beforeEach(() => {
  vi.useFakeTimers();
  recorded = undefined;
});
afterEach(() => {
  app.stop();
  vi.useRealTimers();
});

test('a press records the live, the clock runs, another press stops it', async () => {
  open();
  expect([nameOf(pill()), words()]).toEqual(['Record the live of @person1', 'Record live']);
  press(pill());
  await pass(100);
  expect(called('startRecording')).toEqual([{ uniqueId: 'person1' }]);
  expect([nameOf(pill()), words()]).toEqual(['Stop the recording of @person1', 'Stop 0:00']);
  expect(inTooltip('[role=status]')?.textContent).toBe('Recording the live of @person1.');
  await pass(3_000);
  expect(words()).toBe('Stop 0:03');
  recorded = { id: 'r1', since: Date.now() - 3_700_000 };
  await pass(5_000);
  expect(words()).toMatch(/^Stop 1:01:4[45]$/);
  press(pill());
  await pass(100);
  expect(called('stopRecording')).toEqual([{ recordingId: 'r1' }]);
  expect([nameOf(pill()), words()]).toEqual(['Record the live of @person1', 'Record live']);
  expect(inTooltip('.tooltip')?.textContent).toContain('Recording stopped.');
  const asked = called('liveState').length;
  await pass(60_000);
  // Nothing is asked for while nothing is recorded.
  expect(called('liveState')).toHaveLength(asked);
});

test('a page that is loaded anew shows what is recorded, and sets its clock right where the stream stalls', async () => {
  open({ liveState: ({ uniqueId }) => ok({ uniqueId, recording: { id: 'r0', durationMs: 65_000 } }) });
  await pass(1_100);
  expect(words()).toBe('Stop 1:06');
  await pass(60_000);
  // The stream brought nothing for a minute: the clock is never more than a few seconds ahead.
  expect(words()).toMatch(/^Stop 1:(0[5-9]|10)$/);
});

test('news of the background counts, of this person alone', async () => {
  open();
  await pass(100);
  app.port.tellLive({ uniqueId: 'somebody', recording: { id: 'x', durationMs: 0 } });
  expect(words()).toBe('Record live');
  app.port.tellLive({ uniqueId: 'Person1', recording: { id: 'w', durationMs: 9_000 } });
  expect(words()).toBe('Stop 0:09');
  app.port.tellLive({ uniqueId: 'person1' });
  expect(words()).toBe('Record live');
});

test('what stands in the way is said at the button, with one thing to press', async () => {
  open({ startRecording: () => err(failure('not_live')) });
  press(pill());
  await pass(100);
  expect(inTooltip('.tooltip')?.textContent).toBe(
    'This person is not live now.It is not tried again. Start the recording once the live is on.Retry',
  );
  inTooltip('.tooltip button')?.click();
  await pass(100);
  expect(called('startRecording')).toHaveLength(2);
});

test('two presses at once are one', async () => {
  open();
  press(pill());
  press(pill());
  await pass(100);
  expect([called('startRecording').length, called('stopRecording').length]).toEqual([1, 0]);
});

test('it goes with the page, and is as wide whatever it says', async () => {
  open();
  expect(controlOf(pill()).textContent).toBe('');
  history.replaceState(null, '', '/messages');
  document.body.append(document.createElement('p'));
  await pass(300);
  expect(pills()).toEqual([]);
});
