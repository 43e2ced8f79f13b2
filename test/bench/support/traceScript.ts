import type { Browser } from 'playwright-core';

interface TraceEvent {
  readonly name: string;
  readonly ph: string;
  readonly pid: number;
  readonly tid: number;
  readonly ts: number;
  /** Microseconds of wall time, and of the thread's own time. */
  readonly dur?: number;
  readonly tdur?: number;
  readonly args?: unknown;
}

/** How long scripts held the main thread of a page, in ms of processor time: other work of the machine does not count. */
export interface ScriptTime {
  /** Reading the scripts and running them for the first time. */
  readonly start: number;
  /** The longest piece of work after that. */
  readonly longest: number;
  /** Everything, start included. */
  readonly all: number;
  /**
   * Styles, layout and what follows from it before a hit test, which a question of the scripts made the browser do early;
   * not counted above.
   */
  readonly forced: number;
}

const CATEGORIES = ['devtools.timeline', 'toplevel'];
const RUNS = new Set(['EvaluateScript', 'FunctionCall', 'BlinkScheduler_PerformMicrotaskCheckpoint', 'RunMicrotasks']);
const FORCED = new Set(['UpdateLayoutTree', 'Layout', 'PrePaint']);

const endOf = (event: TraceEvent): number => event.ts + (event.dur ?? 0);
const cost = (event: TraceEvent): number => (event.tdur ?? 0) / 1000;
const inside = (event: TraceEvent, outer: TraceEvent): boolean =>
  event !== outer && event.ts >= outer.ts && endOf(event) <= endOf(outer);

/** Events that lie in no other one of the list. */
const outermost = (events: readonly TraceEvent[]): TraceEvent[] => {
  const found: TraceEvent[] = [];
  for (const event of events.toSorted((a, b) => a.ts - b.ts || endOf(b) - endOf(a))) {
    const last = found.at(-1);
    if (!last || event.ts >= endOf(last)) found.push(event);
  }
  return found;
};

const sum = (values: readonly number[]): number => values.reduce((total, value) => total + value, 0);

const summarise = (events: readonly TraceEvent[], script: string): ScriptTime => {
  const timed = events.filter((event) => event.ph === 'X' && event.tdur !== undefined);
  const first = timed.find((event) => event.name === 'EvaluateScript' && JSON.stringify(event.args).includes(script));
  if (!first) throw new Error(`${script} did not run`);
  const thread = timed.filter((event) => event.pid === first.pid && event.tid === first.tid);
  const pieces = outermost(thread.filter((event) => RUNS.has(event.name)));
  const forced = outermost(thread.filter((event) => FORCED.has(event.name)));
  const own = pieces.map((piece) => ({
    piece,
    time: cost(piece) - sum(forced.filter((event) => inside(event, piece)).map(cost)),
  }));
  const later = own.filter(({ piece }) => piece.name !== 'EvaluateScript').map(({ time }) => time);
  return {
    start: sum(own.filter(({ piece }) => piece.name === 'EvaluateScript').map(({ time }) => time)),
    longest: Math.max(0, ...later),
    all: sum(own.map(({ time }) => time)),
    forced: sum(forced.filter((event) => pieces.some((piece) => inside(event, piece))).map(cost)),
  };
};

/**
 * Traces the browser while `work` goes on. All scripts of the page's main thread count, so the page should have none of
 * its own, and `work` must not evaluate anything in it.
 *
 * @param script end of the address of a script that must have run, to tell the thread
 */
export const traceScript = async (browser: Browser, script: string, work: () => Promise<void>): Promise<ScriptTime> => {
  const session = await browser.newBrowserCDPSession();
  const events: TraceEvent[] = [];
  session.on('Tracing.dataCollected', ({ value }) => {
    events.push(...(value as unknown as TraceEvent[]));
  });
  const complete = new Promise((resolve) => session.once('Tracing.tracingComplete', resolve));
  await session.send('Tracing.start', {
    transferMode: 'ReportEvents',
    traceConfig: { includedCategories: CATEGORIES },
  });
  await work();
  await session.send('Tracing.end');
  await complete;
  await session.detach();
  return summarise(events, script);
};
