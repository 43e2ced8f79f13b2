import { settingsSchema } from '@/lib/model/settings';
import { renderPath } from '@/lib/naming/render/renderPath';
import { parseTemplate } from '@/lib/naming/template/parseTemplate';
import { parseItemList } from '@/lib/tiktok/parse/parseList';
import { xBogus } from '@/lib/tiktok/sign/xBogus';
import { parseJson } from '@/lib/tiktok/wire/parseJson';
import { aPost } from '../../fakes/somePosts';

const userAgent =
  'Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/142.0.0.0 Safari/537.36';
/** As long as a real list request, msToken included. */
const query = `WebIdLastTime=1790000000&aid=1988&${'browser_version=5.0%20%28X11%29&'.repeat(24)}msToken=${'a'.repeat(172)}`;
const parsed = parseTemplate(settingsSchema.parse({}).template);
const posts = Array.from({ length: 100 }, (_, at) => aPost(at, { kind: 'video' }));

/** What the compiler must not leave out. */
let used = 0;

const sign = (turn: number): void => {
  const unixSeconds = 1_700_000_000 + turn;
  used += xBogus(`${query}${unixSeconds}`, { userAgent, unixSeconds }).length;
};

const name = (turn: number): void => {
  const post = posts[turn % posts.length];
  if (!parsed.ok || !post) throw new Error('no template');
  const file = { kind: 'video', index: '0', fileCount: 1, position: turn, ext: 'mp4' } as const;
  const context = { ...file, post, mode: 'post', owner: 'Owner', now: 1, customFields: {} } as const;
  used += renderPath(parsed.value, context).length;
};

let reply = '';
/** A list page of 35 posts out of a recorded one. */
const setReply = (text: string): void => {
  const page = JSON.parse(text);
  const [item] = page.itemList;
  reply = JSON.stringify({ ...page, itemList: Array.from({ length: 35 }, () => item) });
};
const parse = (): void => {
  const json = parseJson(reply);
  const page = json.ok ? parseItemList(json.value) : json;
  if (!page.ok || page.value.items.length !== 35) throw new Error('the reply was not read');
  used += page.value.items.length;
};

const works = { sign, name, parse };

/** Milliseconds of each of `turns`, in rounds long enough for the browser's clock. */
const time = (work: keyof typeof works, turns: number): number => {
  const begun = performance.now();
  for (let turn = 0; turn < turns; turn += 1) works[work](turn + used);
  return (performance.now() - begun) / turns;
};

Object.assign(window, { bench: { setReply, time } });
