import { BarChart, type BarChartOptions } from 'chartist';
import { useEffect, useId, useRef } from 'preact/hooks';
import { t } from '@/lib/ui/format/i18n';
import { useWidth } from '@/lib/ui/view/useVirtualRows';

/** A bar, or a pair of which the second is a part of the first. */
export interface Bar {
  readonly label: string;
  readonly value: number;
  /** The part of it that is told apart. */
  readonly part?: number;
}

interface Props {
  readonly title: string;
  readonly bars: readonly Bar[];
  /** What a value on the scale is called. */
  readonly scale: (value: number) => string;
  /** Bars lie one below the other, which leaves room for long labels. */
  readonly lying?: boolean;
  readonly columns: readonly string[];
  readonly rows: readonly (readonly string[])[];
}

const LABEL_WIDTH = 58;
const LYING_BAR = 28;
const STANDING_HEIGHT = 220;

const optionsFor = ({ bars, scale, lying = false }: Props, width: number): BarChartOptions => {
  // As many labels as there is room for.
  const every = Math.max(1, Math.ceil((bars.length * LABEL_WIDTH) / Math.max(1, width - 60)));
  const named = { showGrid: false };
  const measured = {
    onlyInteger: true,
    scaleMinSpace: lying ? 70 : 34,
    labelInterpolationFnc: (value: unknown) => scale(Number(value)),
  };
  return {
    stackBars: true,
    horizontalBars: lying,
    reverseData: lying,
    chartPadding: { top: 12, right: 28, bottom: 4, left: 4 },
    height: lying ? bars.length * LYING_BAR + 44 : STANDING_HEIGHT,
    axisX: lying
      ? { ...measured, offset: 24 }
      : {
          ...named,
          offset: 24,
          labelInterpolationFnc: (value: unknown, at: number) => (at % every === 0 ? String(value) : null),
        },
    axisY: lying ? { ...named, offset: Math.min(150, width / 3) } : { ...measured, offset: 58 },
  };
};

/** Bars as a picture, and below it the same as a table. */
export const BarFigure = (props: Props) => {
  const { title, bars, lying = false, columns, rows } = props;
  const place = useRef<HTMLDivElement>(null);
  const width = useWidth(place);
  const name = useId();
  useEffect(() => {
    if (!place.current || width === 0) return;
    const parts = bars.map(({ part = 0 }) => part);
    const series = [
      bars.map(({ value, part = 0 }) => value - part),
      ...(parts.some((part) => part > 0) ? [parts] : []),
    ];
    const chart = new BarChart(
      place.current,
      { labels: bars.map(({ label }) => label), series },
      optionsFor(props, width),
    );
    return () => {
      chart.detach();
      place.current?.replaceChildren();
    };
  }, [props, bars, width]);
  const thickness = lying ? 14 : Math.max(2, Math.min(26, ((width - 90) / Math.max(1, bars.length)) * 0.7));
  return (
    <section class="figure" aria-labelledby={name}>
      <h3 id={name}>{title}</h3>
      {/* Scales of numbers run from left to right in every language. */}
      <div
        ref={place}
        class={lying ? 'figure__chart figure__chart--lying' : 'figure__chart'}
        dir="ltr"
        role="img"
        aria-label={title}
        style={{ '--bar': `${thickness}px` }}
      />
      {bars.some(({ part = 0 }) => part > 0) && (
        <ul class="figure__legend" aria-hidden="true">
          <li>{columns[1]}</li>
          <li>{columns[2]}</li>
        </ul>
      )}
      <details class="figure__details">
        <summary>{t('figures_table', title)}</summary>
        {/* biome-ignore lint/a11y/noNoninteractiveTabindex: an area that scrolls must be reachable by keyboard */}
        <div class="figure__scroller" tabIndex={0}>
          <table>
            <thead>
              <tr>
                {columns.map((column) => (
                  <th key={column} scope="col">
                    {column}
                  </th>
                ))}
              </tr>
            </thead>
            <tbody>
              {rows.map(([head = '', ...cells]) => (
                <tr key={head}>
                  <th scope="row">
                    <bdi>{head}</bdi>
                  </th>
                  {cells.map((cell, at) => (
                    <td key={columns[at + 1]} class="figures">
                      {cell}
                    </td>
                  ))}
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      </details>
    </section>
  );
};
