import { liveQuery } from 'dexie';

/**
 * Runs a query of the database now and again whenever what it read has changed, in whichever context of the extension.
 * Returns the function that stops this.
 */
export const live = <T>(
  query: () => Promise<T>,
  onValue: (value: T) => void,
  onError: (error: unknown) => void = (error) => console.error('live query', error),
): (() => void) => {
  const subscription = liveQuery(query).subscribe({ next: onValue, error: onError });
  return () => subscription.unsubscribe();
};
