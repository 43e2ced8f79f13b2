import { settingsSchema } from '@/lib/model/settings';
import type { Diagnostics } from '@/lib/ports/Diagnostics';
import { NOW } from './mocks';

const HOUR = 3_600_000;

/** How an invented TokShelf fares. */
export const mockDiagnostics: Diagnostics = {
  version: '0.1.0',
  userAgent: 'Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/142.0.0.0 Safari/537.36',
  language: 'en-GB',
  routes: [
    { endpoint: 'api/post/item_list', route: 'page', lastSuccess: NOW - HOUR / 20 },
    {
      endpoint: 'api/post/item_list',
      route: 'worker',
      lastSuccess: NOW - 80 * HOUR,
      lastRefusal: NOW - HOUR,
      refusalCode: 'gate',
    },
    { endpoint: 'api/favorite/item_list', route: 'work-tab', lastRefusal: NOW - 3 * HOUR, refusalCode: 'captcha' },
    { endpoint: 'api/user/detail', route: 'worker', lastSuccess: NOW - 26 * HOUR },
  ],
  jobs: { listing: 1, waiting: 1, done: 14 },
  tasks: { planned: 212, fetching: 4, saved: 11_890, failed: 3 },
  kept: { files: 20_114, posts: 12_034, authors: 86 },
  troubles: [{ at: NOW - HOUR, kind: 'posts', code: 'shape', detail: 'items[3] of @slowkitchen' }],
  settings: settingsSchema.parse({}),
  personal: ['slowkitchen', 'mira.reads'],
};
