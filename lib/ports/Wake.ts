/** Keeps the work going in a worker that the browser stops when idle. */
export interface Wake {
  /** Makes sure that `wake` is called at or after this time even if the worker dies; the earliest time wins. */
  at(time: number): Promise<void>;
  /** No pending work: drop the alarm. */
  clear(): Promise<void>;
  /** Holds the worker alive until the promise settles. */
  during<T>(work: Promise<T>): Promise<T>;
}
