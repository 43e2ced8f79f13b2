import './style.css';
import { defineContentScript } from '#imports';
import { createPagePort } from '@/lib/browser/events/createPagePort';
import { startContentScript } from '@/lib/page/startContentScript';
import { pagePatterns } from '@/lib/tiktok/address/hosts';

export default defineContentScript({
  matches: pagePatterns,
  // The capture channel has to be open before any script of the page runs; all else waits for the page.
  runAt: 'document_start',
  // A page would hear of us by it, id and all; older copies of this script listen for an event that is named after the id.
  noScriptStartedPostMessage: true,
  main(ctx) {
    startContentScript(createPagePort(), document, ctx.signal);
  },
});
