import { defineUnlistedScript } from 'wxt/utils/define-unlisted-script';
import { type DiskScope, serveCheckDisk } from '@/lib/browser/folder/check/serveCheckDisk';

/** The worker in which saved files are looked at. */
export default defineUnlistedScript(() => serveCheckDisk(globalThis as unknown as DiskScope));
