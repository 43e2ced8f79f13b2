import '@/lib/model/zodWithoutEval';
import '@/lib/ui/theme.css';
import { render } from 'preact';
import { DatabaseGate } from '@/components/database/DatabaseGate';
import { OptionsPage } from '@/components/options/OptionsPage';
import { browserMessages } from '@/lib/browser/events/notifyEnd';
import { createOptionsModel } from '@/lib/ui/options/createOptionsModel';
import { createOptionsPorts } from '@/lib/ui/options/createOptionsPorts';
import { createDatabaseFeed } from '@/lib/ui/view/createDatabaseFeed';
import { mountPage } from '@/lib/ui/view/mountPage';

const root = mountPage(browserMessages, 'options_title');
const model = createOptionsModel(createOptionsPorts());
model.start();
// People come back from trying again on TikTok to see how it fared.
addEventListener('focus', model.refresh);
// A page that is closed while the last change waits for its turn would lose it.
addEventListener('pagehide', () => void model.flush());
render(
  <DatabaseGate feed={createDatabaseFeed()} optional>
    <OptionsPage model={model} />
  </DatabaseGate>,
  root,
);
