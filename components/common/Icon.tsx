import { type IconNode, LogIn, Undo2 } from 'lucide';
import { h } from 'preact';

interface Props {
  readonly icon: IconNode;
  /** Pixels; 18 when absent. */
  readonly size?: number;
  readonly class?: string;
}

/** Arrows along the line of reading, or against it: from right to left they point the other way. */
const directed: ReadonlySet<IconNode> = new Set([LogIn, Undo2]);

/** A lucide icon. Always decoration: what it stands for is said in words beside it or by the button's label. */
export const Icon = ({ icon, size = 18, class: name }: Props) => {
  const frame = {
    class: ['icon', directed.has(icon) && 'icon--directed', name].filter(Boolean).join(' '),
    width: size,
    height: size,
    viewBox: '0 0 24 24',
    fill: 'none',
    stroke: 'currentColor',
    'stroke-width': '2',
    'stroke-linecap': 'round',
    'stroke-linejoin': 'round',
    'aria-hidden': 'true',
    focusable: 'false',
  } as const;
  // The parts never change their order, so they are children by place and need no keys: a table draws a hundred icons.
  return h('svg', frame, ...icon.map(([tag, attributes]) => h(tag, attributes)));
};
