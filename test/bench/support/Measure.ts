/** One row of the table. */
export interface Measure {
  readonly what: string;
  /** Under which conditions. */
  readonly at: string;
  readonly value: number;
  readonly unit: string;
  /** The same by the bare loop of the same run. */
  readonly bare?: number;
  /** What it should be at most. */
  readonly goal?: number;
}

/** The value at a share of the sorted ones. */
export const quantile = (values: readonly number[], share: number): number => {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? Number.NaN;
};

const digits = (value: number): string => (Math.abs(value) >= 100 ? value.toFixed(0) : value.toPrecision(3));

/** All rows as a table in Markdown, in columns that a terminal shows straight. */
export const tableOf = (measures: readonly Measure[]): string => {
  const rows = [
    ['what', 'at', 'value', 'unit', 'bare loop', 'ratio', 'goal'],
    ...measures.map(({ what, at, value, unit, bare, goal }) => [
      what,
      at,
      digits(value),
      unit,
      bare === undefined ? '' : digits(bare),
      bare === undefined ? '' : digits(value / bare),
      goal === undefined ? '' : `≤ ${goal}`,
    ]),
  ];
  const widths = (rows[0] ?? []).map((_, column) => Math.max(...rows.map((row) => row[column]?.length ?? 0)));
  const lines = rows.map((row) => `| ${row.map((cell, at) => cell.padEnd(widths[at] ?? 0)).join(' | ')} |`);
  const rule = `|${widths.map((width) => '-'.repeat(width + 2)).join('|')}|`;
  return [lines[0], rule, ...lines.slice(1)].join('\n');
};
