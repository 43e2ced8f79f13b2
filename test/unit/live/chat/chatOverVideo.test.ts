import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { createChatFiles } from '@/lib/live/chat/createChatFiles';
import type { ChatLine, GiftSent, WebcastUser } from '@/lib/tiktok/webcast/WebcastMessage';
import { drawsSubtitles } from '../../../fakes/ffmpeg.ts';
import { assMs, readAss } from '../../../fakes/readAss.ts';

const [WIDTH, HEIGHT] = [576, 1024];
const EVERY_MS = 700;
const FIRST_MS = 2_000;

/** What people write, and what they write to do harm. */
const said: readonly (readonly [name: string, text: string])[] = [
  ['Ana', 'hello from Lisbon'],
  ['Zoë 🦊', 'ça va? 👋🏽 🇵🇹'],
  ['佐藤さくら', '配信ありがとう!'],
  ['ليلى', 'مرحبا من القاهرة'],
  ['{\\pos(10,10)\\fs400}BIG', '{\\an8\\fs300}TOP OF THE SCREEN'],
  ['Ben', 'two\\Nlines\\hand a\nDialogue: 0,0:00:00.00,9:59:59.99,Chat,,0,0,0,,forged'],
  ['Cy', `a long line ${'that goes on and on '.repeat(30)}`],
  ['Dee', '{\\p1}m 0 0 l 576 0 576 1024 0 1024{\\p0}'],
  ['', 'nobody, with a comma, and another'],
];

const userOf = (nickname: string): WebcastUser => ({ id: '1', nickname, uniqueId: 'somebody', secUid: '' });

const common = (index: number) => ({
  ...{ id: String(index), roomId: '1', createdAt: 0, history: false },
});

const chat = (index: number, name: string, text: string): ChatLine => ({
  ...common(index),
  ...{ kind: 'chat', method: 'WebcastChatMessage', user: userOf(name), text },
  ...{ language: 'en', emotes: [], moderator: false, anchor: false },
});

const gift = (index: number): GiftSent => ({
  ...common(index),
  ...{ kind: 'gift', method: 'WebcastGiftMessage', user: userOf('Eve'), giftId: '5', giftName: 'Rose' },
  ...{ diamonds: 1, repeatCount: 12, comboCount: 12, groupId: '9', repeatEnd: true },
});

/** The file of a part in which all of this was said, one line every 0.7 s from the second second on. */
const assOf = (): string => {
  let ass = '';
  const files = createChatFiles({
    timeline: {
      positionAt: (time) => time,
      partAt: () => ({ index: 1, at: 0, picture: { width: WIDTH, height: HEIGHT } }),
    },
    write: (file, text) => {
      if (file === '01.ass') ass += text;
    },
  });
  for (const [index, [name, text]] of said.entries()) files.add(chat(index, name, text), FIRST_MS + index * EVERY_MS);
  files.add(gift(said.length), FIRST_MS + said.length * EVERY_MS);
  files.close();
  return ass;
};

it('is a strict ASS file: each line once, in order, with no command but that for a bold name', () => {
  const { width, events } = readAss(assOf());
  expect(width).toBe(WIDTH);
  expect(events.map(({ start }) => start)).toEqual(
    Array.from({ length: said.length + 1 }, (_, index) => FIRST_MS + index * EVERY_MS),
  );
  for (const { start, end } of events) expect(end - start).toBeLessThanOrEqual(8_000);
  expect(events[0]?.text).toBe('Ana hello from Lisbon');
  expect(events[5]?.text).toContain('Dialogue: 0,0:00:00.00,9:59:59.99,Chat,,0,0,0,,forged');
  expect(events[9]?.text).toBe('Eve 🎁 Rose ×12');
});

const SHOTS_A_SECOND = 1;
const SECONDS = 18;

interface Shot {
  readonly at: number;
  /** Light dots in each row of the picture. */
  readonly rows: readonly number[];
  /** Light dots in the right quarter. */
  readonly right: number;
}

/** What a player shows: libass over a dark video, looked at once a second. */
const play = (ass: string): readonly Shot[] => {
  const folder = mkdtempSync(join(tmpdir(), 'tokshelf-ass-'));
  try {
    writeFileSync(join(folder, 'chat.ass'), ass);
    const dark = `color=c=0x101030:s=${WIDTH}x${HEIGHT}:d=${SECONDS}:r=${SHOTS_A_SECOND}`;
    const out = ['-f', 'rawvideo', '-pix_fmt', 'gray', 'shots.raw'];
    const input = ['-v', 'error', '-nostdin', '-f', 'lavfi', '-i', dark];
    execFileSync('ffmpeg', [...input, '-vf', 'ass=chat.ass', ...out], { cwd: folder });
    const raw = readFileSync(join(folder, 'shots.raw'));
    return Array.from({ length: raw.length / (WIDTH * HEIGHT) }, (_, shot) => {
      const picture = raw.subarray(shot * WIDTH * HEIGHT, (shot + 1) * WIDTH * HEIGHT);
      const light = (row: number, from: number): number =>
        picture.subarray(row * WIDTH + from, (row + 1) * WIDTH).filter((dot) => dot > 160).length;
      const rows = Array.from({ length: HEIGHT }, (_, row) => light(row, 0));
      const right = Array.from({ length: HEIGHT }, (_, row) => light(row, Math.round(WIDTH * 0.76)));
      return { at: (shot * 1000) / SHOTS_A_SECOND, rows, right: right.reduce((sum, dots) => sum + dots, 0) };
    });
  } finally {
    rmSync(folder, { recursive: true });
  }
};

const sum = (values: readonly number[]): number => values.reduce((all, value) => all + value, 0);

describe.skipIf(!drawsSubtitles)('played by libass', () => {
  it('shows text while there is some, at the bottom left, and nothing of what it was forged to do', () => {
    const ass = assOf();
    const events = [...ass.matchAll(/^Dialogue: 0,([^,]+),([^,]+),/gm)].map(([, start = '', end = '']) => ({
      start: assMs(start),
      end: assMs(end),
    }));
    const shots = play(ass);
    expect(shots).toHaveLength(SECONDS * SHOTS_A_SECOND);
    for (const { at, rows, right } of shots) {
      const standing = events.filter(({ start, end }) => start <= at && at < end).length;
      // A line of the fewest letters has some hundred light dots.
      if (standing === 0) expect([at, sum(rows)]).toEqual([at, 0]);
      else expect(sum(rows)).toBeGreaterThan(100);
      expect([at, sum(rows.slice(0, HEIGHT * 0.35)), right]).toEqual([at, 0, 0]);
      // A drawing would fill rows.
      expect(Math.max(...rows)).toBeLessThan(WIDTH / 2);
    }
  });
});
