import type { GalleryOrder } from '@/lib/gallery/GalleryOrder';
import { encodePath, GALLERY_MARK } from '@/lib/gallery/galleryFormat';

// `'self'` is what counts where somebody puts the folder on a server, `file:` where it is opened from the disk: there, an
// origin is nobody's self. Whatever else the page may say, nothing of it leaves the folder.
const POLICY = [
  "default-src 'none'",
  "script-src 'self' file:",
  "style-src 'self' file:",
  "img-src 'self' file: data:",
  "media-src 'self' file:",
  "base-uri 'none'",
  "form-action 'none'",
].join('; ');

type Attributes = Readonly<Record<string, string>>;

/**
 * The text of a gallery's page, whose data lies in the folder `data` beside it. It names itself at its very beginning: what
 * is looked for before it is written over.
 */
export const galleryPage = ({ tag, rightToLeft, title }: GalleryOrder, data: string): string => {
  const page = document.implementation.createHTMLDocument();
  const make = (parent: Element, name: string, attributes: Attributes): Element => {
    const element = page.createElement(name);
    for (const [key, value] of Object.entries(attributes)) element.setAttribute(key, value);
    parent.append(element);
    return element;
  };
  const { documentElement: root, head, body } = page;
  root.lang = tag;
  root.dir = rightToLeft ? 'rtl' : 'ltr';
  head.replaceChildren();
  make(head, 'meta', { charset: 'utf-8' });
  make(head, 'meta', { name: 'generator', content: GALLERY_MARK });
  make(head, 'meta', { 'http-equiv': 'Content-Security-Policy', content: POLICY });
  make(head, 'meta', { 'http-equiv': 'x-dns-prefetch-control', content: 'off' });
  make(head, 'meta', { name: 'referrer', content: 'no-referrer' });
  make(head, 'meta', { name: 'viewport', content: 'width=device-width, initial-scale=1' });
  make(head, 'meta', { name: 'color-scheme', content: 'light dark' });
  make(head, 'title', {}).textContent = title;
  const folder = encodePath(data);
  make(head, 'link', { rel: 'stylesheet', href: `${folder}/gallery.css` });
  make(body, 'div', { id: 'app', 'data-files': folder });
  for (const name of ['gallery', 'start', 'posts-0']) make(body, 'script', { src: `${folder}/${name}.js` });
  return `<!doctype html>\n${root.outerHTML}\n`;
};
