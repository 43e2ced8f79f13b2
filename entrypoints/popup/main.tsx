import '@/lib/model/zodWithoutEval';
import '@/lib/ui/theme.css';
import { render } from 'preact';
import { DatabaseGate } from '@/components/database/DatabaseGate';
import { PopupPage } from '@/components/popup/PopupPage';
import { watchMessages } from '@/lib/browser/settings/readMessages';
import { createPopupModel } from '@/lib/ui/popup/createPopupModel';
import { createPopupPorts } from '@/lib/ui/popup/createPopupPorts';
import { createDatabaseFeed } from '@/lib/ui/view/createDatabaseFeed';
import { mountPage } from '@/lib/ui/view/mountPage';

const feed = createDatabaseFeed();
const model = createPopupModel(createPopupPorts(location.search));
model.start();
void mountPage(watchMessages).then((root) =>
  render(
    <DatabaseGate feed={feed}>
      <PopupPage model={model} now={Date.now} />
    </DatabaseGate>,
    root,
  ),
);
