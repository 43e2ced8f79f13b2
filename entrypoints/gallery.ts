import '@/lib/ui/theme.css';
import { h, render } from 'preact';
import { defineUnlistedScript } from 'wxt/utils/define-unlisted-script';
import { GalleryApp } from '@/components/gallery/GalleryApp';
import { runGallery } from '@/lib/ui/gallery/runGallery';

/** The code of an offline gallery: copied beside its page, and run there without the extension. */
export default defineUnlistedScript(() =>
  runGallery((model, root) => {
    render(h(GalleryApp, { model }), root);
  }),
);
