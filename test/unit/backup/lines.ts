import { createHash } from 'node:crypto';
import { gunzipSync, gzipSync } from 'node:zlib';

/** A file taken to pieces, to be put together otherwise. */
export interface Lines {
  readonly header: Readonly<Record<string, unknown>>;
  readonly settings: object;
  readonly rows: readonly (readonly [string, object])[];
}

/** Takes a file to pieces by hand. */
export const linesOf = async ({ file }: { readonly file: Blob }): Promise<Lines> => {
  const text = gunzipSync(Buffer.from(await file.arrayBuffer())).toString();
  const [header, settings, ...rest] = text
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line));
  return { header, settings: settings[1], rows: rest.slice(0, -1) };
};

/** A file of these pieces with a last line that is right about them. */
export const fileOf = ({ header, settings, rows }: Lines): Blob => {
  const lines = [header, ['settings', settings], ...rows].map((line) => `${JSON.stringify(line)}\n`).join('');
  const counts: Record<string, number> = {};
  for (const [table] of rows) counts[table] = (counts[table] ?? 0) + 1;
  const sha256 = createHash('sha256').update(lines).digest('hex');
  return new Blob([gzipSync(`${lines}${JSON.stringify({ end: true, rows: counts, sha256 })}\n`)]);
};
