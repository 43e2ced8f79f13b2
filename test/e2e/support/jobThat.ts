import type { OwnPage } from './OwnPage.ts';
import { type Row, table } from './records.ts';
import { waitFor } from './waitFor.ts';

/** Waits for the only job to be as `holds` says, and gives its row; it stands in the message when time runs out. */
export const jobThat = (
  page: OwnPage,
  what: string,
  holds: (job: Row) => boolean,
  options = { timeout: 110_000, every: 300 },
): Promise<Row> =>
  waitFor(
    what,
    async () => {
      const [job] = await table(page, 'jobs');
      if (!job || !holds(job)) throw new Error(JSON.stringify(job));
      return job;
    },
    options,
  );
