import type { ComponentType } from 'preact';
import type { LibraryModel } from '@/lib/ui/library/createLibraryModel';
import { useLater } from '@/lib/ui/view/useLater';
import type { LibraryTab } from './Tabs';

interface ViewProps {
  readonly model: LibraryModel;
}

/** The tabs whose code is read when they are opened: the first rows of the library wait for none of it. */
type Later = Exclude<LibraryTab, 'saved' | 'watched'>;

const loads: Readonly<Record<Later, () => Promise<{ readonly View: ComponentType<ViewProps> }>>> = {
  jobs: async () => ({ View: (await import('./JobsView')).JobsView }),
  lists: async () => ({ View: (await import('./ListsView')).ListsView }),
  figures: async () => ({ View: (await import('@/components/figures/FiguresView')).FiguresView }),
};

/** A tab of the library, drawn as soon as its code is there. */
export const LaterTab = ({ tab, model }: ViewProps & { readonly tab: Later }) => {
  const part = useLater(loads[tab], true, model.tell);
  return part ? <part.View model={model} /> : null;
};
