import type { Reply } from '../../site/api/reply.ts';
import { longReply, packedReply } from '../../site/media/bombs.ts';
import type { Site } from '../../site/startSite.ts';
import { json, modelled } from '../../site/visit.ts';
import type { DemoUser } from '../../site/world/types.ts';
import type { Row } from './records.ts';

const MB = 1_000_000;
const text = 'x';
const who = '"author":{"id":"1","uniqueId":"a","secUid":"b","nickname":"c"}';
const picture = '{"imageURL":{"urlList":["https://p16-sign.tiktokcdn.com/none.jpeg"]}}';
/** An item that is a post but for what is put into it: without the limit for that it would be one. */
const item = (id: string, more: string): string =>
  `{"id":"${id}","createTime":1790000000,"imagePost":{"images":[${picture}]},${who},${more}}`;

/** A reply with one item whose caption is as long as is wished. */
const captioned = (id: string, bytes: number, around: readonly [string, string]): Reply => {
  const [before = '', after = ''] = item(id, '"desc":"\u0000"').split('\u0000');
  return longReply({ head: `${around[0]}${before}`, piece: text, bytes, tail: `${after}${around[1]}` });
};
const detail = ['{"statusCode":0,"itemInfo":{"itemStruct":', '}}'] as const;
const list = ['{"statusCode":0,"hasMore":false,"cursor":"1","itemList":[', ']}'] as const;
const nested = (id: string): Reply => {
  const odd = item(id, `"x":${'{"a":'.repeat(5_000)}1${'}'.repeat(5_000)}`);
  const body = `{"statusCode":0,"hasMore":false,"itemList":[${odd}],"itemInfo":{"itemStruct":${odd}}}`;
  return { ...json({}, modelled('an attack')), body: Buffer.from(body) };
};
const flood = (): Reply => longReply({ head: '{"a":"', piece: text, bytes: 200 * MB, tail: '"}' });
// 100,000 of these are below the most that is read of a reply.
const post = (id: number): string => `{"id":"7${String(id).padStart(18, '0')}","desc":"a",${who}},`;

/** What it is, and the reply that it is made of for a post of an id. */
export type Bomb = readonly [string, (id: string) => Reply | Promise<Reply>];

/** Replies and pages that are read as text. */
const common: readonly Bomb[] = [
  ['a reply of 200 MB', flood],
  ['a reply of 200 MB that says so', () => longReply({ piece: text, bytes: 200 * MB }, 'application/json', true)],
  ['437 kB that unpack to 450 MB', () => packedReply({ head: '{"a":"', piece: text, bytes: 450 * MB, tail: '"}' })],
  ['an item that is nested 5,000 deep', nested],
];
export const postBombs: readonly Bomb[] = [
  ...common,
  ['a caption of 30 MB', (id) => captioned(id, 30 * MB, detail)],
  ['a caption of 12 MB', (id) => captioned(id, 12 * MB, detail)],
  [
    '100,000 pictures',
    (id) => {
      const [before = '', after = ''] = item(id, '"desc":"a"').split(picture);
      const bytes = (picture.length + 1) * 100_000;
      return longReply({
        head: `${detail[0]}${before}${picture}`,
        piece: `,${picture}`,
        bytes,
        tail: `${after}${detail[1]}`,
      });
    },
  ],
];
export const listBombs: readonly Bomb[] = [
  ...common,
  ['a caption of 30 MB', (id) => captioned(id, 30 * MB, list)],
  [
    '100,000 posts in a page',
    () => {
      const bytes = post(1).length * 100_000;
      return longReply({ head: list[0], piece: post(1), bytes, tail: `${post(2).slice(0, -1)}${list[1]}` });
    },
  ],
];

const jpeg = Buffer.from('ffd8ffe000104a46494600010100000100010000', 'hex');
const vtt = Buffer.from('WEBVTT\n\n00:00.000 --> 00:01.000\n');
const cover = { head: jpeg, piece: text, bytes: 400 * MB };
/** Kind of file, what it is, its bytes. */
export const fileBombs: ReadonlyArray<readonly [string, string, Bomb[1]]> = [
  ['cover', '400 MB', () => longReply(cover, 'image/jpeg')],
  ['cover', '400 MB and says so', () => longReply(cover, 'image/jpeg', true)],
  ['cover', 'packed and 400 MB', () => packedReply(cover, 'image/jpeg')],
  ['subtitle', '30 MB', () => longReply({ head: vtt, piece: text, bytes: 30 * MB }, 'text/vtt')],
  ['subtitle', 'packed and 400 MB', () => packedReply({ head: vtt, piece: text, bytes: 400 * MB }, 'text/vtt')],
];

/** A fault that answers everything of a group with one reply. */
export const forge = async (site: Site, make: Bomb[1], where: Row, id = '7000000000000000001'): Promise<void> => {
  const first = await make(id);
  site.faults.push({ kind: 'forged', ...where, reply: () => (first.stream ? (make(id) as Reply) : first) });
};

/** Lets a profile of twelve posts go on without end, and gives the profile. */
export const forgeEndlessList = (site: Site): DemoUser => {
  const twelve = site.world.userByName('demo.12');
  if (!twelve) throw new Error('no such user');
  const author = { id: twelve.uid, uniqueId: twelve.uniqueId, secUid: twelve.secUid, nickname: 'x' };
  let page = 0;
  const reply = (): Reply => {
    page += 1;
    const itemList = Array.from({ length: 35 }, (_, at) => ({
      id: String(7_100_000_000_000_000_000n + BigInt(page * 100 + at)),
      desc: 'forged',
      author,
    }));
    return json({ statusCode: 0, itemList, hasMore: true, cursor: String(page) }, modelled('an attack'));
  };
  site.faults.push({ kind: 'forged', group: 'api', name: '/api/post/item_list/', reply });
  return twelve;
};

/** A list of which one caption is of 12 MB and one post is as it should be. */
export const listWithLongCaption =
  (goodId: string) =>
  (id: string): Reply =>
    captioned(id, 12 * MB, [list[0], `,${item(goodId, '"desc":"short"')}${list[1]}`]);
