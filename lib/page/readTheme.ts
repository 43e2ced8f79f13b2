import { THEME_ATTRIBUTES } from '@/lib/tiktok/page/selectors';

/** The page's own theme: what it says of itself, else whether its background is dark. */
export const readTheme = (doc: Document): 'light' | 'dark' => {
  for (const name of THEME_ATTRIBUTES) {
    const said = doc.documentElement.getAttribute(name);
    if (said === 'dark' || said === 'light') return said;
  }
  const background = doc.defaultView?.getComputedStyle(doc.body).backgroundColor ?? '';
  const [red = 255, green = 255, blue = 255, alpha = 1] = (background.match(/[\d.]+/g) ?? []).map(Number);
  // A transparent body shows the browser's own white.
  return alpha > 0.5 && red * 0.299 + green * 0.587 + blue * 0.114 < 128 ? 'dark' : 'light';
};
