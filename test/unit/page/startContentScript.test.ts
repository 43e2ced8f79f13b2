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
import { buttons, fakePort, nameOf, settle, showPage } from './stage';

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
    Object.assign(port, {
      onSettings: (callback: (settings: PageSettings) => void) => {
        tell = callback;
        return () => {
          stopped += 1;
        };
      },
    }),
    document,
    end.signal,
  );
  return { port, tell: (settings: PageSettings) => tell(settings), stopped: () => stopped };
};

test('no button before the settings are known, and as they say from then on', () => {
  const page = start();
  expect(buttons()).toHaveLength(0);
  page.tell({ buttons: true, capture: true, language: 'auto' });
  page.tell({ buttons: true, capture: true, language: 'auto' });
  expect(buttons()).toHaveLength(16);
  page.tell({ buttons: false, capture: true, language: 'auto' });
  expect(document.querySelectorAll('tokshelf-button')).toHaveLength(0);
  page.tell({ buttons: true, capture: true, language: 'auto' });
  expect(buttons()).toHaveLength(16);
});

test('another language puts the buttons in anew, with its words', () => {
  const page = start();
  page.tell({ buttons: true, capture: true, language: 'auto' });
  const [before] = buttons();
  page.port.t = (key) => `otro ${key}`;
  page.tell({ buttons: true, capture: true, language: 'auto' });
  expect(buttons()[0]).toBe(before);
  page.tell({ buttons: true, capture: true, language: 'es' });
  expect(buttons()).toHaveLength(16);
  expect(buttons().map(nameOf)).toEqual(Array.from({ length: 16 }, () => 'otro button_save_by'));
  page.tell({ buttons: false, capture: true, language: 'en' });
  expect(document.querySelectorAll('tokshelf-button')).toHaveLength(0);
});

test('the end takes all away', () => {
  const page = start();
  page.tell({ buttons: true, capture: true, language: 'auto' });
  end.abort();
  expect(document.querySelectorAll('tokshelf-button')).toHaveLength(0);
  expect(page.stopped()).toBe(1);
  page.tell({ buttons: true, capture: true, language: 'auto' });
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
  page.tell({ buttons: true, capture: true, language: 'auto' });
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
  page.tell({ buttons: true, capture: true, language: 'auto' });
  expect(stops).toBe(0);
  page.tell({ buttons: true, capture: false, language: 'auto' });
  page.tell({ buttons: true, capture: false, language: 'auto' });
  expect(stops).toBe(1);
});

test('the sheet that comes with the script shows each of our elements, which hide themselves', () => {
  const sheet = readFileSync(join(import.meta.dirname, '../../../entrypoints/tiktok.content/style.css'), 'utf8');
  for (const tag of [BUTTON_TAG, BUBBLE_TAG]) expect(sheet).toMatch(new RegExp(`^${tag}\\b`, 'm'));
});
