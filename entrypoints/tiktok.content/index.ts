import './style.css';
import { defineContentScript } from '#imports';
import { createPagePort } from '@/lib/browser/events/createPagePort';
import { startContentScript } from '@/lib/page/startContentScript';
import { pagePatterns } from '@/lib/tiktok/address/hosts';

export default defineContentScript({
  matches: pagePatterns,
  // The capture channel has to be open before any script of the page runs; all else waits for the page.
  runAt: 'document_start',
  main(ctx) {
    startContentScript(createPagePort(), document, ctx.signal);
  },
});
