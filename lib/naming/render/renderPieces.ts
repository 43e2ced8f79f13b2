import type { NamingContext } from '@/lib/naming/fields/NamingField';
import type { Choice, Template, TemplateNode } from '@/lib/naming/template/Template';
import { cleanText } from '@/lib/naming/text/cleanText';
import { fieldText, filterText } from './fieldText';

/** A stretch of a name: how it may be cut, and which field it came from. */
export interface Piece {
  readonly text: string;
  readonly weight: 'literal' | 'hard' | 'soft' | 'long';
  readonly field?: string;
}

const weightOf = (choice: Choice): Piece['weight'] =>
  choice.type === 'quoted' ? 'literal' : choice.type === 'text' ? choice.weight : 'hard';

interface Rendering {
  readonly context: NamingContext;
  /** The id stands for a missing caption, unless the template names it anyway. */
  readonly idForDesc: boolean;
  readonly parts: Piece[][];
}

const add = (rendering: Rendering, piece: Piece): void => {
  rendering.parts.at(-1)?.push(piece);
};

const fieldPiece = ({ context, idForDesc }: Rendering, node: TemplateNode & { readonly type: 'field' }): Piece => {
  for (const choice of node.choices) {
    const raw = choice.type === 'quoted' ? cleanText(choice.text) : fieldText(choice, context, node.format);
    const text = filterText(raw, node.filters);
    if (text === '') continue;
    return { text, weight: weightOf(choice), ...(choice.type === 'quoted' ? {} : { field: choice.name }) };
  }
  const named = (name: string): boolean =>
    node.choices.some((choice) => choice.type !== 'quoted' && choice.name === name);
  if (idForDesc && named('desc')) return { text: context.post.id, weight: 'hard', field: 'id' };
  return { text: '', weight: 'hard', field: '' };
};

const addText = (rendering: Rendering, text: string): void => {
  text.split('/').forEach((words, at) => {
    if (at > 0) rendering.parts.push([]);
    if (words === '') return;
    const before = rendering.parts.at(-1);
    const last = before?.at(-1);
    if (before && last?.weight === 'literal' && last.field === undefined)
      before.splice(-1, 1, { ...last, text: last.text + words });
    else add(rendering, { text: words, weight: 'literal' });
  });
};

const addNodes = (rendering: Rendering, nodes: readonly TemplateNode[]): void => {
  for (const node of nodes) {
    if (node.type === 'text') addText(rendering, node.text);
    else if (node.type === 'field') add(rendering, fieldPiece(rendering, node));
    else if ((fieldText(node.field, rendering.context) === '') === node.negate) addNodes(rendering, node.nodes);
  }
};

/** The folder that stands for a nickname, so that a rename does not start a second one. */
const keptFolder = (field: string | undefined, context: NamingContext): string | undefined => {
  if (field === 'nickname') return context.authorFolder;
  if (field !== 'owner') return undefined;
  const own = context.mode === 'one' || context.mode === 'post' || context.mode === 'live';
  return context.ownerFolder ?? (own ? context.authorFolder : undefined);
};

const withKeptFolder = (piece: Piece, context: NamingContext): Piece => {
  const kept = cleanText(keptFolder(piece.field, context) ?? '');
  return kept === '' ? piece : { ...piece, text: kept };
};

/** Fills a template in: the parts of the path, each as pieces whose text is clean but not yet cut to length. */
export const renderPieces = (template: Template, context: NamingContext): readonly (readonly Piece[])[] => {
  const idForDesc = !template.fields.has('id') && !template.fields.has('aweme_id');
  const rendering: Rendering = { context, idForDesc, parts: [[]] };
  addNodes(rendering, template.nodes);
  const last = rendering.parts.length - 1;
  return rendering.parts.map((part, at) => (at === last ? part : part.map((piece) => withKeptFolder(piece, context))));
};
