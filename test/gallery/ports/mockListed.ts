import type { ListedPost } from '@/lib/model/choice/listedPost';
import { NOW } from '../mocks';

const captions = ['Folding a paper boat in twelve steps #paper', 'Morning tea, slowly', '', 'Bread, day three 🍞'];
const colours = ['#7b2cbf', '#0b7a4b', '#d98e04', '#14213d', '#c1440e'];

const cover = (n: number): string =>
  `data:image/svg+xml,${encodeURIComponent(
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 3 4"><path fill="${colours[n % colours.length]}" d="M0 0h3v4H0z"/></svg>`,
  )}`;

/** Posts of a list as the popup shows them to be ticked; the last two without a picture. */
export const mockListed: readonly ListedPost[] = Array.from({ length: 11 }, (_, n) => ({
  postId: String(7_300_000_000_000_000_000n + BigInt(n)),
  uniqueId: 'slowkitchen',
  desc: captions[n % captions.length] ?? '',
  createdAt: NOW - n * 86_400_000,
  ...(n < 9 ? { cover: cover(n) } : {}),
  saved: n === 4,
  item: {},
}));
