/** One sheet per document serves all buttons. Firefox does not let content scripts adopt sheets (bug 1751346). */
const sheets = new WeakMap<Document, Map<string, CSSStyleSheet | undefined>>();

const makeSheet = (css: string): CSSStyleSheet | undefined => {
  try {
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(css);
    return sheet;
  } catch {
    // No constructable sheets here: a <style> per root does the same, only slower.
    return undefined;
  }
};

const sheetFor = (doc: Document, css: string): CSSStyleSheet | undefined => {
  const known = sheets.get(doc) ?? new Map<string, CSSStyleSheet | undefined>();
  sheets.set(doc, known);
  if (!known.has(css)) known.set(css, makeSheet(css));
  return known.get(css);
};

const adopt = (root: ShadowRoot, sheet: CSSStyleSheet): boolean => {
  try {
    root.adoptedStyleSheets = [sheet];
    return root.adoptedStyleSheets.length === 1;
  } catch {
    // Firefox's wrapper of the page's objects refuses.
    return false;
  }
};

/**
 * Gives an element a style-isolated inside. The root is open, so that tests and assistive tools can look into it; clicks
 * are taken only when they come from the person (see createInputGuard).
 */
export const createShadow = (host: HTMLElement, css: string): ShadowRoot => {
  const doc = host.ownerDocument;
  const root = host.attachShadow({ mode: 'open' });
  const sheet = sheetFor(doc, css);
  if (sheet && adopt(root, sheet)) return root;
  sheets.get(doc)?.set(css, undefined);
  const style = doc.createElement('style');
  style.textContent = css;
  root.append(style);
  return root;
};
