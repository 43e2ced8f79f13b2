import { err, ok, type Result } from '@/lib/base/result';
import { checkTemplate } from './checkTemplate';
import { withF2Folders } from './f2Layout';
import { readNodes } from './readNodes';
import type { Template, TemplateError, TemplateNode } from './Template';

const collect = (nodes: readonly TemplateNode[], into: Set<string>): Set<string> => {
  for (const node of nodes) {
    if (node.type === 'when') collect(node.nodes, into.add(node.field.name));
    else if (node.type === 'field')
      for (const choice of node.choices) if (choice.type !== 'quoted') into.add(choice.name);
  }
  return into;
};

/** Makes a template of nodes without any check or addition. */
export const templateOf = (text: string, nodes: readonly TemplateNode[]): Template => ({
  text,
  nodes,
  fields: collect(nodes, new Set()),
});

/**
 * Reads and checks a file name template.
 *
 * - `{name}` a field · `{create:YYYY-MM}` a date format · `{position:4}` zeros in front · `{desc|40}`, `{desc|80b}` cuts by
 *   graphemes or bytes · `{desc|lower}`, `|upper`, `|underscores`
 * - `{title?desc?'none'}` the first one that is not empty
 * - `{?title:…}` only with a title, `{!title:…}` only without; both may hold fields and slashes
 * - `/` a folder · `{{` and `}}` braces
 *
 * A template without folder and without `{kind}` is one of f2's (`{create}_{desc}`): it gets f2's folders around it.
 * Any other one without `{kind}` gets `-{kind}` at its end, since a post can have many files.
 * @param custom the person's own fields
 * @returns the template, or every mistake with its place
 */
export const parseTemplate = (
  text: string,
  custom: Readonly<Record<string, string>> = {},
): Result<Template, readonly TemplateError[]> => {
  const { nodes, errors } = readNodes(text, custom, false);
  const read = templateOf(text, nodes);
  const problems = [...errors, ...checkTemplate(read, errors.length > 0)];
  if (problems.length > 0) return err(problems);
  return ok(templateOf(text, withF2Folders(read)));
};
