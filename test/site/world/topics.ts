import type { DemoPost } from './types.ts';

/** A hashtag, a sound or a place of the demo world. */
export interface DemoTopic {
  readonly id: string;
  readonly name: string;
  readonly detail: string;
  /** What the site says there are; its list may give fewer. */
  readonly videoCount: number;
  /** Most played first, as the site's lists of topics come in no order of time. */
  readonly posts: readonly DemoPost[];
}

export type TopicKind = 'hashtag' | 'sound' | 'place';

interface Row {
  readonly id: string;
  readonly name: string;
  readonly detail: string;
  /** Every which post of all belongs to it; 0 = the site holds all of them back. */
  readonly every: number;
}

const rows: Readonly<Record<TopicKind, readonly Row[]>> = {
  hashtag: [
    { id: '4230001', name: 'demo', detail: 'Everything that the demo site has', every: 1 },
    { id: '4230002', name: 'papier', detail: '', every: 4 },
    { id: '4230003', name: 'heldback', detail: '', every: 0 },
  ],
  sound: [
    { id: '7034567890123456789', name: 'Kettle song', detail: 'Demo Band', every: 1 },
    { id: '7034567890123456790', name: 'Held back', detail: 'Nobody', every: 0 },
  ],
  place: [
    { id: '22535865206213', name: 'Demo Harbour', detail: 'Quay 3', every: 1 },
    { id: '22535865206214', name: 'Held back', detail: '', every: 0 },
  ],
};

const known = (row: Row, all: readonly DemoPost[]): DemoTopic => {
  const posts = row.every === 0 ? [] : all.filter((_, n) => n % row.every === 0);
  return { ...row, videoCount: row.every === 0 ? 12 : posts.length * 1000, posts };
};

/** A topic by its id, or a hashtag by its name, whatever its case; `all` are the posts of the world. */
export const topicOf = (kind: TopicKind, key: string, all: readonly DemoPost[]): DemoTopic | undefined => {
  const row = rows[kind].find(({ id, name }) => id === key || (kind === 'hashtag' && name === key.toLowerCase()));
  return (
    row &&
    known(
      row,
      all.toSorted((a, b) => b.plays - a.plays || (a.id < b.id ? 1 : -1)),
    )
  );
};
