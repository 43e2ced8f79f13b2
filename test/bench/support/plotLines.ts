/** One line of a picture; undefined = nothing was seen at that moment. */
export interface PlotLine {
  readonly name: string;
  readonly values: readonly (number | undefined)[];
}

/** Lines over one scale of their own. */
export interface PlotPanel {
  readonly title: string;
  readonly lines: readonly PlotLine[];
}

const WIDTH = 760;
const HEIGHT = 150;
const LEFT = 56;
const RIGHT = 150;
const TOP = 26;
const GAP = 46;
const colours = ['#2563eb', '#dc2626', '#059669', '#9333ea', '#d97706'];

const escaped = (text: string): string => text.replace(/[&<>]/g, (sign) => `&#${sign.charCodeAt(0)};`);

/** A round number above all values. */
const topOf = (values: readonly number[]): number => {
  const most = Math.max(1, ...values);
  const step = 10 ** Math.floor(Math.log10(most));
  return Math.ceil(most / step) * step;
};

const drawPanel = ({ title, lines }: PlotPanel, at: number, hours: readonly number[]): string => {
  const y0 = TOP + at * (HEIGHT + GAP);
  const top = topOf(lines.flatMap(({ values }) => values.flatMap((value) => value ?? [])));
  const last = Math.max(...hours, 1e-9);
  const x = (hour: number): number => LEFT + (hour / last) * (WIDTH - LEFT - RIGHT);
  const y = (value: number): number => y0 + HEIGHT - (value / top) * HEIGHT;
  const grid = [0, 0.5, 1].map((share) => {
    const level = y(share * top);
    return (
      `<line x1="${LEFT}" x2="${WIDTH - RIGHT}" y1="${level}" y2="${level}" stroke="#d4d4d8"/>` +
      `<text x="${LEFT - 6}" y="${level + 4}" text-anchor="end">${Math.round(share * top * 10) / 10}</text>`
    );
  });
  const ticks = [0, 0.25, 0.5, 0.75, 1].map(
    (share) =>
      `<text x="${x(share * last)}" y="${y0 + HEIGHT + 16}" text-anchor="middle">${(share * last).toFixed(1)} h</text>`,
  );
  const drawn = lines.map(({ name, values }, nth) => {
    const points = values.flatMap((value, moment) =>
      value === undefined ? [] : [`${x(hours[moment] ?? 0).toFixed(1)},${y(value).toFixed(1)}`],
    );
    const colour = colours[nth % colours.length];
    return (
      `<polyline fill="none" stroke="${colour}" stroke-width="1.5" points="${points.join(' ')}"/>` +
      `<text x="${WIDTH - RIGHT + 8}" y="${y0 + 12 + nth * 16}" fill="${colour}">${escaped(name)}</text>`
    );
  });
  const head = `<text x="${LEFT}" y="${y0 - 8}" font-weight="600">${escaped(title)}</text>`;
  return [head, ...grid, ...ticks, ...drawn].join('\n');
};

/** Panels below each other over the same hours, as a picture of its own (SVG). */
export const plotLines = (panels: readonly PlotPanel[], hours: readonly number[]): string => {
  const height = TOP + panels.length * (HEIGHT + GAP);
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${WIDTH} ${height}" font-family="sans-serif" font-size="11">`,
    `<title>${escaped(panels.map(({ title }) => title).join('; '))}</title>`,
    '<rect width="100%" height="100%" fill="#fff"/>',
    ...panels.map((panel, at) => drawPanel(panel, at, hours)),
    '</svg>\n',
  ].join('\n');
};
