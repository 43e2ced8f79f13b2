import browser from 'webextension-polyfill';
import { createDiskWorker, type DiskWorker } from './createDiskWorker';

/** A worker of this page that looks at the disk; whoever starts it ends it. */
export const startDiskWorker = (): DiskWorker => createDiskWorker(() => new Worker(browser.runtime.getURL('check.js')));
