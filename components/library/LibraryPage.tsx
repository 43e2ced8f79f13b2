import './library.css';
import { Settings } from 'lucide';
import { useEffect, useState } from 'preact/hooks';
import { FailureNotice } from '@/components/common/FailureNotice';
import { IconButton } from '@/components/common/IconButton';
import { LiveRegion } from '@/components/common/LiveRegion';
import { Mark } from '@/components/common/Mark';
import { KeyboardHelp, type KeyWords } from '@/components/help/KeyboardHelp';
import { WatchedTab } from '@/components/watch/WatchedTab';
import { t } from '@/lib/ui/format/i18n';
import { pressRemedy } from '@/lib/ui/jobs/pressRemedy';
import type { LibraryModel } from '@/lib/ui/library/createLibraryModel';
import { LaterTab } from './LaterTab';
import { SavedView } from './SavedView';
import { type LibraryTab, Tabs, tabs } from './Tabs';

interface Props {
  readonly model: LibraryModel;
}

const tabOfAddress = (): LibraryTab => tabs.find((tab) => `#${tab}` === location.hash) ?? 'saved';

const viewerKeys: readonly KeyWords[] = [
  { keys: ['↑', '↓'], does: 'keys_viewer_posts' },
  { keys: ['←', '→'], does: 'keys_viewer_pictures' },
  { keys: ['Home', 'End'], does: 'keys_viewer_ends' },
  { keys: ['Space', 'K'], does: 'keys_viewer_play' },
  { keys: ['M'], does: 'keys_viewer_mute' },
  { keys: ['J', 'L'], does: 'keys_viewer_seek' },
];

const keysOf = (tab: LibraryTab): readonly KeyWords[] => [
  ...(tab === 'saved' ? [{ keys: ['/'], does: 'keys_search' as const }] : []),
  { keys: ['←', '→'], does: 'keys_choices' },
  ...(tab === 'saved' ? viewerKeys : []),
];

/** The library: what is saved, what runs and what went wrong. */
export const LibraryPage = ({ model }: Props) => {
  const [tab, setTab] = useState(tabOfAddress);
  useEffect(() => {
    const follow = (): void => setTab(tabOfAddress());
    addEventListener('hashchange', follow);
    return () => removeEventListener('hashchange', follow);
  }, []);
  const problem = model.problem.value;
  const again = model.again.value;
  return (
    <div class="library">
      <header class="library__header">
        <Mark size={30} />
        <h1>{t('library_title')}</h1>
        <Tabs
          tab={tab}
          onTab={(next) => {
            location.hash = next;
            setTab(next);
          }}
        />
        <KeyboardHelp keys={keysOf(tab)} saveShortcut={model.saveShortcut} />
        <IconButton icon={Settings} label={t('action_settings')} onClick={() => void model.openPage('options')} />
      </header>
      <main>
        <div id={`view-${tab}`} class="library__view" role="tabpanel" aria-labelledby={`tab-${tab}`}>
          {problem && (
            <FailureNotice
              failure={problem}
              onRemedy={(remedy) => pressRemedy(model, remedy)}
              onDismiss={model.dismissProblem}
            />
          )}
          {tab === 'saved' && <SavedView model={model} />}
          {tab === 'watched' && <WatchedTab model={model} />}
          {tab !== 'saved' && tab !== 'watched' && <LaterTab key={tab} tab={tab} model={model} />}
        </div>
      </main>
      {/* The no-break space makes the second start a new text, which is spoken again. */}
      <LiveRegion text={again === 0 ? '' : `${t('library_again_started')}${again % 2 ? '' : '\u00a0'}`} />
    </div>
  );
};
