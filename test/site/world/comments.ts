import type { DemoPost } from './types.ts';

/** A comment of the demo world; names and words are invented. */
export interface DemoComment {
  readonly id: string;
  readonly handle: string;
  readonly nickname: string;
  readonly text: string;
  readonly createdSeconds: number;
  readonly likes: number;
  readonly replies: number;
}

const names = [
  'paperfan',
  'teatime',
  'little.robot',
  'knot_maker',
  'harbour',
  'oak.and.ash',
  'quietmorning',
  'screwdriver',
];
const words = [
  'How long did this take?',
  'Trying this tomorrow 🙌',
  'The sound at the end!',
  'My cat walked over mine',
  'بديع',
  'もう一回見た',
  'Which paper is that?',
  'Saved for the weekend',
];

/** The n-th comment (from 0) of a post, or the n-th reply to one. */
export const commentAt = (post: DemoPost, n: number, parent?: string): DemoComment => {
  const at = parent ? n + 3 : n;
  const handle = names[at % names.length] ?? 'demo';
  return {
    id: (BigInt(post.id) + BigInt(1_000_003 * (n + 1)) + (parent ? BigInt(parent) % 900_000n : 0n)).toString(),
    handle,
    nickname: handle.replace(/[._]/g, ' '),
    text: words[(at * 3) % words.length] ?? '',
    createdSeconds: Math.floor(post.createdMs / 1000) + 600 + n * 60,
    likes: (n * 13) % 90,
    replies: parent ? 0 : n % 6 === 0 ? 7 : 0,
  };
};
