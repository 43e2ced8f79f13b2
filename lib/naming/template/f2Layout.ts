import { fieldNamed } from '@/lib/naming/fields/fieldNamed';
import type { Template, TemplateNode } from '@/lib/naming/template/Template';

/** The default: f2's folders, and an inner folder for posts of several files. */
export const F2_LAYOUT = 'tiktok/{mode}/{owner}/{?several:{create}_{desc}/}{create}_{desc}-{kind}';

const text = (words: string): TemplateNode => ({ type: 'text', text: words });

const field = (name: string): TemplateNode[] => {
  const known = fieldNamed(name, {});
  return known ? [{ type: 'field', choices: [known], filters: [] }] : [];
};

const hasFolder = (nodes: readonly TemplateNode[]): boolean =>
  nodes.some((node) =>
    node.type === 'text' ? node.text.includes('/') : node.type === 'when' && hasFolder(node.nodes),
  );

/** Returns the nodes with what f2 adds by itself: the folders where none are named, and the kind of file at the end. */
export const withF2Folders = ({ nodes, fields }: Template): readonly TemplateNode[] => {
  if (fields.has('kind')) return nodes;
  const name = [...nodes, text('-'), ...field('kind')];
  if (hasFolder(nodes)) return name;
  const several = fieldNamed('several', {});
  const inner: TemplateNode[] = several
    ? [{ type: 'when', field: several, negate: false, nodes: [...nodes, text('/')] }]
    : [];
  return [text('tiktok/'), ...field('mode'), text('/'), ...field('owner'), text('/'), ...inner, ...name];
};

/** Templates to start from; `key` names the sentence in public/_locales. */
export const presets = [
  { id: 'f2', key: 'naming_preset_f2', template: F2_LAYOUT },
  { id: 'flat', key: 'naming_preset_flat', template: 'tiktok/{create}_{nickname}_{desc}-{kind}' },
  { id: 'month', key: 'naming_preset_month', template: 'tiktok/{create:YYYY-MM}/{nickname}/{create}_{desc}-{kind}' },
  {
    id: 'author',
    key: 'naming_preset_author',
    template: 'tiktok/{nickname}/{?several:{create}_{desc}/}{create}_{desc}-{kind}',
  },
] as const;
