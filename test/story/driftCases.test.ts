import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { readAddress } from '@/lib/tiktok/address/readAddress';
import { at, body, both, inPosts } from '../fakes/changes';
import { driftRun, driftSources } from '../fakes/driftRun';
import type { Change } from '../fakes/driftSite';

const text = (name: string): string => readFileSync(new URL(`../fixtures/cases/${name}`, import.meta.url), 'utf8');
const LIST = /item_list/;
const asItWas: Change = (reply) => reply;

describe('inputs that failed before', () => {
  it('an item without addresses: the post is asked for by its id, then saved', async () => {
    const { listItem } = JSON.parse(text('item-without-addresses.json'));
    const { saved: whole } = await driftRun('mix', asItWas);
    const bare = inPosts((post) => ('imagePost' in post ? post : { ...listItem, id: post.id, author: post.author }));
    const { job, saved, told } = await driftRun('mix', at(LIST, bare));
    expect([job.state, told, saved]).toEqual(['done', [], whole]);
  });

  it('an age-gated item: code age, at once', async () => {
    const { itemStruct } = JSON.parse(text('age-gated-item.json'));
    const gated = inPosts((post) => ({ ...itemStruct, id: post.id, author: post.author }));
    const { job, saved, told } = await driftRun('mix', gated);
    expect([job.state, saved.size]).toEqual(['done', 0]);
    expect(told.map(({ code }) => code)).toEqual(Array(5).fill('age'));
  });

  it('an unknown status of one post: it fails alone and says so', async () => {
    const { itemDetail, pageScope } = JSON.parse(text('unknown-status.json'));
    const id = /(\d+)$/.exec(driftSources.links.links[0] ?? '')?.[1] ?? '';
    const scope = JSON.stringify({ __DEFAULT_SCOPE__: pageScope });
    const page = `<html><script id="__UNIVERSAL_DATA_FOR_REHYDRATION__" type="application/json">${scope}</script></html>`;
    const refused = both(
      at(
        /item\/detail/,
        body((reply) => (reply.includes(`"id":"${id}"`) ? JSON.stringify(itemDetail) : reply)),
      ),
      at(
        new RegExp(id),
        body(() => page),
      ),
    );
    const { saved: whole } = await driftRun('links', asItWas);
    const { job, saved, told } = await driftRun('links', refused);
    expect([job.state, whole.size - saved.size]).toEqual(['done', 1]);
    expect(told).toMatchObject([{ code: 'refused', siteCode: 100004 }]);
  });

  it.each(
    text('links.txt')
      .split('\n')
      .filter((line) => line !== '' && !line.startsWith('{'))
      .map((line) => line.split('\t')),
  )('%s is a %s', (address = '', kind = '') => {
    const read = readAddress(address);
    expect(read).toMatchObject({ ok: true, value: { kind: kind.split(' ')[0]?.replace(',', '') } });
  });
});
