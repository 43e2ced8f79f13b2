import { defineContentScript } from '#imports';
import { meetListener } from '@/lib/page/captureChannel';
import { captureReplies } from '@/lib/page/captureReplies';
import { whenSiteStarted } from '@/lib/page/whenSiteStarted';
import { pagePatterns } from '@/lib/tiktok/address/hosts';

export default defineContentScript({
  matches: pagePatterns,
  runAt: 'document_start',
  world: 'MAIN',
  main() {
    meetListener(document, (outlet) => {
      let undo: (() => void) | undefined;
      const stopWaiting = whenSiteStarted(window, () => {
        undo = captureReplies(window, outlet.send);
      });
      outlet.onStop(() => {
        stopWaiting();
        undo?.();
      });
    });
  },
});
