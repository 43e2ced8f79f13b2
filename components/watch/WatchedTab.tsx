import { useEffect, useState } from 'preact/hooks';
import type { LibraryModel } from '@/lib/ui/library/createLibraryModel';
import type { WatchedLists } from '@/lib/ui/library/followWatched';
import { useLater } from '@/lib/ui/view/useLater';

interface Props {
  readonly model: LibraryModel;
}

const load = () => import('./WatchedView');

/** The lists that are watched; what draws and follows them is read when they are looked at. */
export const WatchedTab = ({ model }: Props) => {
  const view = useLater(load, true, model.tell);
  const [watched, setWatched] = useState<WatchedLists>();
  useEffect(() => {
    model.watched().then(setWatched, model.tell);
  }, [model.watched, model.tell]);
  useEffect(() => watched?.start(), [watched]);
  return view && watched ? <view.WatchedView model={model} watched={watched} /> : null;
};
