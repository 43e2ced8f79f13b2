/**
 * A text without its tags, from each `<` to the next `>`. By searching, not by an expression: where no `>` follows, an
 * expression tries every `<` anew to the end of the text.
 *
 * @param keep tags to be left in
 */
export const withoutTags = (text: string, keep: (tag: string) => boolean = () => false): string => {
  const parts: string[] = [];
  let at = 0;
  for (let open = text.indexOf('<'); open >= 0; open = text.indexOf('<', at)) {
    const close = text.indexOf('>', open);
    if (close < 0) break;
    const tag = text.slice(open, close + 1);
    parts.push(text.slice(at, open), keep(tag) ? tag : '');
    at = close + 1;
  }
  return parts.join('') + text.slice(at);
};

/** A text without the elements of these names, content included; one that is never closed stays. */
export const withoutElements = (text: string, names: readonly string[]): string => {
  const opening = new RegExp(`<(${names.join('|')})\\b`, 'g');
  const unclosed = new Set<string>();
  const parts: string[] = [];
  let at = 0;
  for (let match = opening.exec(text); match; match = opening.exec(text)) {
    const ending = `</${match[1]}>`;
    const end = unclosed.has(ending) ? -1 : text.indexOf(ending, opening.lastIndex);
    if (end < 0) {
      unclosed.add(ending);
      if (unclosed.size === names.length) break;
      continue;
    }
    parts.push(text.slice(at, match.index));
    at = end + ending.length;
    opening.lastIndex = at;
  }
  return parts.join('') + text.slice(at);
};
