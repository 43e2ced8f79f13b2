import { foldText } from '@/lib/base/foldText';
import { withoutTags } from '@/lib/base/tags';
import { readComments, toVtt } from '@/lib/media/readSidecars';
import { searchWords, spokenText } from '@/lib/media/searchWords';
import { sniff } from '@/lib/media/sniff';
import { vttToSrt } from '@/lib/media/vttToSrt';
import { formatFileName } from '@/lib/naming/render/formatFileName';
import { parseTemplate } from '@/lib/naming/template/parseTemplate';
import { cleanText } from '@/lib/naming/text/cleanText';
import { cutBytes, cutGraphemes } from '@/lib/naming/text/cutText';
import { safePart } from '@/lib/naming/text/safePart';
import { findLinks, readAddress } from '@/lib/tiktok/address/readAddress';
import { withoutSigned } from '@/lib/tiktok/address/withoutSigned';
import { readHydration } from '@/lib/tiktok/parse/hydration';
import { parsePost } from '@/lib/tiktok/parse/parsePost';
import { readPage, readReply } from '@/lib/tiktok/parse/readReply';
import { parseJson } from '@/lib/tiktok/wire/parseJson';
import { publicItem } from '@/lib/tiktok/wire/publicItem';
import { cleanTag } from '@/lib/ui/library/createShelfWork';
import { rowsToCsv } from '@/lib/ui/library/exportRows';
import { examplePost } from '../naming/examplePost';

const replyOf = (text: string) => ({
  status: 200,
  url: 'https://www.tiktok.com/',
  headers: new Headers(),
  body: new TextEncoder().encode(text),
});

const rowOf = (desc: string) => ({
  key: '1:video:0',
  postId: '1',
  kind: 'video' as const,
  index: '0',
  path: 'tiktok/a.mp4',
  bytes: 1,
  savedAt: 0,
  postedAt: 0,
  uniqueId: 'mira',
  nickname: desc,
  desc,
  photos: false,
  missing: false,
  notes: [],
});

/** Whatever reads a text that a stranger chose, under the name of the function. */
export const textReaders: Readonly<Record<string, (text: string) => unknown>> = {
  vttToSrt: (text) => vttToSrt(`WEBVTT\n\n00:00.000 --> 00:01.000\n${text}`),
  readReply: (text) => readReply(replyOf(`<${text}`)),
  readPage: (text) => readPage(replyOf(`<${text}`)),
  readHydration,
  parseTemplate: (text) => parseTemplate(text),
  parseJson: (text) => [
    parseJson(text),
    parseJson(JSON.stringify({ text })),
    parseJson(`[1234567890123456789,${text}`),
  ],
  parsePost: (text) => parsePost({ id: '1', desc: text, author: { nickname: text }, video: { playAddr: text } }),
  publicItem: (text) => publicItem({ text }),
  withoutSigned,
  names: (text) => [cleanText(text), safePart(text), safePart(`${text}x`), cutBytes(text, 200), cutGraphemes(text, 40)],
  formatFileName: (text) => formatFileName('{create}_{desc}', examplePost({ desc: text })),
  links: (text) => [findLinks(`https://www.tiktok.com/${text}x`), readAddress(`www.tiktok.com/${text}`)],
  library: (text) => [foldText(text), rowsToCsv([rowOf(text)])],
  sidecars: (text) => [readComments(text), readComments(JSON.stringify({ comments: [text] })), toVtt(text)],
  searchWords: (text) => [searchWords(text), spokenText(text), cleanTag(text)],
  sniff: (text) => sniff(new TextEncoder().encode(text)),
  withoutTags: (text) => withoutTags(text),
};

/** What a text is made of that is hard on a reader, repeated. */
export const pieces: readonly string[] = [
  '<',
  '<i',
  'a.',
  '1.',
  'f-',
  'a-',
  '-',
  '<script',
  '<script ',
  '<script>',
  '<style',
  '{?x:',
  '@',
  '=',
  '\n',
  ' ',
  '.',
  ')[',
  '[',
  '"',
  '\\',
  '/en',
  'http://',
  '//',
  'https%3A%2F%2F',
  '\u0301',
  '\u200d',
  '»',
];

export const textOf = (piece: string, length: number): string => piece.repeat(Math.ceil(length / piece.length));

/** The time of the processor that a work took, ms: other work shares the machine. */
export const costOf = (work: () => unknown): number => {
  const before = process.threadCpuUsage();
  work();
  return process.threadCpuUsage(before).user / 1000;
};

/** The least of a few tries: the first call of a reader pays for what it loads. */
export const bestTime = (work: () => unknown, enough: number, tries = 4): number => {
  let best = Number.POSITIVE_INFINITY;
  for (let at = 0; at < tries && best > enough; at += 1) {
    best = Math.min(best, costOf(work));
  }
  return best;
};
