import '@/lib/model/zodWithoutEval';
import '@/lib/ui/theme.css';
import { render } from 'preact';
import { DatabaseGate } from '@/components/database/DatabaseGate';
import { OptionsPage } from '@/components/options/OptionsPage';
import { clearThumbs, readStorageUse } from '@/lib/browser/readStorageUse';
import { watchMessages } from '@/lib/browser/settings/readMessages';
import { createMoveModel } from '@/lib/ui/options/createMoveModel';
import { createMovePorts } from '@/lib/ui/options/createMovePorts';
import { createOptionsModel } from '@/lib/ui/options/createOptionsModel';
import { createOptionsPorts } from '@/lib/ui/options/createOptionsPorts';
import { createStorageModel } from '@/lib/ui/options/createStorageModel';
import { createDatabaseFeed } from '@/lib/ui/view/createDatabaseFeed';
import { mountPage } from '@/lib/ui/view/mountPage';

const feed = createDatabaseFeed();
const loadTakeOver = async () => (await import('@/lib/ui/takeover/createTakeOverPorts')).createTakeOverPorts();
const model = createOptionsModel(createOptionsPorts());
const move = createMoveModel(createMovePorts());
const storage = createStorageModel({ readUse: readStorageUse, clearThumbs });
model.start();
void storage.refresh();
// People come back from trying again on TikTok to see how it fared.
addEventListener('focus', () => {
  model.refresh();
  void storage.refresh();
});
// A page that is closed while the last change waits for its turn would lose it.
addEventListener('pagehide', () => void model.flush());
void mountPage(watchMessages, 'options_title').then((root) =>
  render(
    <DatabaseGate feed={feed} optional>
      <OptionsPage model={model} move={move} storage={storage} loadTakeOver={loadTakeOver} />
    </DatabaseGate>,
    root,
  ),
);
