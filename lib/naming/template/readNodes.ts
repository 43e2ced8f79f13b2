import { allFields, fieldNamed } from '@/lib/naming/fields/fieldNamed';
import { readField } from '@/lib/naming/template/readField';
import {
  LONGEST_TEMPLATE,
  type TemplateError,
  type TemplateErrorCode,
  type TemplateNode,
} from '@/lib/naming/template/Template';

/** Edits (insert, delete, replace) between two words. */
const distance = (left: string, right: string): number => {
  let row = Array.from({ length: right.length + 1 }, (_, at) => at);
  for (let i = 1; i <= left.length; i += 1) {
    const next = [i];
    for (let j = 1; j <= right.length; j += 1) {
      const replace = (row[j - 1] ?? 0) + (left[i - 1] === right[j - 1] ? 0 : 1);
      next.push(Math.min(replace, (row[j] ?? 0) + 1, (next[j - 1] ?? 0) + 1));
    }
    row = next;
  }
  return row[right.length] ?? 0;
};

/** Returns the known field a person most likely meant, or undefined when none is near. */
const nearestField = (name: string, own: readonly string[]): string | undefined => {
  const word = name.slice(0, 40).toLowerCase();
  const limit = Math.max(1, Math.floor(word.length / 3));
  let best: { readonly name: string; readonly edits: number } | undefined;
  for (const known of [...allFields().map((field) => field.name), ...own]) {
    const edits = distance(word, known.toLowerCase());
    if (edits <= limit && (!best || edits < best.edits)) best = { name: known, edits };
  }
  return best?.name;
};

interface Reader {
  readonly text: string;
  readonly own: Readonly<Record<string, string>>;
  readonly override: boolean;
  readonly errors: TemplateError[];
  at: number;
}

const report = (reader: Reader, code: TemplateErrorCode, start: number, end: number): void => {
  const text = reader.text.slice(start, end).trim();
  const suggestion = code === 'unknown-field' ? nearestField(text, Object.keys(reader.own)) : undefined;
  reader.errors.push({ code, start, end, text, ...(suggestion === undefined ? {} : { suggestion }) });
};

const readWhen = (reader: Reader): TemplateNode | undefined => {
  const head = /^\{([?!])([^:{}]*):/.exec(reader.text.slice(reader.at));
  const start = reader.at;
  if (!head) {
    report(reader, 'unbalanced', start, start + 2);
    reader.at += 2;
    return undefined;
  }
  const name = (head[2] ?? '').trim();
  const field = fieldNamed(name, reader.own, reader.override);
  if (!field) report(reader, 'unknown-field', start + 2, start + 2 + (head[2] ?? '').length);
  reader.at += head[0].length;
  const nodes = readUntil(reader, true);
  if (reader.text[reader.at] === '}') reader.at += 1;
  else report(reader, 'unbalanced', start, start + head[0].length);
  return field && { type: 'when', field, negate: head[1] === '!', nodes };
};

const readBraces = (reader: Reader): TemplateNode | undefined => {
  const next = reader.text[reader.at + 1];
  if (next === '?' || next === '!') return readWhen(reader);
  const start = reader.at;
  const close = reader.text.indexOf('}', start);
  const open = reader.text.indexOf('{', start + 1);
  if (close < 0 || (open >= 0 && open < close)) {
    report(reader, 'unbalanced', start, start + 1);
    reader.at += 1;
    return undefined;
  }
  reader.at = close + 1;
  return readField(reader.text.slice(start + 1, close), reader.own, reader.override, (code, from, to) =>
    report(reader, code, start + 1 + from, start + 1 + to),
  );
};

/** Reads literal text up to the next brace; `{{` and, outside blocks, `}}` stand for the braces themselves. */
const readText = (reader: Reader, inBlock: boolean): TemplateNode => {
  let text = '';
  while (reader.at < reader.text.length) {
    const two = reader.text.slice(reader.at, reader.at + 2);
    if (two === '{{' || (two === '}}' && !inBlock)) {
      text += two[0];
      reader.at += 2;
    } else if (two.startsWith('{') || two.startsWith('}')) break;
    else {
      text += two[0];
      reader.at += 1;
    }
  }
  return { type: 'text', text };
};

const readUntil = (reader: Reader, inBlock: boolean): TemplateNode[] => {
  const nodes: TemplateNode[] = [];
  while (reader.at < reader.text.length) {
    const sign = reader.text[reader.at];
    const doubled = reader.text[reader.at + 1] === sign;
    if (sign === '}' && inBlock) break;
    if (sign === '}' && !doubled) {
      report(reader, 'unbalanced', reader.at, reader.at + 1);
      reader.at += 1;
    } else if (sign === '{' && !doubled) {
      const node = readBraces(reader);
      if (node) nodes.push(node);
    } else nodes.push(readText(reader, inBlock));
  }
  return nodes;
};

/** Reads a template into nodes; mistakes are collected with their place, and what could be read is returned beside them. */
export const readNodes = (
  text: string,
  own: Readonly<Record<string, string>>,
  override: boolean,
): { readonly nodes: readonly TemplateNode[]; readonly errors: readonly TemplateError[] } => {
  if (text.length > LONGEST_TEMPLATE)
    return { nodes: [], errors: [{ code: 'too-long', start: LONGEST_TEMPLATE, end: text.length, text: '' }] };
  const reader: Reader = { text, own, override, errors: [], at: 0 };
  const nodes = readUntil(reader, false);
  return { nodes, errors: reader.errors };
};
