import { EXTENSION_UNITS, PATH_UNITS, utf8Length } from '@/lib/naming/text/cutText';
import { illegalIn } from '@/lib/naming/text/safePart';
import { withF2Folders } from './f2Layout';
import {
  type Choice,
  type FieldFormat,
  LONGEST_TEMPLATE,
  type Template,
  type TemplateError,
  type TemplateErrorCode,
  type TemplateNode,
} from './Template';

const error = (code: TemplateErrorCode, start: number, text: string): TemplateError => ({
  code,
  start,
  end: start + text.length,
  text,
});

const choiceUnits = (choice: Choice, format: FieldFormat | undefined): number => {
  if (choice.type === 'quoted') return utf8Length(choice.text);
  if (choice.type === 'date') return (format?.type === 'date' ? format.pieces : choice.format).join('').length + 8;
  if (choice.type === 'number') return Math.max(format?.type === 'pad' ? format.width : 0, 12);
  return choice.weight === 'hard' ? (choice.units ?? 0) : 0;
};

/** Units that no cut can take away, all blocks included. */
const leastUnits = (nodes: readonly TemplateNode[]): number =>
  nodes.reduce((sum, node) => {
    if (node.type === 'text') return sum + utf8Length(node.text);
    if (node.type === 'when') return sum + leastUnits(node.nodes);
    return sum + Math.max(0, ...node.choices.map((choice) => choiceUnits(choice, node.format)));
  }, 0);

/** The template with every brace expression blanked out, so that offsets stay and only literal text is left. */
const literalsOf = (text: string): string => {
  let depth = 0;
  return text.replace(/\{\{|\{[?!][^:{}]*:|\{[^{}]*\}|\}/g, (match) => {
    if (match === '{{') return '\u0001\u0001';
    if (match === '}') {
      depth = Math.max(0, depth - 1);
      return '\u0001';
    }
    if (/^\{[?!]/.test(match)) depth += 1;
    return '\u0001'.repeat(match.length);
  });
};

const pathErrors = (text: string): TemplateError[] => {
  const literals = literalsOf(text);
  const found: TemplateError[] = [];
  const root = /^\s*(?:[/\\~]|[A-Za-z]:)/.exec(text);
  if (root) found.push(error('absolute', 0, root[0]));
  for (const { sign, index } of illegalIn(literals)) {
    const known = sign === '\u0001' || (root && index < root[0].length);
    if (!known) found.push(error('illegal', index, sign));
  }
  for (const match of literals.matchAll(/(?<=^|\/)\s*\.\.+\s*(?=\/|$)/g))
    found.push(error('two-dots', match.index, match[0]));
  if (/\/\s*$/.test(literals)) found.push(error('no-name', text.lastIndexOf('/'), '/'));
  return found;
};

/**
 * Checks what a template would do to paths: nothing absolute, no parent folder, no sign that a system refuses, a name at the end,
 * and short enough for every post.
 * @param broken the template could not be read whole; lengths say nothing then
 */
export const checkTemplate = (template: Template, broken: boolean): TemplateError[] => {
  const { text, fields } = template;
  if (text.trim() === '') return [error('empty', 0, text)];
  // Said by its reader already; every sign of it would be one mistake more.
  if (text.length > LONGEST_TEMPLATE) return [];
  const found = pathErrors(text);
  if (broken || found.length > 0) return found;
  if (fields.size === 0) return [error('no-name', 0, text)];
  return leastUnits(withF2Folders(template)) + EXTENSION_UNITS > PATH_UNITS ? [error('too-long', 0, text)] : [];
};
