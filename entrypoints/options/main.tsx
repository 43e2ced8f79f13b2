import '@/lib/model/zodWithoutEval';
import '@/lib/ui/theme.css';
import { render } from 'preact';
import { DatabaseGate } from '@/components/database/DatabaseGate';
import { OptionsPage } from '@/components/options/OptionsPage';
import { watchMessages } from '@/lib/browser/settings/readMessages';
import { createOptionsModel } from '@/lib/ui/options/createOptionsModel';
import { createOptionsPorts } from '@/lib/ui/options/createOptionsPorts';
import { createDatabaseFeed } from '@/lib/ui/view/createDatabaseFeed';
import { mountPage } from '@/lib/ui/view/mountPage';

const model = createOptionsModel(createOptionsPorts());
model.start();
// People come back from trying again on TikTok to see how it fared.
addEventListener('focus', model.refresh);
// A page that is closed while the last change waits for its turn would lose it.
addEventListener('pagehide', () => void model.flush());
void mountPage(watchMessages, 'options_title').then((root) =>
  render(
    <DatabaseGate feed={createDatabaseFeed()} optional>
      <OptionsPage model={model} />
    </DatabaseGate>,
    root,
  ),
);
