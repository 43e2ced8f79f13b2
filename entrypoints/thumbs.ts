import { defineUnlistedScript } from 'wxt/utils/define-unlisted-script';
import { serveDrawing, type WorkerScope } from '@/lib/browser/media/thumbs/serveDrawing';

/** The worker in which thumbnails are drawn. */
export default defineUnlistedScript(() => serveDrawing(globalThis as unknown as WorkerScope));
