import { useCallback } from 'preact/hooks';
import type { LibraryModel } from '@/lib/ui/library/createLibraryModel';
import { useLater } from '@/lib/ui/view/useLater';

interface Props {
  readonly model: LibraryModel;
}

/** The viewer while something is looked at; its code is loaded the first time. */
export const OpenViewer = ({ model }: Props) => {
  const viewing = model.viewing.value;
  const load = useCallback(async () => {
    const [{ Viewer }, ports] = await Promise.all([import('@/components/viewer/Viewer'), model.loadViewerPorts()]);
    return { Viewer, ports };
  }, [model]);
  const loaded = useLater(load, viewing !== undefined, model.tell);
  if (!viewing || !loaded) return null;
  const { Viewer, ports } = loaded;
  return <Viewer {...viewing} ports={ports} model={model} onClose={model.closeViewer} />;
};
