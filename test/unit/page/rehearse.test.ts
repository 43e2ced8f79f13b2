// @vitest-environment happy-dom
// @vitest-environment-options {"url": "https://www.tiktok.com/"}
import { expect, test } from 'vitest';
import { rehearse } from '@/lib/page/startContentScript';
import { fakePort, showPage } from './stage';

test('goes the whole way to a named button, and leaves the page as it was', () => {
  showPage('profile', '/@person1');
  const before = document.documentElement.outerHTML;
  const asked: string[][] = [];
  const port = fakePort();
  const t: typeof port.t = (key, ...subs) => {
    asked.push([key, ...subs]);
    return port.t(key, ...subs);
  };
  rehearse({ ...port, t }, document);
  expect(asked).toContainEqual(['button_save_by', 'sample']);
  expect(document.documentElement.outerHTML).toBe(before);
});
