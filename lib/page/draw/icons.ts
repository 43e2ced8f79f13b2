import {
  Check,
  CircleDot,
  CircleStop,
  Clock3,
  Download,
  type IconNode,
  ListPlus,
  SquareCheckBig,
  TriangleAlert,
  X,
} from 'lucide';

const SVG = 'http://www.w3.org/2000/svg';

const icons = {
  save: Download,
  queued: Clock3,
  saving: Download,
  saved: Check,
  failed: TriangleAlert,
  all: ListPlus,
  choose: SquareCheckBig,
  close: X,
  record: CircleDot,
  stop: CircleStop,
};
export type IconName = keyof typeof icons;

const element = (doc: Document, name: string, attributes: Readonly<Record<string, unknown>>): SVGElement => {
  const made = doc.createElementNS(SVG, name);
  for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, String(value));
  return made;
};

/** One element for all lines of a drawing: a grid gets it 140 times. `M0 0` keeps a relative beginning where it was. */
const join = (nodes: IconNode): IconNode => {
  if (nodes.some(([name]) => name !== 'path')) return nodes;
  return [['path', { d: nodes.map(([, { d }]) => `M0 0${d}`).join('') }]];
};

const draw = (doc: Document, nodes: IconNode): SVGElement => {
  const svg = element(doc, 'svg', { class: 'icon', viewBox: '0 0 24 24', 'aria-hidden': 'true' });
  svg.append(...join(nodes).map(([name, attributes]) => element(doc, name, attributes)));
  return svg;
};

/** A picture for a state, drawn with the current colour. */
export const drawIcon = (doc: Document, name: IconName): SVGElement => draw(doc, icons[name]);

/** A ring that fills with `--progress` (0 to 100) or turns when there is none yet. */
export const drawRing = (doc: Document): SVGElement => {
  const svg = element(doc, 'svg', { class: 'ring', viewBox: '0 0 48 48', 'aria-hidden': 'true' });
  const circle = { cx: 24, cy: 24, r: 22, pathLength: 100 };
  svg.append(
    element(doc, 'circle', { ...circle, class: 'track' }),
    element(doc, 'circle', { ...circle, class: 'arc' }),
  );
  return svg;
};
