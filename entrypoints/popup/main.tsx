import '@/lib/model/zodWithoutEval';
import '@/lib/ui/theme.css';
import { render } from 'preact';
import { DatabaseGate } from '@/components/database/DatabaseGate';
import { PopupPage } from '@/components/popup/PopupPage';
import { browserMessages } from '@/lib/browser/events/notifyEnd';
import { createPopupModel } from '@/lib/ui/popup/createPopupModel';
import { createPopupPorts } from '@/lib/ui/popup/createPopupPorts';
import { createDatabaseFeed } from '@/lib/ui/view/createDatabaseFeed';
import { mountPage } from '@/lib/ui/view/mountPage';

const root = mountPage(browserMessages);
const model = createPopupModel(createPopupPorts(location.search));
model.start();
render(
  <DatabaseGate feed={createDatabaseFeed()}>
    <PopupPage model={model} now={Date.now} />
  </DatabaseGate>,
  root,
);
