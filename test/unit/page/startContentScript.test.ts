// @vitest-environment happy-dom
// @vitest-environment-options {"url": "https://www.tiktok.com/"}
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, expect, test } from 'vitest';
import { meetListener } from '@/lib/page/captureChannel';
import { BUTTON_TAG } from '@/lib/page/createSaveButton';
import { BUBBLE_TAG } from '@/lib/page/createTooltip';
import { startContentScript } from '@/lib/page/startContentScript';
import type { PageSettings } from '@/lib/rpc/protocol';
import { buttons, fakePort, settle, showPage } from './stage';

let end = new AbortController();
afterEach(() => {
  end.abort();
  end = new AbortController();
});

const start = () => {
  showPage('profile', '/@person1');
  const port = fakePort();
  let tell: (settings: PageSettings) => void = () => undefined;
  let stopped = 0;
  startContentScript(
    {
      ...port,
      onSettings: (callback) => {
        tell = callback;
        return () => {
          stopped += 1;
        };
      },
    },
    document,
    end.signal,
  );
  return { port, tell: (settings: PageSettings) => tell(settings), stopped: () => stopped };
};

test('no button before the settings are known, and as they say from then on', () => {
  const page = start();
  expect(buttons()).toHaveLength(0);
  page.tell({ buttons: true, capture: true });
  page.tell({ buttons: true, capture: true });
  expect(buttons()).toHaveLength(16);
  page.tell({ buttons: false, capture: true });
  expect(document.querySelectorAll('tokshelf-button')).toHaveLength(0);
  page.tell({ buttons: true, capture: true });
  expect(buttons()).toHaveLength(16);
});

test('the end takes all away', () => {
  const page = start();
  page.tell({ buttons: true, capture: true });
  end.abort();
  expect(document.querySelectorAll('tokshelf-button')).toHaveLength(0);
  expect(page.stopped()).toBe(1);
  page.tell({ buttons: true, capture: true });
  expect(buttons()).toHaveLength(0);
});

test('an extension that is gone leaves the page as it was, its requests too', async () => {
  const page = start();
  let stops = 0;
  meetListener(document, (outlet) =>
    outlet.onStop(() => {
      stops += 1;
    }),
  );
  page.tell({ buttons: true, capture: true });
  page.port.gone = true;
  document.body.append(document.createElement('p'));
  await settle();
  expect([buttons().length, stops]).toEqual([0, 1]);
});

test('capture switched off stops the other side', () => {
  const page = start();
  let stops = 0;
  meetListener(document, (outlet) =>
    outlet.onStop(() => {
      stops += 1;
    }),
  );
  page.tell({ buttons: true, capture: true });
  expect(stops).toBe(0);
  page.tell({ buttons: true, capture: false });
  page.tell({ buttons: true, capture: false });
  expect(stops).toBe(1);
});

test('the sheet that comes with the script shows each of our elements, which hide themselves', () => {
  const sheet = readFileSync(join(import.meta.dirname, '../../../entrypoints/tiktok.content/style.css'), 'utf8');
  for (const tag of [BUTTON_TAG, BUBBLE_TAG]) expect(sheet).toMatch(new RegExp(`^${tag}\\b`, 'm'));
});
