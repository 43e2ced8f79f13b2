// @vitest-environment happy-dom
// @vitest-environment-options {"url": "https://www.tiktok.com/"}
import { expect, test, vi } from 'vitest';
import * as describing from '@/lib/page/describeState';
import { rehearse } from '@/lib/page/startContentScript';
import { showPage } from './stage';

test('goes the whole way to a named button without a word of the browser, and leaves the page as it was', () => {
  showPage('profile', '/@person1');
  const before = document.documentElement.outerHTML;
  const described = vi.spyOn(describing, 'describeState');
  rehearse(document);
  expect(described.mock.results.map(({ value }) => value)).toEqual([{ label: 'button_save', name: 'button_save_by' }]);
  expect(document.documentElement.outerHTML).toBe(before);
});
