import { setTimeout as wait } from 'node:timers/promises';
import { bareLoop, mediaAddresses } from '../support/bareLoop.ts';
import { slopeOf } from './judgeSoak.ts';
import type { SoakSample } from './SoakSample.ts';
import { type Stage, soakActs, untilEnded } from './soakActs.ts';

const PARALLEL = 8;
/** Rounds between two looks. */
const ROUNDS = 3;

/** What is kept by the browser when files are only fetched and saved. */
export interface BareSoak {
  readonly samples: readonly SoakSample[];
  /** Megabytes of each thousand downloads. */
  readonly browserMb: number;
  readonly extensionMb: number;
}

/** Saves one list, then its files again and again by the bare loop until `more` says no; `sample` = a look after a rest. */
export const playBare = async (
  stage: Stage,
  sample: () => Promise<SoakSample>,
  restMs: number,
  more: () => boolean,
): Promise<BareSoak> => {
  stage.site.clearLog();
  await soakActs.bulk(stage, 0);
  await untilEnded(stage);
  const addresses = mediaAddresses(stage.site);
  const samples: SoakSample[] = [];
  const look = async (): Promise<void> => {
    await wait(restMs);
    samples.push(await sample());
  };
  await look();
  for (let round = 0; more(); round += 1) {
    await bareLoop(stage.own, addresses, PARALLEL, `bare ${round}`);
    if (round % ROUNDS === ROUNDS - 1) await look();
  }
  await look();
  const per = (of: (one: SoakSample) => number): number =>
    slopeOf(samples.slice(1).map((one) => [one.downloads / 1000, of(one)] as const));
  return { samples, browserMb: per(({ browserMb }) => browserMb), extensionMb: per(({ extensionMb }) => extensionMb) };
};
