import { findChromium, findFirefox } from '../../../scripts/findBrowser.ts';

/** Before all tests: two files that each found no browser would both install one, and apt-get lets one in at a time. */
export const setup = (): void => {
  findChromium();
  findFirefox();
};
