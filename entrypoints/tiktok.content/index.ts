import './style.css';
import { defineContentScript } from '#imports';
import { createPagePort } from '@/lib/browser/events/createPagePort';
import { startContentScript } from '@/lib/page/startContentScript';

export default defineContentScript({
  matches: ['https://www.tiktok.com/*', 'https://m.tiktok.com/*'],
  // The capture channel has to be open before any script of the page runs; all else waits for the page.
  runAt: 'document_start',
  main(ctx) {
    startContentScript(createPagePort(), document, ctx.signal);
  },
});
