import { useEffect, useState } from 'preact/hooks';
import type { FiguresView } from '@/components/figures/FiguresView';
import type { LibraryModel } from '@/lib/ui/library/createLibraryModel';

interface Props {
  readonly model: LibraryModel;
}

/** The library in numbers; what draws them is read when it is opened. */
export const FiguresTab = ({ model }: Props) => {
  const [loaded, setLoaded] = useState<{ readonly View: typeof FiguresView }>();
  useEffect(() => {
    void import('@/components/figures/FiguresView').then(({ FiguresView: View }) => setLoaded({ View }));
  }, []);
  return loaded ? <loaded.View model={model} /> : null;
};
