import { describe, expect, it } from 'vitest';
import type { JobOptions } from '@/lib/model/job';
import { at, both, gone, inPosts, postWithout, valued } from '../fakes/changes';
import { driftRun } from '../fakes/driftRun';
import type { Change } from '../fakes/driftSite';

const LIST = /item_list/;
const asItWas: Change = (reply) => reply;

describe('filters on what the site does not send', () => {
  const timeless = inPosts(({ createTime: _, ...post }) => ({ ...post, id: `1${String(post.id).slice(-6)}` }));
  const lines: readonly (readonly [string, JobOptions, Change, RegExp])[] = [
    ['likes', { minLikes: 1 }, postWithout('stats', 'statsV2'), /expected likes to filter by/],
    ['plays', { minPlays: 1 }, gone('playCount'), /expected plays to filter by/],
    ['both', { minLikes: 1, minPlays: 1 }, postWithout('stats', 'statsV2'), /expected likes, plays to filter by/],
    ['dates', { interval: '2026-01-01|2026-12-31' }, timeless, /expected date to filter by/],
  ];
  it.each(lines)('%s: every post is told of, and none passed over', async (_, options, change, words) => {
    const { job, told, saved } = await driftRun('mix', at(LIST, change), options);
    expect(saved.size).toBe(0);
    expect(job).toMatchObject({ state: 'done', counts: { seen: 0, failed: 5 }, listing: { listed: 5 } });
    expect(told).toHaveLength(5);
    for (const { code, detail } of told) expect([code, detail]).toEqual(['shape', expect.stringMatching(words)]);
  });

  it('that other filters keep out are no problem', async () => {
    const { job, told } = await driftRun('mix', gone('playCount'), { minPlays: 1, minLikes: 1_000_000 });
    expect([job.state, job.counts.failed, told]).toEqual(['done', 0, []]);
  });

  it('are no problem where nothing is filtered by them', async () => {
    const { job, told, saved } = await driftRun('mix', postWithout('stats', 'statsV2'), { postKind: 'video' });
    expect([job.state, told, saved.size]).toEqual(['done', [], 4]);
  });
});

describe('a profile that says more than it lists', () => {
  it('is done where the list says that it is at its end', async () => {
    const { job, told, saved } = await driftRun(
      'posts',
      valued('videoCount', () => '43'),
    );
    expect([job.state, told, saved.size]).toEqual(['done', [], 90]);
    expect(job.listing).toMatchObject({ listed: 40, total: 43, ended: 'end' });
  });
});

describe('a file without an address in the list', () => {
  it('is asked for once, by the post’s own page', async () => {
    const asked = new Map<string, number>();
    const counted: Change = (reply) => {
      if (!reply.path.includes('item/detail')) return reply;
      const id = /"itemStruct":\{[^}]*?"id":"(\d+)"/.exec(reply.body)?.[1] ?? '';
      asked.set(id, (asked.get(id) ?? 0) + 1);
      return reply;
    };
    const { saved: whole } = await driftRun('mix', asItWas);
    const { saved, told } = await driftRun('mix', both(counted, at(LIST, both(gone('playUrl'), gone('urlList')))));
    expect([saved, told]).toEqual([whole, []]);
    expect([...asked.values()]).toEqual([1]);
  });

  it('that leads to a host of no known name is refused at once', async () => {
    let asked = 0;
    const counted: Change = (reply) => {
      if (reply.path.includes('item/detail')) asked += 1;
      return {
        ...reply,
        body: reply.body.replaceAll(/https:\/\/[^/"]+\/[^"]*-(video|image|music)-/g, 'https://v1.example/$1'),
      };
    };
    const { saved, told } = await driftRun('mix', counted);
    expect([saved.size, asked, new Set(told.map(({ detail }) => detail))]).toEqual([
      0,
      0,
      new Set(['unknown media host v1.example']),
    ]);
  });
});
