/** One sheet per text serves all roots of a document; none once adopting failed (Firefox of 2025, bug 1751346). */
type Sheets = Map<string, CSSStyleSheet | undefined>;
const sheets = new WeakMap<Document, Sheets>();

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

const sheetsOf = (doc: Document): Sheets => {
  const known = sheets.get(doc) ?? new Map<string, CSSStyleSheet | undefined>();
  sheets.set(doc, known);
  return known;
};

const adopt = (root: ShadowRoot, css: string): boolean => {
  const known = sheetsOf(root.ownerDocument);
  if (!known.has(css)) known.set(css, makeSheet(css));
  const sheet = known.get(css);
  if (!sheet) return false;
  try {
    root.adoptedStyleSheets = [sheet];
    return true;
  } catch {
    known.set(css, undefined);
    return false;
  }
};

/**
 * Gives an element an inside that the page neither styles nor reads. Closed, since it shows which posts are in the library;
 * whoever makes it keeps what they need of it, the element does not hand it out again.
 */
export const createShadow = (host: HTMLElement, css: string): ShadowRoot => {
  const root = host.attachShadow({ mode: 'closed' });
  if (adopt(root, css)) return root;
  const style = host.ownerDocument.createElement('style');
  style.textContent = css;
  root.append(style);
  return root;
};
