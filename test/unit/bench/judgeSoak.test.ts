import { describe, expect, it } from 'vitest';
import { judgeSoak, slopeOf } from '../../bench/soak/judgeSoak.ts';
import type { SoakSample } from '../../bench/soak/SoakSample.ts';

const bare = { browserMb: 10 };
const RESTS = 8;

/** Four hours in which nothing is kept but what the browser keeps of each download. */
const soak = (change: (hour: number) => Partial<SoakSample> = () => ({})): SoakSample[] =>
  Array.from({ length: RESTS }, (_, at): SoakSample => {
    const hour = at / 2;
    const use = { heapMb: 4, listeners: 20, nodes: 300 };
    return {
      ...{ hour, rest: true, downloads: at * 500, worker: use, own: use, tab: use },
      // One hour is as good as the other, give or take a megabyte.
      extensionMb: 60 + (at % 2),
      browserMb: 80 + at * 5,
      ...{ offscreen: 0, runningDownloads: 0, blobFiles: 0, halfFiles: 0, privateFiles: 0, openTasks: 0, strayRows: 0 },
      rows: {},
      indexedDbMb: 1,
      ...change(hour),
    };
  });

const more = (samples: readonly SoakSample[]): readonly string[] =>
  judgeSoak(samples, bare).flatMap(({ what, ok }) => (ok ? [] : [what]));

describe('judgeSoak', () => {
  it('finds nothing where nothing grows', () => {
    expect(more(soak())).toEqual([]);
  });

  it.each<[string, (hour: number) => Partial<SoakSample>]>([
    ['memory of the extension', (hour) => ({ extensionMb: 60 + hour * 3 })],
    ["the worker's heap", (hour) => ({ worker: { heapMb: 4 + hour / 2, listeners: 0, nodes: 0 } })],
    ["listeners of the site's page", (hour) => ({ tab: { heapMb: 4, listeners: 20 + hour * 2, nodes: 300 } })],
    ["nodes of the site's page", (hour) => ({ tab: { heapMb: 4, listeners: 20, nodes: 300 + hour * 200 } })],
    ['rows whose job or post is gone', (hour) => ({ strayRows: hour > 3 ? 1 : 0 })],
    ['files of the private file system', (hour) => ({ privateFiles: hour })],
    ['downloads under way', () => ({ runningDownloads: 1 })],
    ["memory of the browser beside the bare loop's", (hour) => ({ browserMb: 80 + hour * 20 })],
  ])('names %s alone', (what, change) => {
    expect(more(soak(change))).toEqual([what]);
  });

  it('does not count what came with the first use', () => {
    expect(more(soak((hour) => ({ extensionMb: hour < 1 ? 30 : 60 })))).toEqual([]);
  });

  it('takes what could not be looked at for no good sign', () => {
    expect(more(soak(() => ({ tab: undefined })))).toContain("listeners of the site's page");
  });

  it('says that too few rests tell nothing', () => {
    expect(() => judgeSoak(soak().slice(0, 5), bare)).toThrow('3 rests');
  });

  it('is not turned by one odd moment', () => {
    const points = [0, 1, 2, 3, 4, 5, 6].map((x) => [x, x === 3 ? 90 : x * 2] as const);
    expect(slopeOf(points)).toBe(2);
  });
});
