import { setTimeout as wait } from 'node:timers/promises';
import type { Rules } from '../rules.ts';
import { flvHeader } from './flvTags.ts';
import { type LiveAct, type LiveTake, liveTake, padded, type TakeName, takeFrom, takeNames } from './liveTakes.ts';

const isTake = (act: LiveAct): act is TakeName => takeNames.some((name) => name === act);

const HOUR_MS = 3_600_000;
const TICK_MS = 200;
const PICTURES_A_SECOND = 25;

/** How a stream ended that did not come to its end. */
export type StreamEnd = 'cut' | undefined;

/** Sends a take at the speed of life, or so many times faster. */
async function* play(
  take: LiveTake,
  base: number,
  withSetups: boolean,
  { liveSpeed, liveKilobits }: Pick<Rules, 'liveSpeed' | 'liveKilobits'>,
): AsyncGenerator<Buffer> {
  const filler = Math.round((liveKilobits * 1000) / 8 / PICTURES_A_SECOND);
  const since = performance.now();
  const until = (at: number): number => since + at / liveSpeed - performance.now();
  let sent = 0;
  for (const tag of takeFrom(take, base, withSetups)) {
    if (tag.at - sent >= TICK_MS) {
      sent = tag.at;
      await wait(Math.max(0, until(sent)));
    }
    yield padded(tag, filler).data;
  }
  await wait(Math.max(0, until(take.ms)));
}

/** The live stream of a room, as all of its connections see it. */
export const createLiveStream = (rules: Rules) => {
  let acts: readonly LiveAct[] = [];
  let at = 0;
  let clock = 0;

  /** Each connection goes on where the last one broke off. */
  async function* playActs(): AsyncGenerator<Buffer, StreamEnd> {
    if (acts !== rules.liveActs) {
      acts = rules.liveActs;
      at = 0;
      clock = 0;
    }
    let shown: TakeName | undefined;
    yield flvHeader;
    for (let act = acts[at]; act !== undefined; act = acts[at]) {
      at += 1;
      if (isTake(act)) {
        const take = await liveTake(act);
        yield* play(take, clock, act !== shown, rules);
        shown = act;
        clock += take.ms;
      } else if (act === 'stall') await new Promise(() => undefined);
      else if (act === 'cut') return 'cut';
      else if (act === 'forward') clock += HOUR_MS;
      else if (act === 'back') clock = 0;
      else rules.liveOn = false;
    }
    return undefined;
  }

  /** `liveRounds` times the same, from the start for every connection. */
  async function* playRounds(): AsyncGenerator<Buffer, StreamEnd> {
    const take = await liveTake('small');
    yield flvHeader;
    for (let round = 0; round < rules.liveRounds; round += 1) {
      yield* play(take, round * take.ms, round === 0, rules);
    }
    return undefined;
  }

  return {
    /** A connection to the stream: its bytes, and whether it was cut. */
    connect: (): AsyncGenerator<Buffer, StreamEnd> => (rules.liveActs.length > 0 ? playActs() : playRounds()),
  };
};

export type LiveStream = ReturnType<typeof createLiveStream>;
