import { type PlotPanel, plotLines } from '../support/plotLines.ts';
import type { SoakSample } from './SoakSample.ts';

/** A soak as a picture (SVG). */
export const drawSoak = (samples: readonly SoakSample[]): string => {
  const line = (name: string, of: (one: SoakSample) => number | undefined) => ({ name, values: samples.map(of) });
  const panels: readonly PlotPanel[] = [
    {
      title: 'memory of processes, MB',
      lines: [line('extension', (one) => one.extensionMb), line('browser', (one) => one.browserMb)],
    },
    {
      title: 'JavaScript heaps after collection, MB',
      lines: [
        line('worker', (one) => one.worker?.heapMb),
        line("extension's documents", (one) => one.own?.heapMb),
        line('page of the site', (one) => one.tab?.heapMb),
      ],
    },
    {
      title: 'listeners',
      lines: [
        line('page of the site', (one) => one.tab?.listeners),
        line("extension's documents", (one) => one.own?.listeners),
      ],
    },
    {
      title: 'what should be gone',
      lines: [
        line('open file tasks', (one) => one.openTasks),
        line('stray rows', (one) => one.strayRows),
        line('private files', (one) => one.privateFiles),
        line('half files', (one) => one.halfFiles),
        line('blob files', (one) => one.blobFiles),
      ],
    },
    {
      title: 'rows that stay, and those of jobs that were forgotten',
      lines: [
        line('records', (one) => one.rows.records),
        line('file tasks', (one) => one.rows.tasks),
        line('jobs', (one) => one.rows.jobs),
      ],
    },
  ];
  return plotLines(
    panels,
    samples.map(({ hour }) => hour),
  );
};
